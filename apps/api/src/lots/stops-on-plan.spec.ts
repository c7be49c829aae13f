import { describe, expect, it } from '@jest/globals';
import { UNKNOWN_LEG } from '@lenglian/planning';
import { HOUR } from '@lenglian/quantities';
import type { LegRecord, RunRecord } from '@lenglian/records';
import { stopsOnPlan } from './stops-on-plan.ts';

const T = 1_787_443_200_000;
/** A at 0 h, B at 10 h, C at 20 h. */
const leg = (from: string, to: string, hour: number): LegRecord => ({
  ...{ mode: 'RAIL', fromPlaceCode: from, toPlaceCode: to },
  ...{ fromNameZh: from, fromNameEn: from, toNameZh: to, toNameEn: to },
  ...{ plannedDepartureAt: T + hour * HOUR, plannedArrivalAt: T + (hour + 10) * HOUR },
  ...UNKNOWN_LEG,
});
const LEGS = [leg('A', 'B', 0), leg('B', 'C', 10)];
const NOTHING_KNOWN = { stops: [] };
const ALWAYS = { from: 0, until: null };

const at = (
  state: RunRecord['state'],
  hour: number,
  ride = ALWAYS as Parameters<typeof stopsOnPlan>[1],
) => {
  const { lastStop, nextStop, destination } = stopsOnPlan(
    { legs: LEGS, state },
    ride,
    T + hour * HOUR,
    NOTHING_KNOWN,
  );
  return [lastStop, nextStop, destination].map((stop) => stop?.nameEn ?? null);
};

describe(stopsOnPlan.name, () => {
  it.each([
    ['PLANNED', 5, [null, 'A', 'C']],
    ['LOADING', 5, [null, 'A', 'C']],
    ['IN_TRANSIT', -1, ['A', 'B', 'C']],
    ['IN_TRANSIT', 9, ['A', 'B', 'C']],
    ['IN_TRANSIT', 10, ['B', 'C', 'C']],
    ['IN_TRANSIT', 99, ['B', 'C', 'C']],
    ['ARRIVED', 1, ['C', null, 'C']],
    ['CLOSED', 99, ['C', null, 'C']],
    ['CANCELLED', 5, [null, null, null]],
  ] as const)('of a run that is %s, %i h after its departure', (state, hour, expected) => {
    expect(at(state, hour)).toEqual(expected);
  });

  it('is of the stops between which the unit rides', () => {
    expect(at('IN_TRANSIT', 1, { from: 0, until: T + 10 * HOUR })).toEqual(['A', 'B', 'B']);
    expect(at('IN_TRANSIT', 12, { from: T + 10 * HOUR, until: null })).toEqual(['B', 'C', 'C']);
    expect(at('PLANNED', 1, { from: T + 10 * HOUR, until: null })).toEqual([null, 'B', 'C']);
    // Closed by hand, at no stop.
    expect(at('CLOSED', 30, { from: 0, until: T + 21 * HOUR })).toEqual(['C', null, 'C']);
  });

  it('is not at a stop that the run reached later than planned before it was there', () => {
    const [first, second] = LEGS;
    if (!first || !second) throw new RangeError('the run of the tests has two legs');
    const legs = [{ ...first, arrivedAt: T + 12 * HOUR }, second];
    const run = { legs, state: 'IN_TRANSIT' } as const;
    const last = (hour: number) =>
      stopsOnPlan(run, ALWAYS, T + hour * HOUR, NOTHING_KNOWN).lastStop?.nameEn;
    expect([last(11), last(12)]).toEqual(['A', 'B']);
  });

  it('of a run without legs is nowhere', () => {
    const nowhere = { lastStop: null, nextStop: null, destination: null };
    expect(stopsOnPlan({ legs: [], state: 'IN_TRANSIT' }, ALWAYS, T, NOTHING_KNOWN)).toEqual(
      nowhere,
    );
  });
});
