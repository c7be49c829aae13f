import { useSyncExternalStore } from 'react';
import type { DangerView } from '@lenglian/console-contract';
import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import { useLive, useUnit } from '../../live/live-context.ts';

/** The api foretells nothing of goods of which it has heard nothing for so long (ADR 0031). */
const FRESH_MAX: Duration = 30 * MINUTE;

/**
 * Whether what is foretold is too old to say what is so now: an outlook stays when its box falls silent. Renders when that
 * changes.
 */
export function useIsOld(danger: Pick<DangerView, 'asOf' | 'unitId'> | null): boolean {
  const asOf = danger?.asOf ?? Infinity;
  const isSilent = useUnit(danger?.unitId ?? '')?.silentSince != null;
  const isPast = useIsPast(asOf + FRESH_MAX);
  return isPast || (danger !== null && isSilent);
}

/** Whether a moment lies behind; renders when it has come. */
export function useIsPast(at: Instant): boolean {
  const { ticker } = useLive();
  return useSyncExternalStore(
    (listener) => ticker.subscribe(listener),
    () => ticker.now > at,
  );
}

/** An outlook as it is to be read now: of what is old nobody knows whether a budget is still being spent. */
export function dangerNow(danger: DangerView, isOld: boolean): DangerView {
  if (!isOld) return danger;
  return { ...danger, budgets: danger.budgets.map((budget) => ({ ...budget, isSpending: false })) };
}
