import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { TelemetryMessage, TelemetrySample } from '@lenglian/device-messages';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { everydayScript } from '../scenarios/scenario.ts';
import type { CooledUnit } from './fleet-unit.ts';
import { loadSeededFleet } from './seeded-fleet.ts';
import { buildFirmware } from './simulated-device.ts';

const START = Date.UTC(2026, 8, 3, 17);
const SEEDS = join(import.meta.dirname, '../../../seeds');

describe(loadSeededFleet.name, () => {
  it('finds the 53 reefers of the two trains, and no device of a run that is real', async () => {
    const fleet = await loadSeededFleet(SEEDS);
    const ids = fleet.map(({ deviceId }) => deviceId);
    expect(ids.filter((id) => id.startsWith('RFR-XM-'))).toHaveLength(32);
    expect(ids.filter((id) => id.startsWith('RFR-XL-'))).toHaveLength(21);
    expect(ids).toHaveLength(53);
  });

  it('counts places and holes from the start: the pears have a tunnel ahead', async () => {
    const pears = (await loadSeededFleet(SEEDS)).find(
      ({ serviceCode }) => serviceCode === 'XIANGLI',
    );
    const stage = { seed: 1, start: START, historyFrom: START, sampling: MINUTE };
    const { offline, noFix } = everydayScript(pears as CooledUnit, stage);
    const tunnel = { from: START + MINUTE, until: START + 17 * MINUTE };
    expect(noFix).toEqual([tunnel]);
    expect(offline).toContainEqual(tunnel);
    expect(pears?.climate.some(({ at }) => at < 0)).toBe(true);
  });

  it('says where a train is: the plums are between Hami and Jiayuguan, the pears about to be hidden', async () => {
    const fleet = await loadSeededFleet(SEEDS);
    const heard = (deviceId: string, minutes: number) => {
      const unit = fleet.find((one) => one.deviceId === deviceId) as CooledUnit;
      return lastSample(unit, minutes);
    };
    const plums = heard('RFR-XM-01', 0);
    expect(plums.latitudeDegrees).toBeGreaterThan(39.8);
    expect(plums.latitudeDegrees).toBeLessThan(42.9);
    expect(plums.longitudeDegrees).toBeGreaterThan(93.5);
    expect(plums.longitudeDegrees).toBeLessThan(98.3);
    expect(heard('RFR-XL-01', 0)).toHaveProperty('latitudeDegrees');
    expect(heard('RFR-XL-01', 9)).not.toHaveProperty('latitudeDegrees');
    expect(heard('RFR-XL-01', 9)).toHaveProperty('supplyTemperatureCelsius');
  });

  it('stands at Kashgar until the train leaves, and then moves', async () => {
    const [plums] = (await loadSeededFleet(SEEDS)).filter(
      ({ serviceCode }) => serviceCode === 'XINMEI',
    );
    const way = plums?.way ?? [];
    const halt = way.filter(({ latitudeDegrees }) => latitudeDegrees === 39.47);
    expect(halt.map(({ at }) => at / MINUTE)).toEqual([-600 - 4680, -4680, -4680]);
    expect(way.at(-1)).toMatchObject({ latitudeDegrees: 34.36, longitudeDegrees: 108.73 });
  });

  it('changes nothing else of what a device says', async () => {
    const [unit] = (await loadSeededFleet(SEEDS)) as [CooledUnit];
    const { latitudeDegrees, longitudeDegrees, ...rest } = lastSample(unit, 0);
    expect([latitudeDegrees, longitudeDegrees]).not.toContain(undefined);
    expect(unit.way?.length).toBeGreaterThan(3);
    expect(lastSample({ ...unit, hasReceiver: false }, 0)).toEqual(rest);
  });
});

/** What a device measures so many minutes after a start, in a run where all is well. */
function lastSample(unit: CooledUnit, minutes: number): TelemetrySample {
  const stage = { seed: 1, start: START, historyFrom: START - 10 * MINUTE, sampling: MINUTE };
  const script = { ...everydayScript(unit, stage), offline: [] };
  const firmware = buildFirmware({ ...unit, loadedBefore: 12 * HOUR }, script, stage, {
    reporting: MINUTE,
  });
  const messages = [...firmware.history(), ...firmware.advanceTo(START + minutes * MINUTE)];
  const { samples } = JSON.parse(messages.at(-1)?.payload ?? '') as TelemetryMessage;
  return samples.at(-1) as TelemetrySample;
}
