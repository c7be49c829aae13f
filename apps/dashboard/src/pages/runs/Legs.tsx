import { useCallback, useState } from 'react';
import type { RunView, FindingView } from '@lenglian/console-contract';
import type { RunState } from '@lenglian/placements';
import { isOver } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import {
  lateBy,
  LEG_MODE_WORDS,
  LEG_TEXT,
  PROGRESS_BASIS_WORDS,
  overdueBy,
  RUN_TEXT,
  type Words,
} from '@lenglian/wording';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { LATE_FROM } from '../../ui/lateness.ts';
import { Ticking } from '../../ui/Ticking.tsx';
import { LegContacts } from '../contacts/Contacts.tsx';
import { Warnings } from '../../ui/Warnings.tsx';
import { DelayLeg, ReportLeg } from './LegForms.tsx';

type Leg = RunView['legs'][number];
/** A departure or an arrival, and whether it is the next that is to happen. */
interface Moment {
  readonly plannedAt: Instant;
  readonly at: Instant | null;
  readonly basis: Leg['departedBasis'];
  readonly isNext: boolean;
}

/** Each leg of the way: when it was to begin and end, and when it did. */
export function Legs(props: {
  run: RunView;
  /** A live alert about which somebody can be called. */
  alertId: string | undefined;
}) {
  const { run, alertId } = props;
  const { t, zoneName } = useWording();
  const isRunOver = isOver(run.state as RunState);
  const next = isRunOver || run.state === 'ARRIVED' ? null : nextMoment(run);
  const mayPlan = useMayDo('journeys.plan') && !isRunOver;
  return (
    <section className="pane" aria-label={t(RUN_TEXT.legs)}>
      <h2>
        {t(RUN_TEXT.legs)} <small>{zoneName}</small>
      </h2>
      {run.legs.length === 0 && <p className="dim">{t(RUN_TEXT.noLegs)}</p>}
      <ol className="legs">
        {run.legs.map((leg, index) => (
          <LegItem
            // A leg keeps its place; its times move.
            key={`${index} ${leg.fromPlaceCode} ${leg.toPlaceCode}`}
            {...{ run, leg, index, next, mayPlan, alertId }}
          />
        ))}
      </ol>
    </section>
  );
}

/** The first that nobody has reported, where nothing after it was: "1.5" is the arrival of the second leg. */
function nextMoment({ state, legs }: RunView): number | null {
  const times = legs.flatMap(({ departedAt, arrivedAt }) => [departedAt, arrivedAt]);
  // It has left, also where nobody reported when.
  const first = state === 'IN_TRANSIT' ? 1 : 0;
  const next = Math.max(first, times.findLastIndex((at) => at !== null) + 1);
  return next < times.length ? next / 2 : null;
}

function LegItem(props: {
  run: RunView;
  leg: Leg;
  index: number;
  next: number | null;
  mayPlan: boolean;
  alertId: string | undefined;
}) {
  const { run, leg, index, next, mayPlan } = props;
  const { t, language } = useWording();
  const [asking, setAsking] = useState<'report' | 'delay' | null>(null);
  const [warnings, setWarnings] = useState<readonly FindingView[]>([]);
  const close = () => setAsking(null);
  const done = (late: readonly FindingView[]) => {
    close();
    setWarnings(late);
  };
  const name = `${nameIn(language, leg.fromNameZh, leg.fromNameEn)} → ${nameIn(language, leg.toNameZh, leg.toNameEn)}`;
  return (
    <li>
      <p className="leg-name">
        <b>{name}</b> <span className="tag">{t(LEG_MODE_WORDS[leg.mode])}</span>
      </p>
      <MomentLine
        name={LEG_TEXT.departure}
        moment={{
          ...{ plannedAt: leg.plannedDepartureAt, at: leg.departedAt },
          ...{ basis: leg.departedBasis, isNext: next === index },
        }}
      />
      <MomentLine
        name={LEG_TEXT.arrival}
        moment={{
          ...{ plannedAt: leg.plannedArrivalAt, at: leg.arrivedAt },
          ...{ basis: leg.arrivedBasis, isNext: next === index + 0.5 },
        }}
      />
      {mayPlan && (
        <div className="buttons">
          <OpenButton
            isOpen={asking === 'report'}
            onOpen={() => setAsking('report')}
            label={`${t(LEG_TEXT.report)} ${name}`}
          >
            {t(LEG_TEXT.report)}
          </OpenButton>
          <OpenButton
            isOpen={asking === 'delay'}
            onOpen={() => setAsking('delay')}
            label={`${t(LEG_TEXT.delay)} ${name}`}
          >
            {t(LEG_TEXT.delay)}
          </OpenButton>
        </div>
      )}
      <LegContacts runId={run.id} legOrdinal={index} name={name} alertId={props.alertId} />
      {asking === 'report' && <ReportLeg {...{ run, index, name }} onClose={close} onDone={done} />}
      {asking === 'delay' && <DelayLeg {...{ run, index, name }} onClose={close} onDone={done} />}
      {warnings.length > 0 && <Warnings warnings={warnings} onClose={() => setWarnings([])} />}
    </li>
  );
}

function MomentLine(props: { name: Words; moment: Moment }) {
  const { plannedAt, at, basis, isNext } = props.moment;
  const { t, dateTime } = useWording();
  const overdue = useCallback(
    (now: Instant) => (now > plannedAt ? t(overdueBy(now - plannedAt)) : ''),
    [t, plannedAt],
  );
  const late = at === null ? 0 : at - plannedAt;
  return (
    <p className="leg-moment">
      <b className="dim">{t(props.name)}</b>
      <span className="leg-times">
        <span>
          <span className="label">{t(LEG_TEXT.planned)}</span>
          {dateTime(plannedAt)}
        </span>
        <span>
          <span className="label">{t(LEG_TEXT.actual)}</span>
          {at === null ? <span className="dim">{t(LEG_TEXT.notReported)}</span> : dateTime(at)}
        </span>
        {at !== null && basis === 'MEASURED' && (
          <span className="tag">{t(PROGRESS_BASIS_WORDS[basis])}</span>
        )}
        {at !== null && (
          <span className={late >= LATE_FROM ? 'late' : 'dim'}>{t(lateBy(late))}</span>
        )}
        {at === null && isNext && <Ticking className="late" text={overdue} />}
      </span>
    </p>
  );
}
