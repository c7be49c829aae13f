import { ROLL_UP_WIDTHS } from '@lenglian/history';
import { DAY, type Duration, type Instant } from '@lenglian/quantities';

/**
 * The narrowest roll-up with which a window has at most `points` intervals; for windows too long for
 * days, a multiple of days.
 */
export function rollUpWidthFor(from: Instant, to: Instant, points: number): Duration {
  const fits = (width: Duration): boolean => intervalCount(from, to, width) <= points;
  const kept = ROLL_UP_WIDTHS.find(fits);
  if (kept !== undefined) return kept;
  let days = Math.ceil((to - from) / DAY / points);
  while (!fits(days * DAY)) days++;
  return days * DAY;
}

/** Intervals of a width, beginning at its multiples, that a window touches. */
function intervalCount(from: Instant, to: Instant, width: Duration): number {
  return Math.floor((to - 1) / width) - Math.floor(from / width) + 1;
}
