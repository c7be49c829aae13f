import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';

/** When a stretch without coverage is entered and left, by the plan. */
export interface HoleTimes {
  readonly from: Instant;
  readonly until: Instant;
}

/** How much earlier or later than planned a hole may be entered, and how much longer it may last. */
export const HOLE_MARGIN: Duration = 30 * MINUTE;

/**
 * Until when silence that began at a moment is as expected: as long as the hole is, and a margin. Null
 * where no hole was to be expected. An unplanned delay of more than the margin makes it unexpected:
 * when in doubt somebody is told.
 */
export function expectedUntil(silentFrom: Instant, holes: readonly HoleTimes[]): Instant | null {
  let latest: Instant | null = null;
  for (const { from, until } of holes) {
    if (silentFrom < from - HOLE_MARGIN || silentFrom > until + HOLE_MARGIN) continue;
    latest = Math.max(latest ?? -Infinity, silentFrom + (until - from) + HOLE_MARGIN);
  }
  return latest;
}
