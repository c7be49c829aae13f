import type { Answer, Danger, Outlook } from '@lenglian/prediction';
import type { LotOutlook, OutlookOfGoods } from '../judge-port.ts';
import type { WatchedLot } from '../lot-book.ts';
import type { WayAhead } from './operating-context.ts';

/** An outlook as it is told: the first limit ahead, harm, and where somebody can act. */
export function toLotOutlook(
  { lotId, unitId, judge }: Pick<WatchedLot, 'lotId' | 'unitId' | 'judge'>,
  { outlook, ahead }: Pick<Answer, 'outlook' | 'ahead'>,
  way: WayAhead,
): LotOutlook {
  const { dangers, cause, timeToHarmMinutes, marginMinutes, now: at } = outlook;
  const [any] = dangers;
  if (any === undefined) return { lotId, unitId, at, said: null };
  const said: OutlookOfGoods = {
    ...{ cause, basis: any.basis, timeToHarmMinutes, marginMinutes },
    ahead: firstAhead(ahead),
    harm: firstAhead(dangers.filter(({ isBeyond, limit }) => !isBeyond && isCritical(limit))),
    nextAction: nextActionOf(outlook, way),
    budgets: judge.budgetsSpent(),
    isPullingDown: judge.isPullingDown,
  };
  return { lotId, unitId, at, said };
}

function isCritical(limit: Danger['limit']): boolean {
  return limit === 'CRITICAL_HIGH' || limit === 'CRITICAL_LOW';
}

function firstAhead(dangers: readonly Danger[]): OutlookOfGoods['ahead'] {
  const [first] = dangers
    .flatMap(({ limit, celsius, crossesAt, earliestAt, latestAt }) =>
      crossesAt === null ? [] : [{ limit, celsius, crossesAt, earliestAt, latestAt }],
    )
    .toSorted((a, b) => a.crossesAt - b.crossesAt);
  return first ?? null;
}

function nextActionOf({ nextAction }: Outlook, way: WayAhead): OutlookOfGoods['nextAction'] {
  if (nextAction === null) return null;
  const { stopId, at } = nextAction;
  const stop = way.context.stops.find(({ id, expectedAt }) => id === stopId && expectedAt === at);
  return { at, placeCode: stopId ?? way.arrivalPlaceCode, actions: stop?.actions ?? [] };
}
