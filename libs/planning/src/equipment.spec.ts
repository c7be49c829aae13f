import { describe, expect, it } from '@jest/globals';
import { checkPlan } from './check-plan.ts';
import type { PlanLine } from './journey-plan.ts';
import type { PlanFacts, UnitFacts } from './plan-facts.ts';
import {
  A_CONTAINER,
  A_DEPARTURE,
  aCommodity,
  aDevice,
  aPlan,
  aPlanLine,
  aPlannedLot,
  aUnit,
  someFacts,
} from './testing.ts';

const HOUR = 3_600_000;
const LOADING = aPlan().loadingAt;
const TANKER = '新A·12345';

function found(lines: PlanLine[], facts: Partial<PlanFacts> = {}): string[] {
  return checkPlan(aPlan({ lines }), someFacts(facts)).map(
    ({ code, line, field }) => `${code} ${line ?? '-'} ${field}`,
  );
}

describe('a tanker', () => {
  const line = aPlanLine({ unitCode: TANKER, unitKind: 'tanker', deviceId: 'TANK-1' });
  const devices = new Map([['TANK-1', aDevice({ kind: 'tanker' })]]);
  const washed = (change: Partial<UnitFacts>, now = LOADING) => {
    const units = new Map([[TANKER, aUnit({ kind: 'tanker', ...change })]]);
    return found([line], { units, devices, now });
  };
  const clean = (hoursBefore: number, isClean = true) => ({
    cleaning: { cleanedAt: LOADING - hoursBefore * HOUR, isClean },
  });

  it('that was washed within a day and carried nothing since may load', () => {
    expect(washed(clean(24))).toEqual([]);
    expect(washed({ ...clean(5), loadedAt: LOADING - 6 * HOUR })).toEqual([]);
  });

  it.each<[string, Partial<UnitFacts>]>([
    ['was never washed', {}],
    ['was washed more than a day ago', clean(24.01)],
    ['was washed without success', clean(5, false)],
    ['carried milk since', { ...clean(5), loadedAt: LOADING - 4 * HOUR }],
  ])('that %s is refused when it loads, and to be washed before', (_, facts) => {
    expect(washed(facts)).toEqual(['TANKER_NOT_CLEAN 1 unitCode']);
    expect(washed(facts, LOADING - 1)).toEqual(['TANKER_TO_BE_CLEANED 1 unitCode']);
  });

  it('has compartments, each with goods of its own, washed alone or with the whole', () => {
    const lines = ['1', '2'].map((part, index) =>
      aPlanLine({
        ...{ line: index + 1, unitCode: `${TANKER}/${part}`, unitKind: 'tanker' },
        ...{ deviceId: `TANK-${part}`, lot: aPlannedLot({ code: `LOT-${part}` }) },
      }),
    );
    const both = new Map([...devices, ['TANK-2', aDevice({ kind: 'tanker' })]]);
    const units = new Map([
      [TANKER, aUnit({ kind: 'tanker', ...clean(5) })],
      [`${TANKER}/2`, aUnit({ kind: 'tanker', ...clean(2, false) })],
    ]);
    expect(found(lines, { units, devices: both, now: LOADING })).toEqual([
      'TANKER_NOT_CLEAN 2 unitCode',
    ]);
  });

  it('is elsewhere with its compartments, whichever of them the plan names', () => {
    const part = aPlanLine({ unitCode: `${TANKER}/1`, unitKind: 'tanker', deviceId: 'TANK-1' });
    const units = new Map([
      [
        TANKER,
        aUnit({
          kind: 'tanker',
          rides: [{ runCode: 'MILK-2', from: 0, until: null }],
          ...clean(5),
        }),
      ],
      [`${TANKER}/1`, aUnit({ kind: 'tanker', ...clean(5) })],
    ]);
    expect(found([part], { units, devices, now: LOADING })).toEqual(['UNIT_ELSEWHERE 1 unitCode']);
  });

  it('has compartments, other than a container', () => {
    const box = aPlanLine({ unitCode: 'BOX-1/1', unitKind: 'box', deviceId: null });
    expect(found([box])).toContain('NO_PARTS 1 unitCode');
  });
});

describe('equipment', () => {
  it('that is laid up is not planned with', () => {
    const units = new Map([[A_CONTAINER, aUnit({ state: 'LAID_UP' })]]);
    expect(found([aPlanLine()], { units })).toEqual(['UNIT_LAID_UP 1 unitCode']);
    units.set(A_CONTAINER, aUnit({ state: 'EMPTY' }));
    expect(found([aPlanLine()], { units })).toEqual([]);
  });

  it('of the air is called as ULDs are, and carries devices for boxes', () => {
    const line = (unitCode: string) => aPlanLine({ unitCode, unitKind: 'uld', deviceId: 'BOX-1' });
    const devices = new Map([['BOX-1', aDevice({ kind: 'box' })]]);
    expect(found([line('RKN12345CZ')], { devices })).toEqual([]);
    expect(found([line('KRL-1')], { devices })).toEqual(['BAD_ULD_NUMBER 1 unitCode']);
  });

  it('is watched by devices whose calibration outlasts the journey', () => {
    const arrival = aPlan().legs[0]?.plannedArrivalAt ?? 0;
    const until = (calibratedUntil: number) => {
      const devices = new Map([['RFR-1', aDevice({ calibratedUntil })]]);
      return found([aPlanLine()], { devices, now: A_DEPARTURE });
    };
    expect(until(arrival)).toEqual([]);
    expect(until(arrival - 1)).toEqual(['CALIBRATION_EXPIRES 1 deviceId']);
    expect(until(A_DEPARTURE)).toEqual(['CALIBRATION_EXPIRED 1 deviceId']);
  });
});

describe('a device that rides on the unit already', () => {
  const line = aPlanLine({ deviceId: null });
  const rider = (change: Parameters<typeof aDevice>[0]) =>
    found([line], {
      devices: new Map([['RFR-9', aDevice({ onUnitCode: A_CONTAINER, ...change })]]),
    });

  it('is none once it was revoked, and its calibration counts', () => {
    expect(rider({})).toEqual([]);
    expect(rider({ isRevoked: true })).toEqual(['NO_DEVICE 1 deviceId']);
    expect(rider({ calibratedUntil: A_DEPARTURE })).toEqual(['CALIBRATION_EXPIRES 1 deviceId']);
  });
});

describe('a set-point', () => {
  const set = (setpointCelsius: number, lot = {}, commodity = {}) =>
    found([aPlanLine({ setpointCelsius, lot: aPlannedLot(lot) })], {
      commodities: new Map([['PEAR_KORLA', aCommodity(commodity)]]),
    });

  it('is what the goods ask for, to half a kelvin, and inside what they bear', () => {
    expect(set(0.5)).toEqual([]);
    expect(set(0.6)).toEqual(['SETPOINT_DIFFERS 1 setpointCelsius']);
    expect(set(2.1)).toEqual(['SETPOINT_OUTSIDE 1 setpointCelsius']);
    expect(set(-0.6)).toEqual(['SETPOINT_OUTSIDE 1 setpointCelsius']);
  });

  it('holds for every lot of its unit, also where only the first line says it', () => {
    const goods = { limits: { setpoint: 5, criticalLow: 2, band: { low: 4, high: 6 } } };
    const second = aPlanLine({ line: 2, lot: aPlannedLot({ code: 'L-2', commodityCode: 'WARM' }) });
    const commodities = new Map([
      ['PEAR_KORLA', aCommodity()],
      ['WARM', aCommodity({ code: 'WARM', ...goods })],
    ]);
    expect(found([aPlanLine({ setpointCelsius: 0 }), second], { commodities })).toContain(
      'SETPOINT_OUTSIDE 2 setpointCelsius',
    );
  });

  it('may be colder for a cultivar that bears it, and there must be such a cultivar', () => {
    const cultivars = [{ code: 'SWEET', setpoint: -1, bandLow: -1.5, criticalLow: -2 }];
    expect(set(-1, { cultivarCode: 'SWEET' }, { cultivars })).toEqual([]);
    expect(set(-1, { cultivarCode: 'OTHER' }, { cultivars })).toEqual([
      'UNKNOWN_CULTIVAR 1 cultivarCode',
    ]);
  });

  it('cannot be found for goods that freeze before they are cold', () => {
    const limits = { setpoint: -1, criticalLow: -2, band: { low: -1.8, high: -0.5 } };
    expect(set(-1, { brixDegrees: 1 }, { limits })).toEqual(['NO_SAFE_TEMPERATURE 1 brixDegrees']);
  });
});
