import type { DangerView } from '@lenglian/console-contract';
import { DAY, MINUTE, type Duration, type Instant } from '@lenglian/quantities';

export type BudgetView = DangerView['budgets'][number];

/** Below this nobody would look: a door at loading spends some seconds of one. */
const SHOWN_MINUTES_MIN = 1;

/** From here on a budget is told of (docs/judging.md). */
const TOLD_SHARE_MIN = 0.5;

/** As far as anything is foretold. */
const HORIZON: Duration = DAY;

/** What was spent longer ago says nothing of now; the api foretells nothing of such goods either. */
const FRESH_MAX: Duration = 30 * MINUTE;

/** Whether so much is spent that a card shows it. */
export function isShown({ spentMinutes }: BudgetView): boolean {
  return spentMinutes >= SHOWN_MINUTES_MIN;
}

/** Whether all of it is spent. */
export function isGone({ spentMinutes, maxMinutes }: BudgetView): boolean {
  return spentMinutes >= maxMinutes;
}

/** Whether it will be gone within a day, as it was being spent when that was told. */
export function isRunningOut(budget: BudgetView): boolean {
  return budget.isSpending && !isGone(budget) && leftOf(budget) < HORIZON;
}

/** Whether a list says something of it: half of it is gone, or it is being spent. */
export function isNote(budget: BudgetView): boolean {
  const { spentMinutes, maxMinutes } = budget;
  return isShown(budget) && (isRunningOut(budget) || spentMinutes >= maxMinutes * TOLD_SHARE_MIN);
}

/** The one of which most is spent. */
export function mostSpent(budgets: readonly BudgetView[]): BudgetView | undefined {
  const shareOf = ({ spentMinutes, maxMinutes }: BudgetView) => spentMinutes / maxMinutes;
  return budgets.filter(isNote).toSorted((a, b) => shareOf(b) - shareOf(a))[0];
}

/** The one that is gone first as things are. */
export function firstGone(budgets: readonly BudgetView[]): BudgetView | undefined {
  return budgets.filter(isRunningOut).toSorted((a, b) => leftOf(a) - leftOf(b))[0];
}

/** Minutes until a budget that is being spent is gone, now; null where what is known of it is too old. */
export function minutesLeft(budget: BudgetView, asOf: Instant, now: Instant): number | null {
  const age = now - asOf;
  return age > FRESH_MAX ? null : (leftOf(budget) - age) / MINUTE;
}

function leftOf({ spentMinutes, maxMinutes }: BudgetView): Duration {
  return (maxMinutes - spentMinutes) * MINUTE;
}
