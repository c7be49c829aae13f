import { memo, useMemo, useState, type MouseEvent } from 'react';
import type { IncidentView } from '@lenglian/console-contract';
import { withoutToldGaps } from '@lenglian/incidents';
import { ALERT_STATE_WORDS, INCIDENT_TEXT, SEVERITY_WORDS } from '@lenglian/wording';
import { useAlertViews } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Age } from '../../ui/Age.tsx';
import { SEVERITY_LOOKS } from '../../ui/looks.ts';
import { isNews } from './danger-shown.ts';
import { Acknowledge } from './Acknowledge.tsx';
import { CallNext } from './CallNext.tsx';
import { AlertRow } from './AlertRow.tsx';
import { DangerLine } from './DangerFigures.tsx';
import { NextCheck } from './NextCheck.tsx';
import { RowValues } from './RowValues.tsx';
import { useIsOld } from './use-danger-now.ts';
import { sinceOf, subjectOf, titleFor, worstOf } from './incident-words.ts';

/** One line for one cause; unfolds to its boxes and their alerts. One of a single alert is its alert. */
export const IncidentLine = memo(function IncidentLine(props: { incident: IncidentView }) {
  const { incident } = props;
  const { t } = useWording();
  const [isOpen, setOpen] = useState(false);
  const ids = useMemo(
    () => incident.children.flatMap(({ alertIds }) => alertIds),
    [incident.children],
  );
  const all = useAlertViews(ids);
  const alerts = withoutToldGaps(all);
  const [only] = alerts;
  const isOld = useIsOld(incident.danger);
  const isSingle = ids.length - (all.length - alerts.length) === 1;
  if (isSingle && only !== undefined) return <AlertRow alert={only} incident={incident} />;
  const title = t(titleFor(incident, alerts));
  // The whole line, for whoever points; keys have the button. What can be pressed or copied in it keeps its own use.
  const unfoldByPointer = ({ target, currentTarget, detail }: MouseEvent<HTMLElement>) => {
    // The second click of a double one selects a word.
    if (detail > 1) return;
    const isInUse = currentTarget.querySelector('form') !== null;
    const isSelecting = window.getSelection()?.isCollapsed === false;
    if (!isInUse && !isSelecting && !(target as Element).closest('button, a')) setOpen(!isOpen);
  };
  const { danger } = incident;
  const worst = incident.children.length === 1 ? worstOf(alerts) : undefined;
  return (
    <li className="incident" data-look={SEVERITY_LOOKS[incident.severity]}>
      <div className="incident-line" onClick={unfoldByPointer}>
        <span className="badge">{t(SEVERITY_WORDS[incident.severity])}</span>
        <span className="incident-title">
          <b>{title}</b>
          <span>{t(subjectOf(incident))}</span>
          {danger !== null && isNews(danger, isOld) && <DangerLine danger={danger} />}
        </span>
        {worst ? <RowValues alert={worst} /> : <span className="row-values" />}
        <span className="incident-lasted">
          <Age since={sinceOf(incident, alerts)} as="span" />
        </span>
        <span className="incident-state dim">
          {t(ALERT_STATE_WORDS[incident.state === 'MERGED' ? 'CLEARED' : incident.state])}
          {incident.acknowledgedBy !== null && ` · ${incident.acknowledgedBy}`}
          <NextCheck at={incident.nextCheckAt} /> <CallNext incident={incident} />
        </span>
        <span className="incident-buttons">
          <button
            type="button"
            className="plain"
            aria-expanded={isOpen}
            aria-label={`${t(isOpen ? INCIDENT_TEXT.fold : INCIDENT_TEXT.unfold)} ${title}`}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? INCIDENT_TEXT.fold : INCIDENT_TEXT.unfold)}
          </button>
          <Acknowledge incident={incident} />
        </span>
      </div>
      {isOpen && (
        <ul className="incident-alerts">
          {alerts.map((alert) => (
            <AlertRow
              key={alert.id}
              alert={alert}
              isDangerSaid={danger !== null && alert.danger?.lotId === danger.lotId}
            />
          ))}
        </ul>
      )}
    </li>
  );
});
