import type { Validity } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import type { LegTimes, PlanLine, PlannedLeg } from './journey-plan.ts';

type Stops = Pick<PlanLine, 'joinPlaceCode' | 'leavePlaceCode'>;
/** Legs that may have been run already. */
type Leg = PlannedLeg & Partial<LegTimes>;
interface Route {
  readonly legs: readonly Leg[];
  readonly loadingAt: Instant;
}

/**
 * When a unit is to be on a run: from the loading, or from the arrival at the stop where it is coupled
 * on; until the arrival at the stop where it is set out, or open until the run is over.
 *
 * @returns undefined when these are no stops of the run in this order
 */
export function rideOf(
  { joinPlaceCode, leavePlaceCode }: Stops,
  route: Route,
): Validity | undefined {
  const { legs, loadingAt } = route;
  const joinLeg =
    joinPlaceCode === null ? 0 : legs.findIndex((leg) => leg.fromPlaceCode === joinPlaceCode);
  if (joinLeg < 0) return undefined;
  const before = legs[joinLeg - 1];
  const from = before ? arrivalOf(before) : loadingAt;
  if (leavePlaceCode === null) return { from, until: null };
  const ahead = legs.slice(joinLeg).findIndex((leg) => leg.toPlaceCode === leavePlaceCode);
  if (ahead < 0) return undefined;
  const leaveLeg = joinLeg + ahead;
  return { from, until: leaveLeg === legs.length - 1 ? null : arrivalOf(legs[leaveLeg]!) };
}

/** As it was, else as it is planned. */
function arrivalOf({ arrivedAt, plannedArrivalAt }: Leg): Instant {
  return arrivedAt ?? plannedArrivalAt;
}

/** The stops that a ride's times stand for; null where they are not those of a stop. */
export function stopsOf(ride: Validity, { legs }: Pick<Route, 'legs'>): Stops {
  const arrivals = legs.slice(0, -1);
  const stopAt = (at: number | null): string | null =>
    arrivals.find((leg) => arrivalOf(leg) === at)?.toPlaceCode ?? null;
  return { joinPlaceCode: stopAt(ride.from), leavePlaceCode: stopAt(ride.until) };
}
