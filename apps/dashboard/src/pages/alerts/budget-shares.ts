import type { DangerView } from '@lenglian/console-contract';

export type BudgetView = DangerView['budgets'][number];

/** Below this nobody would look: a door at loading spends some seconds of one. */
const NOTED_MINUTES_MIN = 1;

/** Whether so much is spent that somebody would want to see it. */
export function isOfNote({ spentMinutes }: BudgetView): boolean {
  return spentMinutes >= NOTED_MINUTES_MIN;
}

/** Whether all of it is spent. */
export function isGone({ spentMinutes, maxMinutes }: BudgetView): boolean {
  return spentMinutes >= maxMinutes;
}

/** Whether all of any is. */
export function isAnyGone(budgets: readonly BudgetView[]): boolean {
  return budgets.some((budget) => isGone(budget));
}

/** The one of which most is spent. */
export function mostSpent(budgets: readonly BudgetView[]): BudgetView | undefined {
  const shareOf = ({ spentMinutes, maxMinutes }: BudgetView) => spentMinutes / maxMinutes;
  return budgets.toSorted((a, b) => shareOf(b) - shareOf(a))[0];
}
