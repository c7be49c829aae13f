import { memo } from 'react';
import { Link } from 'react-router';
import type { AlertView, IncidentView } from '@lenglian/console-contract';
import {
  ALERT_TEXT,
  explainCause,
  formatCelsius,
  ownedBy,
  RULE_WORDS,
  SEVERITY_WORDS,
} from '@lenglian/wording';
import { useUnit } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Age } from '../../ui/Age.tsx';
import { SEVERITY_LOOKS } from '../../ui/looks.ts';
import { signalNow } from '../../ui/readings.ts';
import { Acknowledge } from './Acknowledge.tsx';
import { AlertSubject } from './AlertSubject.tsx';
import { AlertTags } from './AlertTags.tsx';
import { CallNext } from './CallNext.tsx';
import { causeToActOn, dangerShown } from './danger-shown.ts';
import { DangerFigures } from './DangerFigures.tsx';
import { FirstStep } from './FirstStep.tsx';
import { LatenessFigures } from './LatenessFigures.tsx';
import { Overdue } from './NextCheck.tsx';
import { useIsOld } from './use-danger-now.ts';

/**
 * One live alert with all that is needed to act on it, in the order in which it is asked for. Where it
 * stands for an incident, that is what is taken and owned.
 */
export const AlertCard = memo(function AlertCard(props: {
  alert: AlertView;
  incident?: IncidentView;
  /** A card before it says what becomes of the same goods. */
  isDangerSaid?: boolean;
  /** And what to do first. */
  isFirstStepSaid?: boolean;
}) {
  const { alert, isDangerSaid = false, isFirstStepSaid = false } = props;
  const { t } = useWording();
  const isOld = useIsOld(alert.danger);
  const danger = isDangerSaid ? null : dangerShown(alert, isOld);
  const cause = isFirstStepSaid ? null : causeToActOn(alert, isOld);
  const title = `${t(SEVERITY_WORDS[alert.severity])} ${t(RULE_WORDS[alert.rule])} ${alert.unitCode}`;
  return (
    <article
      className="card"
      data-look={SEVERITY_LOOKS[alert.severity]}
      data-owned={(props.incident ?? alert).state !== 'OPEN'}
      aria-label={title}
    >
      <header className="card-heading">
        <span className="badge">{t(SEVERITY_WORDS[alert.severity])}</span>
        <h3>
          <Link to={`/alerts/${alert.id}`}>{t(RULE_WORDS[alert.rule])}</Link>
        </h3>
        <AlertTags alert={alert} />
        <span className="card-lasted">
          <span className="label">{t(ALERT_TEXT.lasted)}</span>
          <Age since={alert.startedAt} as="span" />
        </span>
      </header>
      <AlertSubject alert={alert} />
      {alert.limitCelsius !== null && <CardValues alert={alert} />}
      {danger !== null && <DangerFigures danger={danger} />}
      {alert.lateness !== null && <LatenessFigures lateness={alert.lateness} />}
      <div className="card-bottom">
        <p className="card-cause">{t(explainCause(alert))}</p>
        {cause !== null && <FirstStep alert={alert} cause={cause} />}
        <CardOwner alert={alert} incident={props.incident} />
      </div>
    </article>
  );
});

/** 现在 vs 限值 */
function CardValues(props: { alert: AlertView }) {
  const { alert } = props;
  const { t } = useWording();
  const unit = useUnit(alert.unitId);
  return (
    <dl className="card-values">
      <div className="card-now">
        <dt>{t(ALERT_TEXT.now)}</dt>
        <dd>{formatCelsius(signalNow(unit, alert.signal))}</dd>
      </div>
      <div>
        <dt>{t(ALERT_TEXT.limit)}</dt>
        <dd>{formatCelsius(alert.limitCelsius)}</dd>
      </div>
      {alert.peakCelsius !== null && (
        <div>
          <dt>{t(ALERT_TEXT.peak)}</dt>
          <dd>{formatCelsius(alert.peakCelsius)}</dd>
        </div>
      )}
    </dl>
  );
}

/** 接手: the button, or who has it. */
function CardOwner(props: { alert: AlertView; incident: IncidentView | undefined }) {
  const { incident } = props;
  const owned = incident ?? props.alert;
  const { t, time } = useWording();
  return (
    <footer className="card-owner">
      {owned.acknowledgedBy !== null && (
        <span className="card-owned">
          {t(
            ownedBy(
              owned.acknowledgedBy,
              owned.nextCheckAt === null ? null : time(owned.nextCheckAt),
            ),
          )}
          {owned.nextCheckAt !== null && <Overdue at={owned.nextCheckAt} />}
        </span>
      )}
      {incident && <CallNext incident={incident} />}
      {incident ? <Acknowledge incident={incident} /> : <Acknowledge alert={props.alert} />}
    </footer>
  );
}
