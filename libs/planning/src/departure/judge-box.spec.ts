import { describe, expect, it } from '@jest/globals';
import { aBoardMoment, aBox, aBoxLot, A_DEPARTURE } from '../testing.ts';
import type { BoardMoment, BoxFacts, DepartureCheck } from './departure.ts';
import { judgeBox } from './judge-box.ts';
import { stateOfBox } from './worst-of.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

const reasonOf = (
  check: DepartureCheck,
  change: Partial<BoxFacts> = {},
  moment: Partial<BoardMoment> = {},
) => judgeBox(aBox(change), aBoardMoment(moment)).find((one) => one.check === check)?.reason;
const reported = (change: Partial<NonNullable<BoxFacts['reported']>>) => ({
  reported: { ...aBox().reported!, ...change },
});
const pulp = (pulpTemperatureCelsius: number | null) => ({
  lots: [aBoxLot(), aBoxLot({ pulpTemperatureCelsius })],
});
const TANKER = { unitKind: 'tanker' } as const;

describe('a box before it leaves', () => {
  it('is green where each check that applies to it is', () => {
    const checks = judgeBox(aBox(), aBoardMoment());
    expect(checks.map(({ state }) => state)).toEqual([
      ...Array.from({ length: 9 }, () => 'GREEN'),
      'NOT_APPLICABLE',
    ]);
    expect(stateOfBox(checks)).toBe('GREEN');
  });

  it('of which nothing is known is green in nothing', () => {
    const nothing = aBox({
      ...{ inspection: null, sealNumber: null, plannedSetpointCelsius: null, devices: [] },
      ...{ reported: null, lots: [] },
    });
    const states = new Set(judgeBox(nothing, aBoardMoment()).map(({ state }) => state));
    expect(states).toEqual(new Set(['UNKNOWN', 'RED', 'NOT_APPLICABLE']));
  });

  it('that is declared empty is asked about nothing else', () => {
    const checks = judgeBox(aBox({ state: 'EMPTY', lots: [], devices: [] }), aBoardMoment());
    expect(stateOfBox(checks)).toBe('GREEN');
    expect(checks.filter(({ state }) => state !== 'NOT_APPLICABLE')).toMatchObject([
      { check: 'GOODS', reason: 'DECLARED_EMPTY' },
    ]);
  });

  it('has passed its inspection, and not too long ago', () => {
    const inspected = (days: number, hasPassed = true) =>
      reasonOf('INSPECTION', {
        inspection: { inspectedAt: A_DEPARTURE - days * DAY, hasPassed },
      });
    expect(inspected(30)).toBe('INSPECTION_PASSED');
    expect(inspected(31)).toBe('INSPECTION_OLD');
    expect(inspected(1, false)).toBe('INSPECTION_FAILED');
    expect(reasonOf('INSPECTION', { inspection: null })).toBe('NO_INSPECTION');
    expect(reasonOf('INSPECTION', { unitKind: 'box' })).toBe('NOT_FOR_ITS_KIND');
  });

  it('is set as planned, or as its goods ask', () => {
    const set = (setpointCelsius: number | null) =>
      reasonOf('SETPOINT', reported({ setpointCelsius }));
    expect([set(0.5), set(-0.6), set(2.1), set(null)]).toEqual([
      'SETPOINT_AS_PLANNED',
      'SETPOINT_NEAR',
      'SETPOINT_WRONG',
      'NOT_REPORTED',
    ]);
    expect(reasonOf('SETPOINT', { plannedSetpointCelsius: null })).toBe('NO_PLANNED_SETPOINT');
    expect(reasonOf('SETPOINT', { unitKind: 'uld', reported: null })).toBe('NOT_FOR_ITS_KIND');
  });

  it('lets in as much fresh air as its goods ask for', () => {
    const air = (freshAirCubicMetresPerHour: number | null) =>
      reasonOf('VENT', reported({ freshAirCubicMetresPerHour }));
    expect([air(30), air(0), air(null)]).toEqual(['VENT_AS_PLANNED', 'VENT_WRONG', 'NOT_REPORTED']);
    expect(reasonOf('VENT', { vent: null })).toBe('VENT_NOT_ASKED');
  });

  it('has power and, where it is told, fuel', () => {
    expect(reasonOf('POWER', reported({ isPowered: false }))).toBe('NOT_POWERED');
    expect(reasonOf('POWER', reported({ fuelPercent: 14 }))).toBe('FUEL_LOW');
    expect(reasonOf('POWER', reported({ fuelPercent: null }))).toBe('POWERED');
    expect(reasonOf('POWER', reported({ isPowered: null }))).toBe('NOT_REPORTED');
    expect(reasonOf('POWER', { ...TANKER, ...reported({ isPowered: null }) })).toBe(
      'NOT_FOR_ITS_KIND',
    );
  });

  it('was heard within ten minutes of the judge, whatever the clock on the wall says', () => {
    const silentFor = (minutes: number) => ({ judgeNow: A_DEPARTURE + (minutes - 1) * MINUTE });
    expect(reasonOf('DEVICE', {}, { ...silentFor(9), now: A_DEPARTURE + DAY })).toBe('HEARD');
    expect(reasonOf('DEVICE', {}, silentFor(10))).toBe('SILENT');
    expect(reasonOf('DEVICE', {}, { judgeNow: null })).toBe('JUDGE_NOT_READY');
    expect(reasonOf('DEVICE', { reported: null })).toBe('NEVER_HEARD');
    expect(reasonOf('DEVICE', { devices: [] })).toBe('DEVICE_MISSING');
  });

  it('is judged by no value that is older than that', () => {
    for (const check of ['SETPOINT', 'VENT', 'POWER'] as const) {
      const stale = { judgeNow: A_DEPARTURE + 9 * MINUTE };
      expect(reasonOf(check, {}, stale)).toBe('NOT_HEARD_LATELY');
      expect(reasonOf(check, { devices: [] })).toBe('NO_DEVICE');
    }
  });

  it('has devices whose certificates hold until it arrives, the worst of them counts', () => {
    const until = (...days: (number | null)[]) =>
      reasonOf('CALIBRATION', {
        devices: days.map((day, index) => ({
          deviceId: `RFR-${index}`,
          calibratedUntil: day === null ? null : A_DEPARTURE + day * DAY,
        })),
      });
    expect([until(5), until(5, 4), until(null, 5), until(null, 4), until(null, -1)]).toEqual([
      'CALIBRATED',
      'CALIBRATION_ENDS_UNDER_WAY',
      'NOT_CALIBRATED',
      'CALIBRATION_ENDS_UNDER_WAY',
      'CALIBRATION_OVER',
    ]);
  });

  it('has goods bound to it', () => {
    expect(reasonOf('GOODS', { lots: [] })).toBe('NOT_DECLARED');
    expect(reasonOf('GOODS', { state: 'LAID_UP' })).toBe('LAID_UP');
    expect(reasonOf('GOODS')).toBe('LOADED');
  });

  it('was loaded with goods neither warm nor cold, the worst lot counts', () => {
    const loaded = [2, 2.1, 6.1, -0.6, -1.1, null].map((celsius) =>
      reasonOf('PULP', pulp(celsius)),
    );
    expect(loaded).toEqual([
      'PULP_COLD_ENOUGH',
      'PULP_WARM',
      'PULP_TOO_WARM',
      'PULP_COLD',
      'PULP_TOO_COLD',
      'PULP_NOT_MEASURED',
    ]);
  });

  it('is never green with goods that are critically warm, whatever a pull-down may begin with', () => {
    const { limits } = aBoxLot();
    const wide = { ...limits, pullDownMargin: 50 };
    const loaded = (pulpTemperatureCelsius: number) =>
      reasonOf('PULP', { lots: [aBoxLot({ limits: wide, pulpTemperatureCelsius })] });
    expect(loaded(limits.criticalHigh)).toBe('PULP_COLD_ENOUGH');
    expect(loaded(limits.criticalHigh + 0.1)).toBe('PULP_TOO_WARM');
  });

  it('has a seal with a number, but for rooms', () => {
    expect(reasonOf('SEAL', { sealNumber: null })).toBe('NO_SEAL');
    expect(reasonOf('SEAL', { unitKind: 'room', sealNumber: null })).toBe('NOT_FOR_ITS_KIND');
  });

  it('that is a tanker was clean when it was loaded', () => {
    const cleaned = (hoursBefore: number, isClean = true, loadedAt: number | null = null) => {
      const { loadsAt } = aBox();
      const cleaning = { cleanedAt: loadsAt - hoursBefore * 60 * MINUTE, isClean };
      return reasonOf('CLEANING', { ...TANKER, cleanliness: { cleaning, loadedAt } });
    };
    expect([
      cleaned(24),
      cleaned(25),
      cleaned(1, false),
      cleaned(2, true, aBox().loadsAt - MINUTE),
    ]).toEqual(['CLEAN', 'NOT_CLEAN', 'NOT_CLEAN', 'NOT_CLEAN']);
    expect(reasonOf('CLEANING', TANKER)).toBe('NEVER_CLEANED');
  });

  it('with compartments is asked about itself, and they about their goods', () => {
    const whole = { ...TANKER, hasParts: true, devices: [], reported: null, lots: [] };
    expect(judgeBox(aBox(whole), aBoardMoment()).map(({ reason }) => reason)).toEqual([
      'NOT_FOR_ITS_KIND',
      ...Array.from({ length: 7 }, () => 'IN_ITS_PARTS'),
      'SEALED',
      'IN_ITS_PARTS',
    ]);
    expect(reasonOf('SEAL', { ...TANKER, isPart: true, sealNumber: null })).toBe('OF_ITS_WHOLE');
  });
});
