import type { ReactNode } from 'react';
import type { RunProgressView } from '@lenglian/console-contract';
import { MINUTE, type Instant } from '@lenglian/quantities';
import {
  ESTIMATE_BASIS_WORDS,
  lateBy,
  PROGRESS_BASIS_WORDS,
  PROGRESS_TEXT,
  stood,
  whereabouts,
} from '@lenglian/wording';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { LATE_FROM } from '../../ui/lateness.ts';

type Stop = RunProgressView['stops'][number];
type Basis = keyof typeof PROGRESS_BASIS_WORDS;

/** Where a run is: its stops as they were, as they are and as they are expected. */
export function Progress(props: { progress: RunProgressView; children?: ReactNode }) {
  const { progress } = props;
  const { where, stops, positionAt, strayUnits } = progress;
  const { t, dayTime, zoneName } = useWording();
  if (stops.length === 0) return null;
  return (
    <section className="pane" aria-label={t(PROGRESS_TEXT.title)}>
      <h2>
        {t(PROGRESS_TEXT.title)} <small>{zoneName}</small>
      </h2>
      {where && (
        <p className="way-where">
          <b>{t(whereabouts(where))}</b> <ProgressTags progress={progress} />
        </p>
      )}
      <p className="dim way-basis">
        {positionAt === null
          ? t(PROGRESS_TEXT.noPosition)
          : `${t(PROGRESS_TEXT.positionAt)} ${dayTime(positionAt)}`}
      </p>
      {strayUnits.length > 0 && (
        <p className="late">
          {t(PROGRESS_TEXT.strays)}
          {strayUnits.map(({ code }) => code).join('、')}
        </p>
      )}
      {props.children}
      <ol className="way">
        {stops.map((stop, index) => (
          // A run may call at a place twice.
          <StopItem key={`${index} ${stop.placeCode}`} {...{ stop, index, progress }} />
        ))}
      </ol>
    </section>
  );
}

/** How late it is, and what else is not as it should be. */
export function ProgressTags(props: { progress: RunProgressView }) {
  const { delayMinutes, isLate, offRouteSince, stops } = props.progress;
  const { t } = useWording();
  const delay = delayMinutes === null ? null : delayMinutes * MINUTE;
  const isThere = stops.at(-1)?.arrivedAt != null;
  // A place is left, by positions, when its circle is: minutes alone are no news, and no train is late by them.
  const isDelayed = isLate && delay !== null && delay >= LATE_FROM;
  return (
    <>
      {delay !== null && <span className={isDelayed ? 'late' : 'dim'}>{t(lateBy(delay))}</span>}{' '}
      {isLate && !isDelayed && (
        <span className="tag" data-look="warn">
          {t(isThere ? PROGRESS_TEXT.wasLate : PROGRESS_TEXT.late)}
        </span>
      )}{' '}
      {offRouteSince !== null && (
        <span className="tag" data-look="warn">
          {t(PROGRESS_TEXT.offRoute)}
        </span>
      )}
    </>
  );
}

function StopItem(props: { stop: Stop; index: number; progress: RunProgressView }) {
  const { stop, index, progress } = props;
  const { where } = progress;
  const { t, language } = useWording();
  const isHere = where?.kind === 'AT' && where.stop === index;
  const isBehind = where !== null && index <= where.stop;
  const leaves = where?.kind === 'BETWEEN' && where.stop === index;
  return (
    <li data-state={isHere ? 'now' : isBehind ? 'past' : 'ahead'} aria-current={isHere && 'step'}>
      <p className="way-stop">
        <b>{nameIn(language, stop.nameZh, stop.nameEn)}</b>
        {isHere && <span className="badge">{t(PROGRESS_TEXT.here)}</span>}
        {stop.dwellMinutes !== null && (
          <span className="dim">{t(stood(stop.dwellMinutes * MINUTE))}</span>
        )}
      </p>
      {index > 0 && <ArrivalLine stop={stop} isBehind={isBehind} />}
      <DepartureLine stop={stop} isHere={isHere} />
      {leaves && (
        <p className="way-now" aria-current="step">
          <progress max={1} value={where.share ?? 0} aria-label={t(whereabouts(where))} />
          <span>{Math.min(99, Math.floor((where.share ?? 0) * 100))} %</span>
          <span className="tag">{t(PROGRESS_BASIS_WORDS[where.basis])}</span>
        </p>
      )}
    </li>
  );
}

function ArrivalLine(props: { stop: Stop; isBehind: boolean }) {
  const { stop, isBehind } = props;
  const { t, dayTime } = useWording();
  const { arrivedAt, arrivedBasis, measuredArrivalAt, plannedArrivalAt } = stop;
  const { expectedArrivalAt, expectedBasis } = stop;
  if (arrivedAt !== null || isBehind)
    return (
      <Happened
        name={t(PROGRESS_TEXT.arrived)}
        {...{ at: arrivedAt, basis: arrivedBasis, measuredAt: measuredArrivalAt }}
        unknown={t(PROGRESS_TEXT.passed)}
      />
    );
  return (
    <p className="way-times">
      {arrivedBasis === 'REPORTED' && <span className="tag">{t(PROGRESS_TEXT.notArrived)}</span>}
      {expectedArrivalAt !== null && expectedBasis !== null && (
        <span>
          <span className="label">{t(PROGRESS_TEXT.expected)}</span>
          <b>{dayTime(expectedArrivalAt)}</b>{' '}
          <span className="dim">{t(ESTIMATE_BASIS_WORDS[expectedBasis])}</span>
        </span>
      )}
      {plannedArrivalAt !== null && plannedArrivalAt !== expectedArrivalAt && (
        <span className="dim">
          {t(PROGRESS_TEXT.planned)} {dayTime(plannedArrivalAt)}
        </span>
      )}
    </p>
  );
}

function DepartureLine(props: { stop: Stop; isHere: boolean }) {
  const { stop, isHere } = props;
  const { t, dayTime } = useWording();
  const { departedAt, departedBasis, measuredDepartureAt, plannedDepartureAt } = stop;
  if (departedAt !== null)
    return (
      <Happened
        name={t(PROGRESS_TEXT.departed)}
        {...{ at: departedAt, basis: departedBasis, measuredAt: measuredDepartureAt }}
      />
    );
  if (plannedDepartureAt === null || !isHere) return null;
  return (
    <p className="way-times">
      {departedBasis === 'REPORTED' && <span className="tag">{t(PROGRESS_TEXT.notDeparted)}</span>}
      <span className="dim">
        {t(PROGRESS_TEXT.plannedDeparture)} {dayTime(plannedDepartureAt)}
      </span>
    </p>
  );
}

/** A time that is known, on what it stands, and what positions say where that is something else. */
function Happened(props: {
  name: string;
  at: Instant | null;
  basis: Basis | null;
  measuredAt: Instant | null;
  unknown?: string;
}) {
  const { name, at, basis, measuredAt, unknown } = props;
  const { t, dayTime } = useWording();
  if (at === null) return unknown === undefined ? null : <p className="way-times dim">{unknown}</p>;
  return (
    <p className="way-times">
      <span>
        <span className="label">{name}</span>
        {dayTime(at)}
      </span>
      {basis !== null && <span className="tag">{t(PROGRESS_BASIS_WORDS[basis])}</span>}
      {measuredAt !== null && Math.abs(measuredAt - at) >= MINUTE && (
        <span className="dim">
          {t(PROGRESS_TEXT.measured)} {dayTime(measuredAt)}
        </span>
      )}
    </p>
  );
}
