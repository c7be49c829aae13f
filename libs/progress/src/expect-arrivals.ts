import { HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import { lastEvent } from './last-event.ts';
import { TOP_SPEED } from './route.ts';
import type { RunFacts, WayLeg, Whereabouts } from './run-progress.ts';
import { kilometresBetween } from './sphere.ts';

/** The plan alone; the plan, shifted by what is known; the way that is left, at the speed made good. */
export type EstimateBasis = 'PLAN' | 'DELAY' | 'SPEED';

export interface ExpectedArrival {
  /** From 0, the place where the run begins. */
  readonly stop: number;
  readonly at: Instant;
  readonly basis: EstimateBasis;
}

/** Nearer than this to the next place speed tells more than a plan; further away lines bend too much. [C] */
const SPEED_WITHIN_KILOMETRES = 300;
const SPEED_LEAST_KILOMETRES_PER_HOUR = 8;
/** A speed of an hour ago is none. */
const SPEED_FRESH: Duration = HOUR;
/** What is left of a way is longer than the straight line: as the seeded roads. [C] */
const DETOUR = 1.25;
/** Less is the plan's own rounding. */
const DIFFERS_FROM: Duration = 10 * MINUTE;

/** When a run will be at each stop that lies ahead; empty of one that is over, there, or without a place to be. */
export function expectArrivals(facts: RunFacts, where: Whereabouts | null): ExpectedArrival[] {
  const { legs } = facts;
  if (!where || (where.kind === 'AT' && where.stop >= legs.length)) return [];
  const known = shiftOf(facts, where);
  let { shift, basis } = known;
  const expected: ExpectedArrival[] = [];
  for (let leg = where.stop; leg < legs.length; leg++) {
    const isUnderWay = where.kind === 'BETWEEN' && leg === where.stop;
    const planned = legs[leg]!.plannedArrivalAt + shift;
    const next = isUnderWay
      ? nextArrival(facts, leg, { at: planned, basis })
      : { at: planned, basis };
    expected.push({ stop: leg + 1, ...next });
    basis = next.basis;
    // Whoever is early waits for the timetable.
    shift = Math.max(0, next.at - legs[leg]!.plannedArrivalAt);
  }
  return expected;
}

/** How much later than planned it goes on from here. */
function shiftOf(
  { legs, now }: RunFacts,
  where: Whereabouts,
): { shift: Duration; basis: EstimateBasis } {
  const event = lastEvent(legs);
  const leg = legs[where.stop]!;
  let shift = 0;
  if (event?.kind === 'DEPARTED') shift = shiftOfDeparture(legs[event.leg]!, event.at);
  // Whoever is early waits for the timetable.
  if (event?.kind === 'DEPARTED' && where.stop > event.leg) shift = Math.max(0, shift);
  if (event?.kind === 'ARRIVED') shift = Math.max(0, event.at - legs[event.leg]!.plannedArrivalAt);
  if (where.kind === 'AT' && now !== null) {
    const overdue = now - leg.plannedDepartureAt;
    if (overdue > Math.max(0, shift)) return { shift: overdue, basis: 'DELAY' };
  }
  return { shift, basis: event ? 'DELAY' : 'PLAN' };
}

/** How much later than planned it arrives that left then: whoever said anew when it will arrive knew when it had left. */
export function shiftOfDeparture(leg: WayLeg, departedAt: Instant): Duration {
  return leg.arrivalSaidAt === null ? departedAt - leg.plannedDepartureAt : 0;
}

function nextArrival(
  { legs, measured, places, now }: RunFacts,
  leg: number,
  planned: Omit<ExpectedArrival, 'stop'>,
): Omit<ExpectedArrival, 'stop'> {
  const [place, fix] = [places?.[leg + 1], measured?.fix];
  let next = planned;
  if (measured && place && fix && fix.at >= (legs[leg]!.departedAt ?? -Infinity)) {
    const left = kilometresBetween(fix, place);
    const speed = measured.speedKilometresPerHour ?? 0;
    const bySpeed = fix.at + ((left * DETOUR) / speed) * HOUR;
    const isFresh = now === null || now - fix.at <= SPEED_FRESH;
    const tellsMore =
      isFresh && left <= SPEED_WITHIN_KILOMETRES && speed >= SPEED_LEAST_KILOMETRES_PER_HOUR;
    if (tellsMore && Math.abs(bySpeed - planned.at) >= DIFFERS_FROM)
      next = { at: Math.round(bySpeed), basis: 'SPEED' };
    const soonest = fix.at + (left / TOP_SPEED[legs[leg]!.mode]) * HOUR;
    if (soonest > next.at) next = { at: Math.round(soonest), basis: 'SPEED' };
  }
  // It is not there yet.
  return now !== null && next.at < now
    ? { at: now, basis: next.basis === 'PLAN' ? 'DELAY' : next.basis }
    : next;
}
