import type { DangerView } from '@lenglian/console-contract';
import { DAY, MINUTE, type Instant } from '@lenglian/quantities';
import { firstGone, goneAt, isGone, worstGone, type BudgetView } from './budget-shares.ts';

/** What comes first of goods if nobody does anything: what 距货损 says. */
export type FirstHarm =
  /** A critical limit is crossed. */
  | { readonly kind: 'HARMED' }
  | { readonly kind: 'LIMIT'; readonly harm: NonNullable<DangerView['harm']> }
  | { readonly kind: 'BUDGET'; readonly budget: BudgetView; readonly at: Instant }
  | { readonly kind: 'GONE'; readonly budget: BudgetView }
  | { readonly kind: 'NONE' }
  | { readonly kind: 'UNKNOWN' };

/**
 * @param told with what was being spent when it was told
 * @param isOld what was foretold is too old to count on, or to say that nothing comes
 */
export function firstHarm(told: DangerView, isOld: boolean): FirstHarm {
  const { harm, timeToHarmMinutes, budgets, asOf } = told;
  if (timeToHarmMinutes === 0) return { kind: 'HARMED' };
  const budget = firstGone(budgets);
  const at = budget === undefined ? Infinity : goneAt(budget, asOf);
  if (harm !== null && timeToHarmMinutes !== null && harm.crossesAt <= at)
    return { kind: 'LIMIT', harm };
  if (budget !== undefined && !isOld) return { kind: 'BUDGET', budget, at };
  const gone = worstGone(budgets);
  if (gone !== undefined) return { kind: 'GONE', budget: gone };
  return { kind: isOld ? 'UNKNOWN' : 'NONE' };
}

/** 余量 in minutes, below 0 where nobody comes in time; null where it is not known, or where a budget is gone already. */
export function marginOf(danger: DangerView, first: FirstHarm): number | null {
  const { marginMinutes, nextAction } = danger;
  if (first.kind === 'UNKNOWN') return null;
  if (first.kind !== 'BUDGET') return marginMinutes;
  // Of goods that have lost so much already nothing is left to be saved of it.
  if (danger.budgets.some(isGone)) return null;
  return nextAction === null ? null : (first.at - nextAction.at) / MINUTE;
}

/** What is not harmed within a day leaves enough until a place before that. */
export function isAmple({ marginMinutes, nextAction, asOf }: DangerView, first: FirstHarm) {
  const isSooner = nextAction !== null && nextAction.at - asOf < DAY / 2;
  return marginMinutes === null && first.kind === 'NONE' && isSooner;
}
