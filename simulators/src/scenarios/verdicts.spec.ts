import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeLotJudge, NO_CONTEXT, type Episode } from '@lenglian/breaches';
import { decodeTelemetry } from '@lenglian/device-messages';
import { HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import { parseCommoditiesFile, toLimitProfile } from '@lenglian/seed-files';
import type { FleetUnit } from '../fleet/fleet-unit.ts';
import { loadSeededFleet } from '../fleet/seeded-fleet.ts';
import { buildFirmware } from '../fleet/simulated-device.ts';
import { scenarioNamed } from './catalogue.ts';

const SEEDS = join(import.meta.dirname, '../../../seeds');
const COMMODITY_OF: Readonly<Record<string, string>> = {
  XINMEI: 'PLUM_PRUNE',
  XIANGLI: 'PEAR_KORLA',
};

interface Played {
  readonly episodes: ReadonlyMap<string, readonly Episode[]>;
  readonly last: ReadonlyMap<string, Reading>;
}

/** Plays a scenario without a network and lets the real rules judge what the devices say. */
async function play(
  name: string,
  start: Instant,
  history: Duration,
  live: Duration,
  given?: readonly FleetUnit[],
) {
  const fleet = given ?? (await loadYoungFleet(history + 8 * HOUR));
  const scenario = scenarioNamed(name);
  const historyFrom = start - Math.max(history, scenario.historyMin);
  const stage = { seed: 1, start, historyFrom, sampling: scenario.sampling };
  const scripts = scenario.write(fleet, stage);
  const profiles = await readProfiles();
  const episodes = new Map<string, readonly Episode[]>();
  const last = new Map<string, Reading>();
  fleet.forEach((unit: FleetUnit, i) => {
    const script = scripts[i];
    const profile = profiles.get(COMMODITY_OF[unit.serviceCode] ?? '');
    if (script === undefined || profile === undefined) return;
    const firmware = buildFirmware(unit, script, stage, scenario);
    const readings = [...firmware.history(), ...firmware.advanceTo(start + live)]
      .flatMap(({ payload }) => {
        const context = { deviceId: unit.deviceId, receivedAt: start + live };
        return decodeTelemetry(payload, context).readings;
      })
      .sort((a, b) => a.measuredAt - b.measuredAt);
    const judge = makeLotJudge(profile, NO_CONTEXT);
    for (const reading of readings) judge.observe(reading);
    episodes.set(unit.deviceId, judge.episodes());
    last.set(unit.deviceId, readings.at(-1) as Reading);
  });
  return { episodes, last } satisfies Played;
}

/** The seeded fleet, loaded not long ago: but for the warm load that makes no difference now. */
async function loadYoungFleet(loadedBefore: Duration): Promise<FleetUnit[]> {
  return (await loadSeededFleet(SEEDS)).map((unit) => ({ ...unit, loadedBefore }));
}

async function readProfiles() {
  const name = 'commodities.json';
  const file = parseCommoditiesFile(await readFile(join(SEEDS, name), 'utf8'), name);
  return new Map(
    file.commodities.map((commodity) => {
      return [commodity.code, { id: commodity.code, ...toLimitProfile(commodity, 1) }] as const;
    }),
  );
}

function alarmed({ episodes }: Played): string[] {
  // INFO reaches nobody: it is what others explain themselves by.
  const isTold = ({ severity }: Episode) => severity !== 'INFO';
  return [...episodes].filter(([, found]) => found.some(isTold)).map(([deviceId]) => deviceId);
}

describe('demo, judged by the real rules', () => {
  // Early night and the coldest hour of it, by the sun of Hami.
  const starts = [Date.UTC(2026, 8, 3, 15, 4, 5), Date.UTC(2026, 8, 3, 22, 4, 5, 678)];

  it.each(starts)(
    'lets the powerless group, and the warm box, raise alarms (%d)',
    async (start) => {
      const played = await play('demo', start, 4 * HOUR, 8 * MINUTE);
      const group = [17, 18, 19, 20, 21, 22, 23, 24].map((position) => `RFR-XM-${position}`);
      expect(alarmed(played).sort()).toEqual(['RFR-XM-07', ...group]);

      const raisedAfter = group.map((deviceId) => {
        const off = played.episodes.get(deviceId)?.find(({ rule }) => rule === 'POWER_OFF');
        expect(off?.endedAt).toBeNull();
        expect(['MAJOR', 'CRITICAL']).toContain(off?.severity);
        return (off?.startedAt ?? 0) + 20 * MINUTE - start;
      });
      expect(Math.min(...raisedAfter)).toBeGreaterThan(20_000);
      expect(Math.min(...raisedAfter)).toBeLessThan(60_000);
      expect(Math.max(...raisedAfter)).toBeLessThan(6 * MINUTE);
    },
  );
});

describe('the warm-loaded box of the demo', () => {
  it('has a core of about 6.8 °C while its air is at the set-point', async () => {
    const start = Date.UTC(2026, 8, 3, 17);
    const unit = (await loadSeededFleet(SEEDS)).find(({ deviceId }) => deviceId === 'RFR-XM-07');
    const fleet = [unit as FleetUnit];
    const { last } = await play('demo', start, HOUR, MINUTE, fleet);
    const values = last.get('RFR-XM-07')?.values;
    expect(values?.[3]).toBeGreaterThan(6.3);
    expect(values?.[3]).toBeLessThan(7.4);
    expect(values?.[1]).toBeLessThan(0.5);
  });
});

describe('the other scenarios, judged by the real rules', () => {
  const start = Date.UTC(2026, 8, 3, 8);
  let steady: Played;
  beforeAll(async () => {
    steady = await play('steady', start, 13 * HOUR, 2 * HOUR);
  });

  it('raises nothing when all is fine, defrosts and holes included', () => {
    expect(steady.episodes.size).toBe(53);
    expect(alarmed(steady)).toEqual([]);
  });

  it('raises alarms for the group without power and for nobody else', async () => {
    const played = await play('power-failure', start, 0, 2 * HOUR);
    expect(alarmed(played)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((i) => `RFR-XM-0${i}`));
  });

  it('raises alarms for the boxes whose doors stand open', async () => {
    const played = await play('door-open', start, 0, 2 * HOUR);
    expect(alarmed(played)).toContain('RFR-XM-03');
    expect(alarmed(played)).not.toContain('RFR-XM-04');
  });
});
