import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';

/** When a stretch without coverage is entered and left, by the plan. */
export interface HoleTimes {
  readonly from: Instant;
  readonly until: Instant;
}

/** How much earlier or later than planned a hole may be entered, and how much longer it may last. */
export const HOLE_MARGIN: Duration = 30 * MINUTE;

/**
 * The hole in which silence that began at a moment is, and when it should be over: the hole is as long as planned,
 * from then on. Of several the one that is over last; undefined where none was to be expected.
 */
export function expectedEnd<Hole extends HoleTimes>(
  silentFrom: Instant,
  holes: readonly Hole[],
): { readonly hole: Hole; readonly at: Instant } | undefined {
  let latest: { hole: Hole; at: Instant } | undefined;
  for (const hole of holes) {
    const { from, until } = hole;
    if (silentFrom < from - HOLE_MARGIN || silentFrom > until + HOLE_MARGIN) continue;
    const at = silentFrom + (until - from);
    if (latest === undefined || at > latest.at) latest = { hole, at };
  }
  return latest;
}

/**
 * Until when silence that began at a moment is as expected: as long as the hole is, and a margin. Null
 * where no hole was to be expected. An unplanned delay of more than the margin makes it unexpected:
 * when in doubt somebody is told.
 */
export function expectedUntil(silentFrom: Instant, holes: readonly HoleTimes[]): Instant | null {
  const end = expectedEnd(silentFrom, holes);
  return end === undefined ? null : end.at + HOLE_MARGIN;
}
