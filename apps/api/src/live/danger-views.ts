import type { DangerView } from '@lenglian/console-contract';
import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { LotOutlook } from '../judge/judge-port.ts';
import type { JourneyBook } from './journey-book.ts';

/** What the console is shown of a lot's outlook; null where nothing is known. */
export function dangerOf(
  { lotId, unitId, at: asOf, said }: LotOutlook,
  book: Pick<JourneyBook, 'units' | 'runs'>,
): DangerView | null {
  if (said === null) return null;
  const { nextAction, cause, basis, ahead, harm, timeToHarmMinutes, marginMinutes } = said;
  return {
    ...{ lotId, unitId, asOf, cause, basis, ahead, harm, timeToHarmMinutes, marginMinutes },
    budgets: said.budgets.map((budget) => ({ ...budget })),
    nextAction: nextAction && {
      ...nextAction,
      actions: [...nextAction.actions],
      ...namesOfPlace(nextAction.placeCode, unitId, book),
    },
  };
}

/** The places of a run are named by its legs. */
function namesOfPlace(
  placeCode: string | null,
  unitId: string,
  { units, runs }: Pick<JourneyBook, 'units' | 'runs'>,
) {
  const runId = units.get(unitId)?.runId;
  const legs = (runId && runs.get(runId)?.legs) || [];
  const leg = legs.find(({ toPlaceCode }) => toPlaceCode === placeCode);
  return { placeNameZh: leg?.toNameZh ?? null, placeNameEn: leg?.toNameEn ?? null };
}

/** What is being spent says nothing of goods of which nothing newer is known for so long. */
const SPENDING_KNOWN_FOR: Duration = 30 * MINUTE;

/**
 * The one that needs somebody first: the least margin, or where no place is known the least time until harm, by a critical limit or
 * by a budget that will be gone; then the least time, then the limit that is crossed first, then goods of which a budget is gone.
 */
export function mostUrgent(dangers: readonly DangerView[]): DangerView | null {
  const newest = dangers.reduce((latest, { asOf }) => Math.max(latest, asOf), 0);
  let first: { danger: DangerView; rank: readonly number[] } | null = null;
  for (const danger of dangers) {
    const rank = rankOf(danger, newest);
    if (first === null || compareRanks(rank, first.rank) < 0) first = { danger, rank };
  }
  return first?.danger ?? null;
}

/** Less is more urgent, the first figure before the second. */
function rankOf(danger: DangerView, newest: Instant): readonly number[] {
  const { marginMinutes, timeToHarmMinutes, nextAction, asOf, ahead, budgets } = danger;
  const isKnown = newest - asOf <= SPENDING_KNOWN_FOR;
  const left = isKnown ? leastLeftOf(danger) : NEVER;
  const time = Math.min(timeToHarmMinutes ?? NEVER, left);
  const untilAction = nextAction === null ? 0 : (nextAction.at - asOf) / MINUTE;
  const budgetMargin = left === NEVER ? NEVER : left - untilAction;
  const margin = Math.min(marginMinutes ?? timeToHarmMinutes ?? NEVER, budgetMargin);
  return [margin, time, ahead?.crossesAt ?? NEVER, budgets.some(isGone) ? 0 : 1];
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((figure, index) => figure !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** As far as anything is foretold. */
const HORIZON_MINUTES = 24 * 60;

/** Minutes until the first of its budgets is gone as it is being spent; of less than a minute of one nobody speaks. */
function leastLeftOf({ budgets }: DangerView): number {
  const left = budgets
    .filter((budget) => budget.isSpending && budget.spentMinutes >= 1 && !isGone(budget))
    .map(({ spentMinutes, maxMinutes }) => maxMinutes - spentMinutes);
  return Math.min(NEVER, ...left.filter((minutes) => minutes < HORIZON_MINUTES));
}

function isGone({ spentMinutes, maxMinutes }: DangerView['budgets'][number]): boolean {
  return spentMinutes >= maxMinutes;
}

/** Large, but finite: the difference of two is a number. */
const NEVER = Number.MAX_SAFE_INTEGER;
