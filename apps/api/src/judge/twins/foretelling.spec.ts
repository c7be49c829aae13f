import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { VerdictChange } from '@lenglian/breaches';
import { encodeTelemetry } from '@lenglian/device-messages';
import type { Appender } from '@lenglian/journal';
import {
  appended,
  newEntry,
  temporaryJournal,
  type TemporaryJournal,
} from '@lenglian/journal/testing';
import { aProfile } from '@lenglian/limits/testing';
import type { UnitJourney } from '@lenglian/placements';
import type { TwinSample } from '@lenglian/prediction';
import { idealSamples, type IdealBox } from '@lenglian/prediction/testing';
import { HOUR, MINUTE, SeededRandom, type Instant } from '@lenglian/quantities';
import type { PlacementSnapshot } from '@lenglian/records';
import { openJudgeOnDisk, type JudgeOnDisk } from '../../testing/judge-on-disk.ts';

const START: Instant = Date.UTC(2026, 8, 20);
const LOADED_AT = START - 48 * HOUR;
/** An hour of cooling at 30 °C outside, then no power. */
const OFF_AFTER = 60;
const BOX: IdealBox = {
  ...{ from: START, minutes: 480, offAfterMinutes: OFF_AFTER, ambientCelsius: 30 },
  ...{ leakShare: 0.5, fanPerHour: 0.3, stillPerHour: 0.1, sigma: 0.05 },
};
const samples = idealSamples(BOX, SeededRandom.stream(1, 1));

const ride: UnitJourney = {
  ...{ unitId: 'unit-1', from: LOADED_AT, until: null, setpoint: 0, isOneBox: true },
  stops: [{ from: 0, until: LOADED_AT }],
  holes: [],
  calls: [
    ...[4, 10, 16].map((hours) => ({
      ...{ placeCode: `STOP_${hours}`, at: START + hours * HOUR, isReached: false, mode: 'RAIL' },
      actions: ['PLUG_IN'],
    })),
    {
      ...{ placeCode: 'MARKET', at: START + 40 * HOUR, isReached: false, mode: 'RAIL' },
      actions: [],
    },
  ],
};

const placements: PlacementSnapshot = {
  version: 1,
  profiles: [aProfile()],
  deviceBindings: [{ deviceId: 'reefer-1', unitId: 'unit-1', from: LOADED_AT, until: null }],
  unitJourneys: [ride],
  lotPlacements: [
    {
      ...{ lotId: 'lot-1', unitId: 'unit-1', profileId: aProfile().id },
      ...{ from: LOADED_AT, until: null },
    },
  ],
};

let journal: TemporaryJournal;
let appender: Appender;
let directory: string;
const open: JudgeOnDisk[] = [];

beforeEach(async () => {
  journal = await temporaryJournal();
  appender = await journal.open();
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'foretelling-'));
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await journal.remove();
  fs.rmSync(directory, { recursive: true });
});

function openJudge(name = 'judge', where = placements): JudgeOnDisk {
  const judge = openJudgeOnDisk(where, {
    ...{ directory, name, journal: journal.reader(), now: START },
  });
  open.push(judge);
  return judge;
}

/** Messages of five samples, each received as its last sample was measured. */
async function send(of: readonly TwinSample[], seq: { next: number }): Promise<void> {
  for (let first = 0; first < of.length; first += 5) {
    const batch = of.slice(first, first + 5);
    const receivedAt = batch.at(-1)?.measuredAt ?? START;
    const text = encodeTelemetry({
      ...{ boot: 1, seq: seq.next++ },
      samples: batch.map((sample) => ({
        measuredAt: sample.measuredAt,
        cargoProbe1TemperatureCelsius: sample.warmestCelsius ?? 0,
        supplyTemperatureCelsius: sample.supplyCelsius ?? 0,
        returnTemperatureCelsius: sample.returnCelsius ?? 0,
        ambientTemperatureCelsius: sample.ambientCelsius ?? 0,
        setpointTemperatureCelsius: 0,
        isConnectedToPowerSource: sample.isPowered ?? true,
      })),
    });
    await appended(appender, newEntry({ deviceId: 'reefer-1', receivedAt, text }));
  }
}

/** Sends piece by piece and judges each, as it is while things happen. */
async function live(judge: JudgeOnDisk, of: readonly TwinSample[], seq: { next: number }) {
  const verdicts: VerdictChange[] = [];
  for (let first = 0; first < of.length; first += 5) {
    await send(of.slice(first, first + 5), seq);
    verdicts.push(...judge.settle());
  }
  return verdicts;
}

/** Each alert as it was told last, in the order of their raising: rule, severity, limit, minutes. */
function told(verdicts: readonly VerdictChange[]): string[] {
  const last = new Map(verdicts.map((change) => [change.alertId, change]));
  return [...last.values()]
    .filter(({ episode: { rule } }) => ['PREDICTED', 'BAND_HI', 'CRIT_HI'].includes(rule))
    .toSorted((a, b) => a.episode.raisedAt - b.episode.raisedAt)
    .map(({ episode: { rule, severity, limit, raisedAt, endedAt } }) => {
      const [from, until] = [raisedAt, endedAt ?? Number.NaN].map((at) => (at - START) / MINUTE);
      return `${rule} ${severity} ${limit} °C: ${from}…${until}`;
    });
}

/** The band is left at minute 157, which BAND_HI proves 20 min later; the plug at four hours comes too late for it. */
const EXPECTED = [
  'PREDICTED MAJOR 2 °C: 109…179',
  'BAND_HI WARN 2 °C: 177…NaN',
  'PREDICTED CRITICAL 8 °C: 179…469',
  'CRIT_HI CRITICAL 8 °C: 466…NaN',
];

describe('what is told with the outlook', () => {
  it('is what of a budget is spent, and all that there is, as things go on', async () => {
    const max = 2 * HOUR;
    const heat = { rule: 'BUDGET_HEAT', low: 2, high: null, max } as const;
    const severities = { severityAt80: 'WARN', severityAt100: 'MAJOR' } as const;
    const profile = aProfile({ rules: { budgets: [{ ...heat, ...severities }] } });
    const judge = openJudge('judge', { ...placements, profiles: [profile] });
    const budgets = () => judge.outlooks.get('lot-1')?.said?.budgets;
    const seq = { next: 1 };
    await live(judge, samples.slice(0, 150), seq);
    expect(budgets()).toEqual([]);

    // The band is left at minute 157.
    await live(judge, samples.slice(150, 240), seq);
    const [spent] = budgets() ?? [];
    expect(spent).toMatchObject({ rule: 'BUDGET_HEAT', maxMinutes: 120, isSpending: true });
    expect(spent?.spentMinutes).toBeGreaterThan(75);
    expect(spent?.spentMinutes).toBeLessThan(85);
    judge.close();

    const reopened = openJudge('judge', { ...placements, profiles: [profile] });
    await live(reopened, samples.slice(240, 250), seq);
    expect(reopened.outlooks.get('lot-1')?.said?.budgets[0]?.spentMinutes).toBeGreaterThan(
      spent?.spentMinutes ?? Infinity,
    );
  });
});

describe('what is foretold of a lot', () => {
  it('is told before the band is left, and makes way for the breach when that is proven', async () => {
    const verdicts = await live(openJudge(), samples, { next: 1 });

    expect(told(verdicts)).toEqual(EXPECTED);
    expect(verdicts.every(({ isAnnulled }) => !isAnnulled)).toBe(true);
  });

  it('is the same when the judge is killed in the middle, with and without packed readings', async () => {
    const seq = { next: 1 };
    const verdicts: VerdictChange[] = [];
    for (const [from, until, isPacked] of [
      ...[[0, 85, true] as const, [85, 135, true] as const, [135, 200, false] as const],
      [200, 480, false] as const,
    ]) {
      const judge = openJudge();
      verdicts.push(...(await live(judge, samples.slice(from, until), seq)));
      if (isPacked) judge.localStore.pack(10, true);
      // Closed without any farewell: what is on disk is what a killed process leaves.
      judge.close();
    }
    expect(told(verdicts)).toEqual(EXPECTED);
  });

  it('begins again where something came late, and says then what it would have said', async () => {
    const seq = { next: 1 };
    const judge = openJudge();
    await live(judge, samples.slice(0, 30), seq);
    await live(judge, samples.slice(50, 120), seq);
    expect(judge.outlooks.get('lot-1')?.said).not.toBeNull();
    await live(judge, samples.slice(30, 50), seq);
    const straight = openJudge('straight');
    straight.settle();

    await live(judge, samples.slice(120, 130), seq);
    straight.settle();
    expect(judge.outlooks.get('lot-1')).toEqual(straight.outlooks.get('lot-1'));
  });

  it('says how long until harm, where somebody can act next, and what is left between', async () => {
    const judge = openJudge();
    await live(judge, samples.slice(0, 140), { next: 1 });

    const { at, said } = judge.outlooks.get('lot-1') ?? {};
    expect(said).toMatchObject({
      ...{ cause: 'NO_POWER', basis: 'TWIN', ahead: { limit: 'BAND_HIGH' } },
      harm: { limit: 'CRITICAL_HIGH', celsius: 8 },
      nextAction: { placeCode: 'STOP_4', at: START + 4 * HOUR, actions: ['PLUG_IN'] },
    });
    const minutes = said?.timeToHarmMinutes ?? Number.NaN;
    expect((at ?? 0) + minutes * MINUTE).toBeCloseTo(said?.harm?.crossesAt ?? 0, -2);
    // The probe is over 8 °C at minute 466.
    expect(said?.harm?.earliestAt).toBeLessThan(START + 466 * MINUTE);
    expect(said?.harm?.latestAt).toBeGreaterThan(START + 466 * MINUTE);
    expect(said?.marginMinutes).toBeCloseTo(minutes - (START + 4 * HOUR - (at ?? 0)) / MINUTE);
  });

  it('clears when the power is back, and no breach ever was', async () => {
    const back = samples.slice(0, 112);
    const last = back.at(-1) as TwinSample;
    for (let minute = 1; minute <= 120; minute++)
      back.push({
        ...{ ...last, measuredAt: last.measuredAt + minute * MINUTE, isPowered: true },
        ...{ supplyCelsius: 0, returnCelsius: 0.5 },
        warmestCelsius: Math.max(0.4, (last.warmestCelsius ?? 0) - minute / 100),
      });
    const verdicts = told(await live(openJudge(), back, { next: 1 }));

    expect(verdicts).toEqual([expect.stringMatching(/^PREDICTED MAJOR 2 °C: 109…\d+$/)]);
  });

  it('ends where the goods leave the unit', async () => {
    const judge = openJudge();
    await live(judge, samples.slice(0, 120), { next: 1 });
    const until = START + 118 * MINUTE;
    const lotPlacements = placements.lotPlacements.map((one) => ({ ...one, until }));
    judge.judge.place({ ...placements, version: 2, lotPlacements });

    expect(told(judge.settle())).toEqual(['PREDICTED MAJOR 2 °C: 109…118']);
    expect(judge.outlooks.get('lot-1')?.said).toBeNull();
  });

  it('is told only while it lies ahead: of what comes hours late nothing is', async () => {
    const tick = {
      ...{ deviceId: '', organisationId: '', publisherId: '' },
      kind: 'TICK' as const,
    };
    await appended(appender, newEntry({ ...tick, receivedAt: START + 20 * HOUR, text: '' }));
    const judge = openJudge();

    expect(told(await live(judge, samples.slice(0, 140), { next: 1 }))).toEqual([]);
    expect(judge.outlooks.size).toBe(0);
  });

  it('is nothing of goods that nobody declared while their unit never had power', async () => {
    const unpowered = samples.map((sample) => ({ ...sample, isPowered: false }));
    const [lot] = placements.lotPlacements;
    const lotPlacements = lot ? [{ ...lot, isProvisional: true as const }] : [];
    const judge = openJudge('asleep', { ...placements, lotPlacements });

    expect(told(await live(judge, unpowered.slice(0, 140), { next: 1 }))).toEqual([]);
    expect(judge.outlooks.size).toBe(0);
  });

  it('is told of goods that nobody declared once their unit has had power', async () => {
    const [lot] = placements.lotPlacements;
    const lotPlacements = lot ? [{ ...lot, isProvisional: true as const }] : [];
    const judge = openJudge('awake', { ...placements, lotPlacements });

    expect(told(await live(judge, samples.slice(0, 140), { next: 1 }))).toEqual([
      'PREDICTED MAJOR 2 °C: 109…NaN',
    ]);
  });

  it('is nothing where nobody tried it: of milk', async () => {
    const majorTiming = aProfile().rules.bandHigh;
    const rules = { milk: { levelMin: 5, majorHigh: 6, majorTiming, tamperFall: 2 } };
    const milk = aProfile({ rules });
    const judge = openJudge('milk', { ...placements, profiles: [milk] });
    await live(judge, samples.slice(0, 140), { next: 1 });

    expect(judge.outlooks.size).toBe(0);
  });
});
