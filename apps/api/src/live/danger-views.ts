import type { DangerView } from '@lenglian/console-contract';
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

/**
 * The one that needs somebody first: the least margin, which goods have none of whose budget is gone, else the least time to
 * harm, else the limit that is crossed first, else the budget that is gone first as it is being spent.
 */
export function mostUrgent(dangers: readonly DangerView[]): DangerView | null {
  const [first] = dangers.toSorted(
    (a, b) =>
      orNever(marginOf(a)) - orNever(marginOf(b)) ||
      orNever(a.timeToHarmMinutes) - orNever(b.timeToHarmMinutes) ||
      orNever(a.ahead?.crossesAt ?? null) - orNever(b.ahead?.crossesAt ?? null) ||
      leastLeftOf(a) - leastLeftOf(b),
  );
  return first ?? null;
}

function marginOf({ marginMinutes, budgets }: DangerView): number | null {
  const isAnyGone = budgets.some(({ spentMinutes, maxMinutes }) => spentMinutes >= maxMinutes);
  return isAnyGone ? Math.min(0, marginMinutes ?? 0) : marginMinutes;
}

function leastLeftOf({ budgets }: DangerView): number {
  const spending = budgets.filter(({ isSpending }) => isSpending);
  return Math.min(
    Number.MAX_SAFE_INTEGER,
    ...spending.map(({ spentMinutes, maxMinutes }) => maxMinutes - spentMinutes),
  );
}

/** Large, but finite: the difference of two is a number. */
function orNever(value: number | null): number {
  return value ?? Number.MAX_SAFE_INTEGER;
}
