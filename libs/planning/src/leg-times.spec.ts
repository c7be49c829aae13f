import { describe, expect, it } from '@jest/globals';
import { reportLeg } from './leg-times.ts';
import { rideOf, stopsOf } from './ride-of.ts';
import { aPlan } from './testing.ts';

const NOT_YET = { departedAt: null, arrivedAt: null };
const NOW = 1_000;

describe('a report of a leg', () => {
  const legs = [NOT_YET, NOT_YET];

  it('keeps what it does not speak of, and takes back', () => {
    const gone = reportLeg(legs, { leg: 1, departedAt: 10 }, NOW);
    expect(gone).toEqual([{ departedAt: 10, arrivedAt: null }, NOT_YET]);
    if (typeof gone === 'string') throw new RangeError(gone);
    const there = reportLeg(gone, { leg: 1, arrivedAt: 20 }, NOW);
    expect(there).toEqual([{ departedAt: 10, arrivedAt: 20 }, NOT_YET]);
    expect(reportLeg(gone, { leg: 1, departedAt: null }, NOW)).toEqual(legs);
  });

  it.each([
    [{ leg: 3, departedAt: 1 }, 'NO_SUCH_LEG'],
    [{ leg: 1, departedAt: NOW + 1 }, 'IN_THE_FUTURE'],
    [{ leg: 1, departedAt: 5, arrivedAt: 4 }, 'ARRIVED_BEFORE_IT_DEPARTED'],
  ])('%o is refused: %s', (report, fault) => {
    expect(reportLeg(legs, report, NOW)).toBe(fault);
  });

  it('of a departure before the arrival of the leg before is refused', () => {
    const known = [{ departedAt: 10, arrivedAt: 20 }, NOT_YET];
    expect(reportLeg(known, { leg: 2, departedAt: 19 }, NOW)).toBe('LEGS_OVERLAP');
    expect(reportLeg(known, { leg: 2, departedAt: 20 }, NOW)).not.toBe('LEGS_OVERLAP');
  });
});

describe('a unit that is coupled on at a stop', () => {
  it('joins when the train really was there, once that is known', () => {
    const [leg] = aPlan().legs;
    if (!leg) throw new RangeError('the plan of the tests has a leg');
    const stop = { ...leg, toPlaceCode: 'AKSU', plannedArrivalAt: 500, arrivedAt: 700 };
    const legs = [stop, { ...leg, fromPlaceCode: 'AKSU', plannedDepartureAt: 800 }];
    const line = { joinPlaceCode: 'AKSU', leavePlaceCode: null };
    const ride = rideOf(line, { legs, loadingAt: 0 });
    expect(ride).toEqual({ from: 700, until: null });
    expect(ride && stopsOf(ride, { legs })).toEqual(line);
  });
});
