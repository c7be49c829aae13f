import type { RunState } from '@lenglian/placements';
import type { KnownLeg, LegBasis, LegMode, PlannedLeg } from '@lenglian/planning';
import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import {
  expectArrivals,
  shiftOfDeparture,
  type EstimateBasis,
  type ExpectedArrival,
} from './expect-arrivals.ts';
import { lastEvent } from './last-event.ts';
import type { Measured } from './measure.ts';
import type { Astray } from './off-route.ts';
import type { RoutePlace } from './route.ts';
import { kilometresBetween } from './sphere.ts';

export type { EstimateBasis } from './expect-arrivals.ts';

/** A leg of the way as it was planned and as it is known. */
export type WayLeg = PlannedLeg & KnownLeg & { readonly mode: LegMode };

/** On what a statement about a run stands; `PLANNED`: nobody reported, nothing was measured. */
export type ProgressBasis = LegBasis | 'PLANNED';

/** Where a run is. */
export type Whereabouts =
  | { readonly kind: 'AT'; readonly stop: number; readonly basis: ProgressBasis }
  | {
      readonly kind: 'BETWEEN';
      /** The stop that it left, from 0; the next is where it is going. */
      readonly stop: number;
      /** Of the way from one to the other, 0…1: by its distances to both, else by the time planned. */
      readonly share: number;
      readonly basis: ProgressBasis;
    };

/** A stop of the way, as it was or as it is expected. */
export interface StopProgress {
  readonly placeCode: string;
  readonly plannedArrivalAt: Instant | null;
  readonly plannedDepartureAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly arrivedBasis: LegBasis | null;
  readonly measuredArrivalAt: Instant | null;
  readonly departedAt: Instant | null;
  readonly departedBasis: LegBasis | null;
  readonly measuredDepartureAt: Instant | null;
  /** Null where it was, where that is not known, and at the first. */
  readonly expectedArrivalAt: Instant | null;
  readonly expectedBasis: EstimateBasis | null;
  /** How long it stood there, or has stood there by now. */
  readonly dwellMinutes: number | null;
}

/** Where a run is on its way, and when it will be where. */
export interface RunProgress {
  /** Of the newest position that counts; null without positions. */
  readonly positionAt: Instant | null;
  /** Null of a run without legs, or that was cancelled. */
  readonly where: Whereabouts | null;
  readonly stops: readonly StopProgress[];
  /** At the next stop, at the last of a run that is there; negative: early. Null where nothing is known of it. */
  readonly delayMinutes: number | null;
  /** It will be, or was, half an hour late at its last stop. */
  readonly isLate: boolean;
  readonly offRouteSince: Instant | null;
  readonly strayUnitIds: readonly string[];
}

/** What is known of a run. */
export interface RunFacts {
  readonly state: RunState;
  readonly legs: readonly WayLeg[];
  readonly now: Instant | null;
  /** Absent without positions. */
  readonly measured?: Measured | undefined;
  readonly places?: readonly RoutePlace[] | undefined;
}

/** Later than this at the last stop is late. [C] */
export const LATE_FROM: Duration = 30 * MINUTE;

/** Joins what was measured with what people said and planned: their word wins where both speak. */
export function runProgress(facts: RunFacts): RunProgress {
  const { measured, legs } = facts;
  const where = whereabouts(facts);
  const expected = expectArrivals(facts, where);
  const stops = stopsOf(facts, where, expected);
  const last = stops.at(-1);
  const end =
    last && (last.arrivedAt ?? (last.expectedBasis === 'PLAN' ? null : last.expectedArrivalAt));
  const off = measured?.offRoute.find(isLasting);
  const plannedEnd = legs.at(-1)?.plannedArrivalAt;
  const isLate = end != null && plannedEnd !== undefined && end - plannedEnd >= LATE_FROM;
  return {
    positionAt: measured?.fix?.at ?? null,
    ...{ where, stops, isLate, delayMinutes: delayOf(stops) },
    offRouteSince: where?.kind === 'BETWEEN' ? (off?.from ?? null) : null,
    strayUnitIds: measured?.strays.filter(isLasting).map(({ unitId }) => unitId) ?? [],
  };
}

const isLasting = ({ until }: Astray): boolean => until === null;

function whereabouts(facts: RunFacts): Whereabouts | null {
  const { state, legs } = facts;
  if (legs.length === 0 || state === 'CANCELLED') return null;
  const event = lastEvent(legs);
  if (state === 'ARRIVED' || state === 'CLOSED') {
    const basis = legs.at(-1)?.arrivedBasis ?? 'REPORTED';
    return { kind: 'AT', stop: legs.length, basis };
  }
  if (event?.kind === 'ARRIVED') return { kind: 'AT', stop: event.leg + 1, basis: event.basis };
  if (event) return underWay(facts, event.leg, event.at, event.basis);
  if (state !== 'IN_TRANSIT') return { kind: 'AT', stop: 0, basis: 'PLANNED' };
  // It has left, and nobody said when: by its plan.
  return underWay(facts, 0, legs[0]!.plannedDepartureAt, 'PLANNED');
}

/**
 * Where it is since it left a stop. A stop of which nobody said anything since is passed by the time planned, as much
 * later as it is known to be, where no position says that it is still before it; the last one never is.
 */
function underWay(
  facts: RunFacts,
  since: number,
  departedAt: Instant,
  basis: ProgressBasis,
): Whereabouts {
  const { legs, now } = facts;
  let [stop, leftAt, shift] = [since, departedAt, shiftOfDeparture(legs[since]!, departedAt)];
  for (; stop + 1 < legs.length && now !== null; stop++) {
    const arrivalAt = legs[stop]!.plannedArrivalAt + shift;
    if (now < arrivalAt || isBefore(facts, stop + 1, departedAt)) break;
    // Whoever is early waits for the timetable.
    shift = Math.max(0, shift);
    leftAt = Math.max(arrivalAt, legs[stop + 1]!.plannedDepartureAt + shift);
    if (now < leftAt) return { kind: 'AT', stop: stop + 1, basis: 'PLANNED' };
  }
  return between(facts, stop, leftAt, stop === since ? basis : 'PLANNED');
}

/** Whether a position of the way from here lies rather before a stop than behind it. */
function isBefore({ measured, places }: RunFacts, stop: number, departedAt: Instant): boolean {
  const [from, at, to] = [stop - 1, stop, stop + 1].map((index) => places?.[index]);
  const fix = measured?.fix;
  if (!from || !at || !to || !fix || fix.at < departedAt) return false;
  const detour = (a: RoutePlace, b: RoutePlace) =>
    kilometresBetween(a, fix) + kilometresBetween(fix, b) - kilometresBetween(a, b);
  return detour(from, at) <= detour(at, to);
}

function between(
  { legs, measured, places, now }: RunFacts,
  stop: number,
  departedAt: Instant,
  basis: ProgressBasis,
): Whereabouts {
  const [from, to, fix] = [places?.[stop], places?.[stop + 1], measured?.fix];
  if (from && to && fix && fix.at >= departedAt) {
    const behind = kilometresBetween(from, fix);
    const ahead = kilometresBetween(fix, to);
    const share = behind + ahead === 0 ? 0 : behind / (behind + ahead);
    return { kind: 'BETWEEN', stop, share, basis: 'MEASURED' };
  }
  const { plannedDepartureAt, plannedArrivalAt } = legs[stop]!;
  const planned = Math.max(MINUTE, plannedArrivalAt - plannedDepartureAt);
  const share = Math.min(
    SHARE_BY_TIME_MAX,
    Math.max(0, ((now ?? departedAt) - departedAt) / planned),
  );
  return { kind: 'BETWEEN', stop, share, basis: basis === 'MEASURED' ? 'MEASURED' : 'PLANNED' };
}

/** By time alone nobody has arrived. */
const SHARE_BY_TIME_MAX = 0.99;

function stopsOf(
  { legs, now }: RunFacts,
  where: Whereabouts | null,
  expected: readonly ExpectedArrival[],
): StopProgress[] {
  const [first] = legs;
  if (!first) return [];
  const codes = [first.fromPlaceCode, ...legs.map(({ toPlaceCode }) => toPlaceCode)];
  return codes.map((placeCode, stop) => {
    const [into, out] = [legs[stop - 1], legs[stop]];
    const arrivedAt = into?.arrivedAt ?? null;
    const departedAt = out?.departedAt ?? null;
    const isThere = where?.kind === 'AT' && where.stop === stop;
    const until = departedAt ?? (isThere && out ? now : null);
    const dwells = arrivedAt !== null && until !== null && until >= arrivedAt;
    const eta = expected.find((one) => one.stop === stop);
    return {
      placeCode,
      ...{ plannedArrivalAt: into?.plannedArrivalAt ?? null, arrivedAt },
      ...{ plannedDepartureAt: out?.plannedDepartureAt ?? null, departedAt },
      arrivedBasis: into?.arrivedBasis ?? null,
      measuredArrivalAt: into?.measuredArrivalAt ?? null,
      departedBasis: out?.departedBasis ?? null,
      measuredDepartureAt: out?.measuredDepartureAt ?? null,
      ...{ expectedArrivalAt: eta?.at ?? null, expectedBasis: eta?.basis ?? null },
      dwellMinutes: dwells ? Math.round((until - arrivedAt) / MINUTE) : null,
    };
  });
}

function delayOf(stops: readonly StopProgress[]): number | null {
  const next = stops.find(({ expectedArrivalAt }) => expectedArrivalAt !== null);
  const last = stops.at(-1);
  const planned = next?.plannedArrivalAt ?? last?.plannedArrivalAt ?? null;
  const at = next
    ? next.expectedBasis === 'PLAN'
      ? null
      : next.expectedArrivalAt
    : last?.arrivedAt;
  return at == null || planned === null ? null : Math.round((at - planned) / MINUTE);
}
