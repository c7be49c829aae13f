import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOUR } from '@lenglian/quantities';
import { checkPlan } from './check-plan.ts';
import { rideOf, stopsOf } from './ride-of.ts';
import { A_DEPARTURE, aPlan, aPlanLine, someFacts } from './testing.ts';

/** 阿拉尔 → 阿克苏 → 库尔勒 → 永康东 → 头门港, ten hours a leg, two hours at each stop. */
const STOPS = ['ARAL', 'AKSU', 'KORLA', 'YONGKANG', 'TOUMENGANG'];
const STEPPED = aPlan({
  loadingAt: A_DEPARTURE - 3 * HOUR,
  legs: STOPS.slice(1).map((toPlaceCode, index) => ({
    ...{ mode: 'RAIL', fromPlaceCode: STOPS[index] ?? '', toPlaceCode },
    plannedDepartureAt: A_DEPARTURE + 12 * index * HOUR,
    plannedArrivalAt: A_DEPARTURE + (12 * index + 10) * HOUR,
  })),
});
const FACTS = someFacts({ placeCodes: new Set([...STOPS, 'KUQA']) });

const ride = (joinPlaceCode: string | null, leavePlaceCode: string | null) => {
  const found = rideOf({ joinPlaceCode, leavePlaceCode }, STEPPED);
  const hours = (at: number | null) => (at === null ? null : (at - A_DEPARTURE) / HOUR);
  return found && [hours(found.from), hours(found.until)];
};

describe(rideOf.name, () => {
  it('is the whole run where nothing else is said', () => {
    expect(ride(null, null)).toEqual([-3, null]);
    expect(ride('ARAL', 'TOUMENGANG')).toEqual([-3, null]);
  });

  it('begins with the arrival where a unit is coupled on, and ends where it is set out', () => {
    expect(ride('AKSU', 'YONGKANG')).toEqual([10, 34]);
    expect(ride('KORLA', null)).toEqual([22, null]);
    expect(ride(null, 'AKSU')).toEqual([-3, 10]);
  });

  it('is none where the run does not stop, or not in this order', () => {
    expect(ride('WUXI', null)).toBeUndefined();
    expect(ride('KORLA', 'AKSU')).toBeUndefined();
    expect(ride('TOUMENGANG', null)).toBeUndefined();
  });

  it('is found again from its times', () => {
    const between = STOPS.slice(1, -1);
    const anyStop = fc.constantFrom(null, ...between);
    fc.assert(
      fc.property(anyStop, anyStop, (joinPlaceCode, leavePlaceCode) => {
        const stops = { joinPlaceCode, leavePlaceCode };
        const found = rideOf(stops, STEPPED);
        if (found) expect(stopsOf(found, STEPPED)).toEqual(stops);
      }),
    );
  });
});

describe('the check of a stepped train', () => {
  const line = (number: number, change: object) =>
    aPlanLine({
      ...{ line: number, unitCode: `XJLU300${number}`, unitKind: 'room', deviceId: null },
      ...{ lot: null, ...change },
    });
  const codes = (...lines: ReturnType<typeof line>[]) =>
    checkPlan({ ...STEPPED, lines }, FACTS)
      .map(({ code }) => code)
      .filter((code) => code !== 'NO_DEVICE');

  it('lets a unit take the place of one that was set out before', () => {
    const first = line(1, { leavePlaceCode: 'KORLA' });
    expect(codes(first, line(2, { joinPlaceCode: 'KORLA' }))).toEqual([]);
    expect(codes(first, line(2, { joinPlaceCode: 'AKSU' }))).toEqual(['POSITION_TWICE']);
  });

  it('refuses stops that the run does not make in this order', () => {
    const wrong = line(1, { joinPlaceCode: 'KORLA', leavePlaceCode: 'AKSU' });
    expect(codes(wrong)).toEqual(['NOT_ITS_STOPS']);
    expect(codes(line(1, { joinPlaceCode: 'WUXI' }))).toEqual(['NOT_ITS_STOPS']);
  });
});
