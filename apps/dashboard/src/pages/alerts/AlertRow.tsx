import { memo, useEffect, useRef, useState } from 'react';
import { NavLink, useSearchParams } from 'react-router';
import type { AlertView, IncidentView } from '@lenglian/console-contract';
import {
  ALERT_STATE_WORDS,
  ALERT_TEXT,
  formatDuration,
  wordsOfRule,
  SEVERITY_WORDS,
} from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { Age } from '../../ui/Age.tsx';
import { SEVERITY_LOOKS } from '../../ui/looks.ts';
import { shortCode } from '../../ui/readings.ts';
import { Acknowledge } from './Acknowledge.tsx';
import { CallNext } from './CallNext.tsx';
import { LotCode, useGoods, usePlace } from './AlertSubject.tsx';
import { AlertTags } from './AlertTags.tsx';
import { dangerShown, isNews } from './danger-shown.ts';
import { DangerLine } from './DangerFigures.tsx';
import { NextCheck } from './NextCheck.tsx';
import { RowValues } from './RowValues.tsx';
import { useIsOld } from './use-danger-now.ts';

/**
 * One line of the list; opens the alert beside it and keeps the filter. Where it stands for an incident that
 * nobody has taken, that can be taken from it; the next check is changed on its page.
 */
export const AlertRow = memo(function AlertRow(props: {
  alert: AlertView;
  incident?: IncidentView;
  /** The line above says what becomes of the same goods. */
  isDangerSaid?: boolean;
}) {
  const { alert, isDangerSaid = false } = props;
  const { t, dateTime } = useWording();
  const [search] = useSearchParams();
  const { line, onTaken } = useFocusAfter();
  const isOver = alert.endedAt !== null;
  const goods = useGoods(alert) ?? t(ALERT_TEXT.noLot);
  const place = usePlace(alert);
  const isOld = useIsOld(alert.danger);
  const danger = dangerShown(alert, isOld);
  return (
    <li
      className="row-item"
      data-look={isOver || alert.isAnnulled ? 'info' : SEVERITY_LOOKS[alert.severity]}
    >
      <NavLink
        ref={line}
        to={{ pathname: `/alerts/${alert.id}`, search: search.toString() }}
        className="row"
      >
        <span className="badge">{t(SEVERITY_WORDS[alert.severity])}</span>
        <span className="row-title">
          <b>{t(wordsOfRule(alert.rule))}</b>
          <AlertTags alert={alert} />
        </span>
        <span className="row-subject">
          {goods} · {shortCode(alert.unitCode)}
          {place !== '' && ` · ${place}`} <LotCode alert={alert} />
        </span>
        <RowValues alert={alert} />
        <span className="row-time dim">{dateTime(alert.startedAt)}</span>
        <span className="row-lasted">
          {alert.endedAt === null ? (
            <Age since={alert.startedAt} as="span" />
          ) : (
            t(formatDuration(alert.endedAt - alert.startedAt))
          )}
        </span>
        <span className="row-state">
          {t(ALERT_STATE_WORDS[alert.state])}
          {alert.acknowledgedBy !== null && ` · ${alert.acknowledgedBy}`}
          {alert.state === 'ACKNOWLEDGED' && <NextCheck at={alert.nextCheckAt} />}
          {props.incident && <CallNext incident={props.incident} />}
        </span>
        {danger !== null && !isDangerSaid && isNews(danger, isOld) && (
          <DangerLine danger={danger} />
        )}
      </NavLink>
      {props.incident?.state === 'OPEN' && (
        <Acknowledge incident={props.incident} onTaken={onTaken} />
      )}
    </li>
  );
});

/** Of a line whose button goes away when it was taken by it: the keyboard goes on from the line. */
function useFocusAfter() {
  const line = useRef<HTMLAnchorElement>(null);
  const [takenCount, setTakenCount] = useState(0);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (takenCount > 0 && isLost) line.current?.focus({ preventScroll: true });
  }, [takenCount]);
  return { line, onTaken: () => setTakenCount((count) => count + 1) };
}
