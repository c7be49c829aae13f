import { memo, useMemo } from 'react';
import { Link } from 'react-router';
import type { IncidentView } from '@lenglian/console-contract';
import { ALERT_TEXT, SEVERITY_WORDS, ownedBy } from '@lenglian/wording';
import { useAlertViews } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Age } from '../../ui/Age.tsx';
import { leastLeft } from '../../ui/lateness.ts';
import { SEVERITY_LOOKS } from '../../ui/looks.ts';
import { Acknowledge } from './Acknowledge.tsx';
import { CallNext } from './CallNext.tsx';
import { AlertCard } from './AlertCard.tsx';
import { DangerFigures } from './DangerFigures.tsx';
import { FirstStep } from './FirstStep.tsx';
import { causeToActOn } from './danger-shown.ts';
import { LatenessFigures } from './LatenessFigures.tsx';
import { subjectOf, titleFor, worstOf } from './incident-words.ts';
import { useIsOld } from './use-danger-now.ts';

/** One card for one cause: of one box its worst alert, of several their number and their goods. */
export const IncidentCard = memo(function IncidentCard(props: { incident: IncidentView }) {
  const { incident } = props;
  const ids = useMemo(
    () => incident.children.flatMap(({ alertIds }) => alertIds),
    [incident.children],
  );
  const alerts = useAlertViews(ids);
  const worst = worstOf(alerts);
  if (incident.children.length === 1 && worst !== undefined)
    return <AlertCard alert={worst} incident={incident} />;
  return <GroupCard incident={incident} alerts={alerts} />;
});

function GroupCard(props: { incident: IncidentView; alerts: Parameters<typeof titleFor>[1] }) {
  const { incident } = props;
  const { t, time } = useWording();
  const title = t(titleFor(incident, props.alerts));
  const { acknowledgedBy, nextCheckAt } = incident;
  const late = leastLeft(props.alerts)?.lateness ?? null;
  // Of the goods that need somebody first.
  const inDanger = props.alerts.find(({ unitId }) => unitId === incident.danger?.unitId);
  const first = inDanger ?? worstOf(props.alerts);
  const isOld = useIsOld(first?.danger ?? null);
  const cause = first && (incident.danger?.cause ?? causeToActOn(first, isOld));
  return (
    <article
      className="card"
      data-look={SEVERITY_LOOKS[incident.severity]}
      data-owned={incident.state !== 'OPEN'}
      aria-label={`${t(SEVERITY_WORDS[incident.severity])} ${title}`}
    >
      <header className="card-heading">
        <span className="badge">{t(SEVERITY_WORDS[incident.severity])}</span>
        <h3>
          <Link to="/alerts">{title}</Link>
        </h3>
        <span className="card-lasted">
          <span className="label">{t(ALERT_TEXT.lasted)}</span>
          <Age since={incident.startedAt} as="span" />
        </span>
      </header>
      <p className="card-subject">
        <b>{t(subjectOf(incident))}</b>
      </p>
      {incident.danger !== null && <DangerFigures danger={incident.danger} />}
      {late !== null && <LatenessFigures lateness={late} />}
      <ul className="incident-boxes">
        {boxesInOrder(incident).map(({ unitId, unitCode, position, severity }) => (
          <li key={unitId}>
            <Link
              className="incident-box"
              data-look={SEVERITY_LOOKS[severity]}
              to={`/units/${unitId}`}
              title={unitCode}
            >
              {position ?? unitCode}
            </Link>
          </li>
        ))}
      </ul>
      {first && cause && <FirstStep alert={first} cause={cause} />}
      <footer className="card-owner">
        {acknowledgedBy !== null && (
          <span className="card-owned">
            {t(ownedBy(acknowledgedBy, nextCheckAt === null ? null : time(nextCheckAt)))}
          </span>
        )}
        <CallNext incident={incident} />
        <Acknowledge incident={incident} />
      </footer>
    </article>
  );
}

/** As they stand in the train: a box never changes place. */
function boxesInOrder({ children }: IncidentView): IncidentView['children'] {
  const place = ({ position }: IncidentView['children'][number]) => position ?? Infinity;
  return [...children].sort((a, b) => place(a) - place(b) || (a.unitCode < b.unitCode ? -1 : 1));
}
