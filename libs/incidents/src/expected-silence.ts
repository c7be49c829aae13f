import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';

/** When a stretch without coverage is entered and left, by the plan. */
export interface HoleTimes {
  readonly from: Instant;
  readonly until: Instant;
}

/** When silence began, as far as that can be known: between the last word and the next report, which did not come. */
export interface SilenceBegin {
  readonly lastWordAt: Instant;
  /** When the next report was due; as `lastWordAt` where nobody knows how often there is one. */
  readonly dueAt: Instant;
}

/** How much earlier or later than planned a hole may be entered, and how much longer it may last. */
export const HOLE_MARGIN: Duration = 30 * MINUTE;

/**
 * The hole in which silence is, and when it should be over: it is as long as planned, from when it was entered at the latest. Of
 * several the one that is over last; undefined where none was to be expected.
 */
export function expectedEnd<Hole extends HoleTimes>(
  { lastWordAt, dueAt }: SilenceBegin,
  holes: readonly Hole[],
): { readonly hole: Hole; readonly at: Instant } | undefined {
  let latest: { hole: Hole; at: Instant } | undefined;
  for (const hole of holes) {
    const { from, until } = hole;
    if (dueAt < from - HOLE_MARGIN || lastWordAt > until + HOLE_MARGIN) continue;
    const enteredAt = Math.max(lastWordAt, Math.min(dueAt, from + HOLE_MARGIN));
    const at = enteredAt + (until - from);
    if (latest === undefined || at > latest.at) latest = { hole, at };
  }
  return latest;
}

/**
 * Until when silence is as expected: as long as the hole is, and a margin. Null where no hole was to be expected. An
 * unplanned delay of more than the margin makes it unexpected: when in doubt somebody is told.
 */
export function expectedUntil(begin: SilenceBegin, holes: readonly HoleTimes[]): Instant | null {
  const end = expectedEnd(begin, holes);
  return end === undefined ? null : end.at + HOLE_MARGIN;
}
