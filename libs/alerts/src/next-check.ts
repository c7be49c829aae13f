import { HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';

/** How far ahead the next check may lie at most: a shift does not hand over a promise. */
export const NEXT_CHECK_MAX: Duration = 4 * HOUR;
/** Where the operator names no time and no place ahead is known. */
export const NEXT_CHECK_DEFAULT: Duration = HOUR;
/** Nothing that was just set going can be looked at sooner [C]. */
export const NEXT_CHECK_SOONEST: Duration = 15 * MINUTE;

/**
 * When the owner looks again unless they say otherwise: at the next place where something can be done, in a quarter of an hour at the soonest and
 * four hours at most (operations.md §C). A place that lies behind is not the next one.
 *
 * @param actionAt when the next such place is reached; null where none is known
 */
export function nextCheckFor(now: Instant, actionAt: Instant | null): Instant {
  if (actionAt === null || !(actionAt > now)) return now + NEXT_CHECK_DEFAULT;
  return Math.min(Math.max(actionAt, now + NEXT_CHECK_SOONEST), now + NEXT_CHECK_MAX);
}
