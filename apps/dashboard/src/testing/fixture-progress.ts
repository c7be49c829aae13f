import type { RunProgressView, RunView } from '@lenglian/console-contract';
import { MINUTE, type Instant } from '@lenglian/quantities';

/** A run of one leg, 63 % of the way along it by its positions, and 45 min late. */
export function progressOf(legs: RunView['legs'], now: Instant): RunProgressView {
  const [first] = legs;
  const last = legs.at(-1);
  if (!first || !last) return NOWHERE;
  const from = {
    placeCode: first.fromPlaceCode,
    nameZh: first.fromNameZh,
    nameEn: first.fromNameEn,
  };
  const to = { placeCode: last.toPlaceCode, nameZh: last.toNameZh, nameEn: last.toNameEn };
  const nothing = {
    arrivedAt: null,
    arrivedBasis: null,
    measuredArrivalAt: null,
    dwellMinutes: null,
  };
  const expected = { expectedArrivalAt: null, expectedBasis: null };
  return {
    positionAt: now - 2 * MINUTE,
    where: { kind: 'BETWEEN', stop: 0, ...from, next: to, share: 0.63, basis: 'MEASURED' },
    stops: [
      {
        ...{ ...from, ...nothing, ...expected },
        ...{ plannedArrivalAt: null, plannedDepartureAt: first.plannedDepartureAt },
        ...{ departedAt: first.departedAt, departedBasis: 'REPORTED' },
        measuredDepartureAt: first.plannedDepartureAt + 4 * MINUTE,
      },
      {
        ...{ ...to, ...nothing, plannedArrivalAt: last.plannedArrivalAt },
        ...{ plannedDepartureAt: null, departedAt: null, departedBasis: null },
        ...{ measuredDepartureAt: null, expectedBasis: 'DELAY' },
        expectedArrivalAt: last.plannedArrivalAt + 45 * MINUTE,
      },
    ],
    ...{ delayMinutes: 45, isLate: true, offRouteSince: null, strayUnits: [] },
  };
}

const NOWHERE: RunProgressView = {
  ...{ positionAt: null, where: null, stops: [], delayMinutes: null },
  ...{ isLate: false, offRouteSince: null, strayUnits: [] },
};
