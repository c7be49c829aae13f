import type { Severity } from '@lenglian/breaches';
import type { LateArrivalParameters } from '@lenglian/limits';
import { HOUR, type Duration, type Instant } from '@lenglian/quantities';

/** How long goods keep, and how fast that goes by where they are to be kept. */
export interface LifeAhead {
  readonly asOf: Instant;
  /** Life at the reference temperature, in the worst case of what was measured; ≥ 0. */
  readonly left: Duration;
  /** How many times as fast as at the reference temperature goods age at their set-point. */
  readonly rate: number;
}

/** When goods were to be at the end of their way, and when they will be. */
export interface ArrivalOfGoods {
  readonly plannedAt: Instant;
  readonly expectedAt: Instant;
}

/** What being late takes from goods. */
export interface LateArrival {
  readonly severity: Severity;
  /** Life left at the arrival, hours at the reference temperature, in the worst case. */
  readonly hoursLeft: number;
  /** What a punctual arrival would have left. */
  readonly hoursLeftOnTime: number;
}

/** What was told stands while so much of the bounds is still passed: an expected arrival moves to and fro. [C] */
const STANDS_FROM = 0.8;

/**
 * Whether goods will be so late that it takes too much of the life they have left: from now on kept as they
 * should be, for warmth is the matter of other rules. What would be over on time is not over by being late.
 *
 * @param isTold it was said before, and stands until it is clearly less
 * @returns null where it does not; WARN, or MAJOR with less than the least life left at the arrival
 */
export function judgeLateArrival(
  { plannedAt, expectedAt }: ArrivalOfGoods,
  { asOf, left, rate }: LifeAhead,
  { after, share, leastLife }: LateArrivalParameters,
  isTold = false,
): LateArrival | null {
  const needed = isTold ? STANDS_FROM : 1;
  if (expectedAt - plannedAt < after * needed) return null;
  const leftAt = (at: Instant) => Math.max(0, left - (at - asOf) * rate);
  const onTime = leftAt(plannedAt);
  const then = leftAt(expectedAt);
  if (onTime <= 0 || onTime - then < (share / 100) * onTime * needed) return null;
  return {
    severity: then < leastLife ? 'MAJOR' : 'WARN',
    hoursLeft: then / HOUR,
    hoursLeftOnTime: onTime / HOUR,
  };
}
