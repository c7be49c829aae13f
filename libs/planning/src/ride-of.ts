import type { Validity } from '@lenglian/placements';
import type { JourneyPlan, PlanLine } from './journey-plan.ts';

type Stops = Pick<PlanLine, 'joinPlaceCode' | 'leavePlaceCode'>;
type Route = Pick<JourneyPlan, 'legs' | 'loadingAt'>;

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
  const from = legs[joinLeg - 1]?.plannedArrivalAt ?? loadingAt;
  if (leavePlaceCode === null) return { from, until: null };
  const ahead = legs.slice(joinLeg).findIndex((leg) => leg.toPlaceCode === leavePlaceCode);
  if (ahead < 0) return undefined;
  const leaveLeg = joinLeg + ahead;
  return { from, until: leaveLeg === legs.length - 1 ? null : legs[leaveLeg]!.plannedArrivalAt };
}

/** The stops that a ride's times stand for; null where they are not those of a stop. */
export function stopsOf(ride: Validity, { legs }: Pick<JourneyPlan, 'legs'>): Stops {
  const arrivals = legs.slice(0, -1);
  const stopAt = (at: number | null): string | null =>
    arrivals.find(({ plannedArrivalAt }) => plannedArrivalAt === at)?.toPlaceCode ?? null;
  return { joinPlaceCode: stopAt(ride.from), leavePlaceCode: stopAt(ride.until) };
}
