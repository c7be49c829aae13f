import { lazy, Suspense } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { AlertView, DangerView } from '@lenglian/console-contract';
import {
  ALERT_LIFE_TEXT,
  ALERT_STATE_WORDS,
  ALERT_TEXT,
  DISPOSITION_WORDS,
  explainCause,
  formatCelsius,
  formatDuration,
  RULE_WORDS,
  SEVERITY_WORDS,
  UNIT_SIGNS,
} from '@lenglian/wording';
import { alertQuery } from '../../api/queries.ts';
import { useAlerts, useRooms, useUnit } from '../../live/live-context.ts';
import { roomKey } from '../../live/rooms.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Age } from '../../ui/Age.tsx';
import { Fact } from '../../ui/Fact.tsx';
import { SEVERITY_LOOKS } from '../../ui/looks.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { signalNow } from '../../ui/readings.ts';
import { Acknowledge } from './Acknowledge.tsx';
import { AlertSubject } from './AlertSubject.tsx';
import { AlertHistory } from './AlertHistory.tsx';
import { AlertTags } from './AlertTags.tsx';
import { isShown } from './budget-shares.ts';
import { causeToActOn, dangerShown } from './danger-shown.ts';
import { DangerFigures } from './DangerFigures.tsx';
import { FirstStep } from './FirstStep.tsx';
import { LatenessFigures } from './LatenessFigures.tsx';
import { useIsOld } from './use-danger-now.ts';

/** With the forms and their checks, which come when somebody opens an alert. */
const AlertActions = lazy(() => import('./AlertActions.tsx'));

/** Everything known of one alert; live from the link while it is, else as fetched. */
export function AlertDetail(props: { alertId: string }) {
  const { t } = useWording();
  const [search] = useSearchParams();
  const fetched = useQuery(alertQuery(props.alertId));
  const live = useAlerts().find((alert) => alert.id === props.alertId);
  const alert = newer(live, fetched.data);
  return (
    <section className="alert-detail" aria-label={t(ALERT_TEXT.detail)}>
      <Link className="back" to={{ pathname: '/alerts', search: search.toString() }}>
        {t(ALERT_TEXT.back)}
      </Link>
      {alert !== undefined && <Detail alert={alert} />}
      {alert === undefined && fetched.isPending && <Loading />}
      {alert === undefined && fetched.isError && (
        <Failed error={fetched.error} onRetry={() => void fetched.refetch()} />
      )}
    </section>
  );
}

function newer(a: AlertView | undefined, b: AlertView | undefined): AlertView | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.revision >= b.revision ? a : b;
}

function Detail(props: { alert: AlertView }) {
  const { alert } = props;
  const { t } = useWording();
  const isOld = useIsOld(alert.danger);
  const danger = dangerShown(alert, isOld);
  const cause = alert.endedAt === null ? causeToActOn(alert, isOld) : null;
  return (
    <article className="detail" data-look={SEVERITY_LOOKS[alert.severity]}>
      <header className="card-heading">
        <span className="badge">{t(SEVERITY_WORDS[alert.severity])}</span>
        <h2>{t(RULE_WORDS[alert.rule])}</h2>
        <AlertTags alert={alert} />
        <span className="dim">{t(ALERT_STATE_WORDS[alert.state])}</span>
      </header>
      <AlertSubject alert={alert} />
      <Values alert={alert} danger={danger} />
      {danger !== null && <DangerFigures danger={danger} />}
      {alert.lateness !== null && <LatenessFigures lateness={alert.lateness} />}
      <p className="card-cause">{t(explainCause(alert))}</p>
      {cause !== null && <FirstStep alert={alert} cause={cause} />}
      {alert.isLate && <p className="hint">{t(ALERT_TEXT.lateExplained)}</p>}
      {alert.isAnnulled && <p className="hint">{t(ALERT_TEXT.annulledExplained)}</p>}
      <Ownership alert={alert} />
      <div className="buttons">
        <Acknowledge alert={alert} />
        <Link className="button" to={`/units/${alert.unitId}`}>
          {t(ALERT_TEXT.openUnit)}
        </Link>
      </div>
      <Suspense>
        <AlertActions alert={alert} />
      </Suspense>
      <Decisions alert={alert} />
      <Subject alert={alert} />
      <Times alert={alert} />
      <AlertHistory alert={alert} />
    </article>
  );
}

/** Of rules about humidity, set-points, slopes: limit and peak in their own unit. */
function OtherValues(props: { alert: AlertView }) {
  const { limitInUnit, peakInUnit, unit } = props.alert;
  const { t } = useWording();
  if (unit === null || limitInUnit === null || peakInUnit === null) return null;
  return (
    <dl className="card-values">
      {(
        [
          [ALERT_TEXT.limit, limitInUnit],
          [ALERT_TEXT.peak, peakInUnit],
        ] as const
      ).map(([words, value]) => (
        <div key={words.en}>
          <dt>{t(words)}</dt>
          <dd>
            {value.toFixed(1)} {UNIT_SIGNS[unit]}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Values(props: { alert: AlertView; danger: DangerView | null }) {
  const { alert } = props;
  const { t } = useWording();
  useRooms(alert.endedAt === null ? [roomKey({ room: 'unit', unitId: alert.unitId })] : []);
  const now = signalNow(useUnit(alert.unitId), alert.signal);
  if (alert.limitCelsius === null) return <OtherValues alert={alert} />;
  // Of a budget an alert keeps what it told; below stands what is spent by now.
  const isSaidNow =
    alert.endedAt === null &&
    props.danger?.budgets.some((budget) => budget.rule === alert.rule && isShown(budget));
  return (
    <dl className="card-values">
      {alert.endedAt === null && (
        <div className="card-now">
          <dt>{t(ALERT_TEXT.now)}</dt>
          <dd>{formatCelsius(now)}</dd>
        </div>
      )}
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
      {alert.kelvinMinutes !== null && (
        <div>
          <dt>{t(ALERT_TEXT.kelvinMinutes)}</dt>
          <dd>{Math.round(alert.kelvinMinutes)}</dd>
        </div>
      )}
      {alert.spentMinutes !== null && !isSaidNow && (
        <div>
          <dt>{t(ALERT_TEXT.spent)}</dt>
          <dd className="words">{t(formatDuration(alert.spentMinutes * 60_000))}</dd>
        </div>
      )}
      <div>
        <dt>{t(alert.endedAt === null ? ALERT_TEXT.lasted : ALERT_TEXT.lastedInAll)}</dt>
        <dd className="words">
          {alert.endedAt === null ? (
            <Age since={alert.startedAt} as="span" />
          ) : (
            t(formatDuration(alert.endedAt - alert.startedAt))
          )}
        </dd>
      </div>
    </dl>
  );
}

/** What was said and decided, and where it belongs when late data merged or split it. */
function Decisions(props: { alert: AlertView }) {
  const { alert } = props;
  const { t, dateTime } = useWording();
  const by = (who: string | null, at: number | null) =>
    at === null ? '' : ` · ${who ?? ''} · ${dateTime(at)}`;
  const pointers = [
    [ALERT_LIFE_TEXT.mergedInto, alert.mergedIntoId],
    [ALERT_LIFE_TEXT.splitFrom, alert.splitFromId],
  ] as const;
  return (
    <>
      {pointers.map(
        ([words, id]) =>
          id !== null && (
            <p key={words.en} className="hint">
              <Link to={`/alerts/${id}`}>{t(words)}</Link>
            </p>
          ),
      )}
      {(alert.cause !== null || alert.disposition !== null || alert.shelfCount > 0) && (
        <dl className="facts">
          {alert.cause !== null && (
            <Fact name={ALERT_LIFE_TEXT.cause}>
              {alert.cause}
              {by(alert.correctedBy, alert.correctedAt)}
            </Fact>
          )}
          {alert.correctiveAction !== null && (
            <Fact name={ALERT_LIFE_TEXT.correctiveAction}>{alert.correctiveAction}</Fact>
          )}
          {alert.disposition !== null && (
            <Fact name={ALERT_LIFE_TEXT.disposition}>
              {t(DISPOSITION_WORDS[alert.disposition])} · {alert.dispositionReason}
              {by(alert.decidedBy, alert.decidedAt)}
            </Fact>
          )}
          {alert.shelfCount > 0 && (
            <Fact name={ALERT_LIFE_TEXT.shelfCount}>{alert.shelfCount}</Fact>
          )}
        </dl>
      )}
    </>
  );
}

function Subject(props: { alert: AlertView }) {
  const { alert } = props;
  const { t, language } = useWording();
  return (
    <dl className="facts">
      <Fact name={ALERT_TEXT.lot}>
        {alert.commodityNameZh === null
          ? t(ALERT_TEXT.noLot)
          : nameIn(language, alert.commodityNameZh, alert.commodityNameEn ?? '')}{' '}
        {alert.lotId !== null && <Link to={`/lots/${alert.lotId}`}>{alert.lotCode}</Link>}
      </Fact>
      <Fact name={ALERT_TEXT.unit}>
        <Link to={`/units/${alert.unitId}`}>{alert.unitCode}</Link>
      </Fact>
      {alert.runNameZh !== null && (
        <Fact name={ALERT_TEXT.run}>
          {nameIn(language, alert.runNameZh, alert.runNameEn ?? '')}{' '}
          {alert.runId !== null && <Link to={`/runs/${alert.runId}`}>{alert.runCode}</Link>}
        </Fact>
      )}
      {alert.deviceId !== null && <Fact name={ALERT_TEXT.device}>{alert.deviceId}</Fact>}
    </dl>
  );
}

/** Three are event times; when we knew is on the server's clock. */
function Times(props: { alert: AlertView }) {
  const { alert } = props;
  const { t, dateTime, zoneName } = useWording();
  const isOfBudget = alert.spentMinutes !== null;
  return (
    <>
      <h3 className="label">{zoneName}</h3>
      <dl className="facts">
        <Fact
          name={ALERT_TEXT.startedAt}
          hint={isOfBudget ? ALERT_TEXT.firstTold : ALERT_TEXT.startedExplained}
        >
          {dateTime(alert.startedAt)}
        </Fact>
        {!isOfBudget && (
          <Fact name={ALERT_TEXT.raisedAt} hint={ALERT_TEXT.raisedExplained}>
            {dateTime(alert.raisedAt)}
          </Fact>
        )}
        <Fact name={ALERT_TEXT.detectedAt} hint={ALERT_TEXT.detectedExplained}>
          {dateTime(alert.detectedAt)}
        </Fact>
        <Fact name={ALERT_TEXT.endedAt} hint={ALERT_TEXT.endedExplained}>
          {alert.endedAt === null ? t(ALERT_TEXT.ongoing) : dateTime(alert.endedAt)}
        </Fact>
      </dl>
    </>
  );
}

function Ownership(props: { alert: AlertView }) {
  const { alert } = props;
  const { t, dateTime } = useWording();
  if (alert.acknowledgedAt === null)
    return alert.state === 'OPEN' ? <p className="unowned">{t(ALERT_TEXT.unowned)}</p> : null;
  return (
    <dl className="facts">
      <Fact name={ALERT_TEXT.owner}>
        {alert.acknowledgedBy} · {dateTime(alert.acknowledgedAt)}
      </Fact>
      {alert.nextCheckAt !== null && (
        <Fact name={ALERT_TEXT.nextCheck}>{dateTime(alert.nextCheckAt)}</Fact>
      )}
      {alert.note !== null && alert.note !== '' && <Fact name={ALERT_TEXT.note}>{alert.note}</Fact>}
    </dl>
  );
}
