import type { RunState } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';

/** Where goods are in their journey (domain.md §7 Q7): what is judged of them differs in PULLDOWN only. */
export const PHASES = ['PRECOOL', 'LOADING', 'PULLDOWN', 'TRANSIT', 'UNLOADING', 'CLOSED'] as const;
export type Phase = (typeof PHASES)[number];

/**
 * The phase of goods in a unit.
 *
 * @param runState of the run that their unit is on; null where it is on none
 * @param isPullingDown whether goods that were loaded warm still cool as they must, by the judge
 * @returns null for goods that lie in a store, cooled
 */
export function phaseOf({
  runState,
  isPullingDown,
  placedUntil,
  now,
}: {
  readonly runState: RunState | null;
  readonly isPullingDown: boolean;
  readonly placedUntil: Instant | null;
  readonly now: Instant;
}): Phase | null {
  if (placedUntil !== null && placedUntil <= now) return 'CLOSED';
  switch (runState) {
    case null:
      return isPullingDown ? 'PRECOOL' : null;
    case 'PLANNED':
      return 'PRECOOL';
    case 'LOADING':
      return 'LOADING';
    case 'IN_TRANSIT':
      return isPullingDown ? 'PULLDOWN' : 'TRANSIT';
    case 'ARRIVED':
      return 'UNLOADING';
    case 'CLOSED':
    case 'CANCELLED':
      return 'CLOSED';
  }
}
