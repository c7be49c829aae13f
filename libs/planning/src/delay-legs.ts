import type { Duration } from '@lenglian/quantities';
import type { PlannedLeg } from './journey-plan.ts';

/** How much later a run will be, and from where on. */
export interface Delay {
  /** The leg whose departure or arrival is late, from 1. */
  readonly leg: number;
  readonly of: 'DEPARTURE' | 'ARRIVAL';
  /** Negative: it makes up for time lost. */
  readonly by: Duration;
}

/**
 * The plan as it is after a delay: that departure or arrival and everything after it move; what lies
 * before stays.
 *
 * @returns undefined when the run has no such leg
 */
export function delayLegs<Leg extends PlannedLeg>(
  legs: readonly Leg[],
  { leg, of, by }: Delay,
): Leg[] | undefined {
  if (!legs[leg - 1]) return undefined;
  return legs.map((one, index) => {
    if (index < leg - 1) return one;
    const isOnlyArrival = index === leg - 1 && of === 'ARRIVAL';
    return {
      ...one,
      plannedDepartureAt: one.plannedDepartureAt + (isOnlyArrival ? 0 : by),
      plannedArrivalAt: one.plannedArrivalAt + by,
    };
  });
}
