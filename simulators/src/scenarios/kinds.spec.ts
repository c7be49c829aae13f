import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makeLotJudge, NO_CONTEXT } from '@lenglian/breaches';
import { decodeTelemetry } from '@lenglian/device-messages';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { parseCommoditiesFile, toLimitProfile } from '@lenglian/seed-files';
import type { Fault } from '../faults/fault.ts';
import { withFaults } from '../faults/with-faults.ts';
import type { BoxUnit, CooledUnit, FleetUnit, RoomUnit, UnitOfFleet } from '../fleet/fleet-unit.ts';
import { buildFirmware } from '../fleet/simulated-device.ts';
import { everydayScript, type Stage, type UnitScript } from './scenario.ts';

const START = Date.UTC(2026, 8, 3, 1);
const STAGE: Stage = { seed: 3, start: START, historyFrom: START, sampling: MINUTE };

const COMMON: Omit<UnitOfFleet, 'deviceId'> = {
  ...{ runCode: 'KINDS', serviceCode: 'KINDS', position: 1, equipmentGroup: null },
  climate: [{ at: 0, lowCelsius: 15, highCelsius: 30 }],
  coverageHoles: [],
};
function cooled(
  kind: CooledUnit['kind'],
  loadKilograms: number,
  setpointCelsius: number,
): CooledUnit {
  const unit = { ...COMMON, deviceId: `${kind}-${setpointCelsius}`, loadKilograms };
  const productAtLoadingCelsius = setpointCelsius + 0.3;
  return {
    ...{ ...unit, kind, setpointCelsius, productAtLoadingCelsius, loadedBefore: 6 * HOUR },
    respirationWattsPerTonne: 0,
  };
}
function room(kind: RoomUnit['kind'], kilograms: number) {
  const unit: RoomUnit = {
    ...{ ...COMMON, kind, deviceId: kind, setpointCelsius: 0 },
    supply: kind === 'room' ? { batteryKilowattHours: 30, dieselLitres: 100 } : {},
  };
  const lot = { code: 'A', kilograms, celsius: 0.4, respirationWattsPerTonne: 14.75 };
  const lots = [{ ...lot, from: START - 12 * HOUR, until: START + 48 * HOUR }];
  return { unit, script: { ...everydayScript(unit, STAGE), lots } };
}
const BOX: BoxUnit = {
  ...{ ...COMMON, kind: 'box', deviceId: 'box', body: 'foam-box', loadKilograms: 20 },
  ...{ productAtLoadingCelsius: 3, loadedBefore: 0, respirationWattsPerTonne: 0 },
  // In the van.
  climate: [{ at: 0, lowCelsius: 3, highCelsius: 6 }],
};

const COMMODITIES = (() => {
  const name = 'commodities.json';
  const text = readFileSync(join(import.meta.dirname, '../../../seeds', name), 'utf8');
  return parseCommoditiesFile(text, name).commodities;
})();

/** What the real rules tell somebody of a day of a unit. */
function told(commodityCode: string, unit: FleetUnit, script: UnitScript, hours = 24): string[] {
  const raw = COMMODITIES.find(({ code }) => code === commodityCode);
  if (raw === undefined) throw new RangeError(`no ${commodityCode} in the seeds`);
  const judge = makeLotJudge({ id: commodityCode, ...toLimitProfile(raw, 1) }, NO_CONTEXT);
  const firmware = buildFirmware(unit, script, STAGE, { reporting: MINUTE });
  const messages = [...firmware.advanceTo(START + hours * HOUR)];
  const readings = messages.flatMap(({ payload, sealedAt }) => {
    return decodeTelemetry(payload, { deviceId: unit.deviceId, receivedAt: sealedAt }).readings;
  });
  // The judge replays what is late; here it comes in order at once.
  readings.sort((a, b) => a.measuredAt - b.measuredAt);
  for (const reading of readings) judge.observe(reading);
  const loud = judge.episodes().filter(({ severity }) => severity !== 'INFO');
  return loud.map(({ rule, severity }) => `${severity} ${rule}`);
}

describe('a day of a unit of each kind, judged by the real rules', () => {
  it.each<[string, CooledUnit]>([
    ['PEAR_KORLA', cooled('truck', 10_000, 0)],
    ['BEEF_CHILLED', cooled('truck', 6_000, 0)],
    ['MEAT_FROZEN', cooled('truck', 9_000, -20)],
    ['MEAT_FROZEN', cooled('reefer', 25_000, -20)],
    ['MILK_PAST', cooled('van', 900, 4)],
  ])('raises nothing of %s that is fine on its way (%#)', (commodity, unit) => {
    expect(told(commodity, unit, everydayScript(unit, STAGE))).toEqual([]);
  });

  it('raises nothing of pears that lie well in a room or a store', () => {
    for (const { unit, script } of [room('room', 9_000), room('store', 80_000)]) {
      expect(told('PEAR_KORLA', unit, script)).toEqual([]);
    }
  });

  it('raises nothing of a box of milk that is a day on its way in a cold van', () => {
    expect(told('MILK_PAST', BOX, everydayScript(BOX, STAGE), 12)).toEqual([]);
  });

  it('raises what is wrong: a box that is not in its van, a room whose generator does not start', () => {
    const warm = { ...BOX, climate: [{ at: 0, lowCelsius: 28, highCelsius: 32 }] };
    const milk = told('MILK_PAST', warm, everydayScript(warm, STAGE), 12);
    expect(milk).toEqual(expect.arrayContaining(['WARN BAND_HI', 'MAJOR BUDGET_HEAT']));
    const { unit, script } = room('room', 3_000);
    const always = [{ from: START, until: START + 48 * HOUR }];
    const dark = { ...script, powerOff: always, dieselOff: always };
    const found = told('PEAR_KORLA', { ...unit, supply: { batteryKilowattHours: 5 } }, dark);
    expect(found.some((one) => one.endsWith('POWER_OFF'))).toBe(true);
  });
});

describe('fine pears whose device is faulty, judged by the real rules', () => {
  const unit = cooled('truck', 10_000, 0);
  const span = { from: START + 2 * HOUR, until: START + 10 * HOUR };
  const probe = 'cargoProbe1TemperatureCelsius';

  it.each<Fault>([
    { kind: 'OFFLINE', ...span },
    { kind: 'CLOCK_OFF', by: -9 * MINUTE, ...span },
    { kind: 'CLOCK_OFF', by: 8 * HOUR, ...span },
    { kind: 'CLOCK_RESET', epoch: 0, ...span },
    { kind: 'REBOOT', at: span.from, keepsBoot: false },
    { kind: 'REBOOT', at: span.from, keepsBoot: true },
    { kind: 'SENTINEL', channel: probe, share: 0.1, value: -127, ...span },
    { kind: 'SENTINEL', channel: probe, share: 0.1, value: null, ...span },
  ])('stay quiet, whatever its clock, its count or its sentinels: $kind', (fault) => {
    expect(told('PEAR_KORLA', unit, withFaults(everydayScript(unit, STAGE), [fault]))).toEqual([]);
  });

  it.each<Fault>([
    { kind: 'STUCK', channel: 'supplyTemperatureCelsius', ...span },
    { kind: 'SPIKE', channel: probe, share: 0.1, byKelvin: 30, ...span },
    { kind: 'SWAPPED', ...span },
  ])('are told as fine goods with a suspect sensor: $kind', (fault) => {
    const found = told('PEAR_KORLA', unit, withFaults(everydayScript(unit, STAGE), [fault]));
    expect(new Set(found)).toEqual(new Set(['WARN SENSOR_SUSPECT']));
  });

  it('are in danger by a wrong set-point, which is told as what it is', () => {
    const fault: Fault = { kind: 'SETPOINT_WRONG', at: span.from, celsius: -4 };
    const found = told('PEAR_KORLA', unit, withFaults(everydayScript(unit, STAGE), [fault]));
    expect(found).toContain('CRITICAL CRIT_LO');
    expect(found).toContain('CRITICAL SETPOINT_MISMATCH');
  });
});
