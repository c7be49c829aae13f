import { memo } from 'react';
import { NavLink, useSearchParams } from 'react-router';
import type { AlertView } from '@lenglian/console-contract';
import {
  ALERT_STATE_WORDS,
  ALERT_TEXT,
  formatCelsius,
  formatDuration,
  RULE_WORDS,
  SEVERITY_WORDS,
} from '@lenglian/wording';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Age } from '../../ui/Age.tsx';
import { SEVERITY_LOOKS } from '../../ui/looks.ts';
import { shortCode } from '../../ui/readings.ts';
import { AlertTags } from './AlertTags.tsx';

/** One line of the list; opens the alert beside it and keeps the filter. */
export const AlertRow = memo(function AlertRow(props: { alert: AlertView }) {
  const { alert } = props;
  const { t, language, dateTime } = useWording();
  const [search] = useSearchParams();
  const isOver = alert.endedAt !== null;
  const goods =
    alert.commodityNameZh === null
      ? t(ALERT_TEXT.noLot)
      : nameIn(language, alert.commodityNameZh, alert.commodityNameEn ?? '');
  return (
    <li>
      <NavLink
        to={{ pathname: `/alerts/${alert.id}`, search: search.toString() }}
        className="row"
        data-look={isOver || alert.isAnnulled ? 'info' : SEVERITY_LOOKS[alert.severity]}
      >
        <span className="badge">{t(SEVERITY_WORDS[alert.severity])}</span>
        <span className="row-title">
          <b>{t(RULE_WORDS[alert.rule])}</b>
          <AlertTags alert={alert} />
        </span>
        <span className="row-subject">
          {goods} · {shortCode(alert.unitCode)}
          {alert.runNameZh !== null &&
            ` · ${nameIn(language, alert.runNameZh, alert.runNameEn ?? '')}`}
        </span>
        <span className="row-peak">
          {alert.peakCelsius !== null && `${formatCelsius(alert.peakCelsius)} °C`}
        </span>
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
        </span>
      </NavLink>
    </li>
  );
});
