import type { DangerView } from '@lenglian/console-contract';
import { DAY, MINUTE, type Duration, type Instant } from '@lenglian/quantities';

export type BudgetView = DangerView['budgets'][number];

/** Below this nobody would look: a door at loading spends some seconds of one. */
const SHOWN_MINUTES_MIN = 1;

/** From here on a budget is told of (docs/judging.md). */
const TOLD_SHARE_MIN = 0.5;

/** As far as anything is foretold. */
const HORIZON: Duration = DAY;

/** Whether so much is spent that a card shows it. */
export function isShown({ spentMinutes }: BudgetView): boolean {
  return spentMinutes >= SHOWN_MINUTES_MIN;
}

/** Whether all of it is spent. */
export function isGone({ spentMinutes, maxMinutes }: BudgetView): boolean {
  return spentMinutes >= maxMinutes;
}

/** Whether it will be gone within a day as it is being spent. */
export function isRunningOut(budget: BudgetView): boolean {
  return budget.isSpending && isShown(budget) && !isGone(budget) && leftOf(budget) < HORIZON;
}

/** Whether a list says something of it: half of it is gone, or it is being spent. */
export function isNote(budget: BudgetView): boolean {
  return isRunningOut(budget) || (isShown(budget) && shareOf(budget) >= TOLD_SHARE_MIN);
}

/** The one that is gone first as they are being spent. */
export function firstGone(budgets: readonly BudgetView[]): BudgetView | undefined {
  return budgets.filter(isRunningOut).toSorted((a, b) => leftOf(a) - leftOf(b))[0];
}

/** Of those that are gone one that is being spent on, of these the critical one, else that of which most was spent. */
export function worstGone(budgets: readonly BudgetView[]): BudgetView | undefined {
  const all = budgets.filter(isGone);
  const spending = all.filter(({ isSpending }) => isSpending);
  const gone = spending.length > 0 ? spending : all;
  return gone.find(({ rule }) => rule === 'BUDGET_CRIT') ?? mostSpent(gone);
}

/** The one that a line names: one that is gone, else the one that is gone first, else that of which most is spent. */
export function worstNote(budgets: readonly BudgetView[]): BudgetView | undefined {
  return worstGone(budgets) ?? firstGone(budgets) ?? mostSpent(budgets.filter(isNote));
}

/** When a budget is gone as it is being spent. */
export function goneAt(budget: BudgetView, asOf: Instant): Instant {
  return asOf + leftOf(budget);
}

function mostSpent(budgets: readonly BudgetView[]): BudgetView | undefined {
  return budgets.toSorted((a, b) => shareOf(b) - shareOf(a))[0];
}

function shareOf({ spentMinutes, maxMinutes }: BudgetView): number {
  return spentMinutes / maxMinutes;
}

function leftOf({ spentMinutes, maxMinutes }: BudgetView): Duration {
  return (maxMinutes - spentMinutes) * MINUTE;
}
