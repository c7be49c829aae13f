import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { canonicalVerdict } from '@lenglian/breaches';
import { encodeTelemetry, type TelemetryMessage } from '@lenglian/device-messages';
import { decodeReadings } from '@lenglian/history';
import type { Appender } from '@lenglian/journal';
import {
  appended,
  newEntry,
  temporaryJournal,
  type TemporaryJournal,
} from '@lenglian/journal/testing';
import { defaultRules, type LimitProfile } from '@lenglian/limits';
import { HOUR, MINUTE, SECOND, SeededRandom, type Instant } from '@lenglian/quantities';
import type { PlacementSnapshot } from '@lenglian/records';
import { openJudgeOnDisk, type JudgeOnDisk } from '../testing/judge-on-disk.ts';

const START: Instant = Date.UTC(2026, 8, 20);

const profile: LimitProfile = {
  id: 'pear-1',
  code: 'PEAR_KORLA',
  version: 1,
  validFrom: 0,
  nameZh: '库尔勒香梨',
  nameEn: 'Korla fragrant pear',
  thermalState: 'chilled',
  setpoint: 0,
  band: { low: -0.5, high: 2 },
  criticalLow: -1,
  criticalHigh: 8,
  rules: defaultRules('chilled'),
};

/** So long ago that nothing is being cooled down any more. */
const LOADED_AT = START - 48 * HOUR;

const placements: PlacementSnapshot = {
  version: 1,
  profiles: [profile],
  deviceBindings: [{ deviceId: 'reefer-1', unitId: 'unit-1', from: LOADED_AT, until: null }],
  unitJourneys: [],
  lotPlacements: [
    { lotId: 'lot-1', unitId: 'unit-1', profileId: 'pear-1', from: LOADED_AT, until: null },
  ],
};

let journal: TemporaryJournal;
let appender: Appender;
let directory: string;
const open: { close(): void }[] = [];

beforeEach(async () => {
  journal = await temporaryJournal();
  appender = await journal.open();
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'judge-'));
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await journal.remove();
  fs.rmSync(directory, { recursive: true });
});

type Bench = JudgeOnDisk;

/** A judge on this test's files; opened again it is what a restart finds. */
function openJudge(
  where: PlacementSnapshot = placements,
  name = 'judge',
  appliedThrough = 0,
  isCopied = false,
): Bench {
  const files = { directory, name, journal: journal.reader(), now: START };
  const bench = openJudgeOnDisk(where, { ...files, appliedThrough, isCopied });
  open.push(bench);
  return bench;
}

function sample(minute: number, cargo: number) {
  return { measuredAt: START + minute * MINUTE, cargoProbe1TemperatureCelsius: cargo };
}

function telemetry(
  seq: number,
  samples: TelemetryMessage['samples'],
  receivedAt = START + 6 * HOUR,
) {
  return newEntry({
    deviceId: 'reefer-1',
    receivedAt,
    text: encodeTelemetry({ boot: 1, seq, samples }),
  });
}

function tick(at: Instant) {
  return newEntry({
    kind: 'TICK',
    deviceId: '',
    organisationId: '',
    publisherId: '',
    receivedAt: at,
    text: '',
  });
}

const warmMinutes = (from: number, count: number, cargo = 5) =>
  Array.from({ length: count }, (_, i) => sample(from + i, cargo));

describe('Judge', () => {
  it('raises a breach from one batch of 25 one-minute samples', async () => {
    await appended(appender, telemetry(1, warmMinutes(0, 25)));
    const verdicts = openJudge().settle();
    expect(verdicts).toMatchObject([
      {
        lotId: 'lot-1',
        unitId: 'unit-1',
        deviceId: 'reefer-1',
        isAnnulled: false,
        episode: { rule: 'BAND_HI', startedAt: START },
      },
    ]);
  });

  it('keeps readings of a device that is bound to nothing, and judges none of them', async () => {
    await appended(
      appender,
      newEntry({
        deviceId: 'stray',
        receivedAt: START + HOUR,
        text: encodeTelemetry({ boot: 1, seq: 1, samples: warmMinutes(0, 25) }),
      }),
    );
    const bench = openJudge();
    expect(bench.settle()).toEqual([]);
    expect(bench.localStore.readings('stray', 0, START + HOUR)).toHaveLength(25);
  });

  it('quarantines a message that is not JSON, with its reason, and goes on', async () => {
    await appended(appender, newEntry({ deviceId: 'reefer-1', text: 'not json' }));
    await appended(appender, telemetry(2, warmMinutes(0, 25)));
    const bench = openJudge();
    expect(bench.settle()).toHaveLength(1);
    expect(bench.quarantine.list('demo', undefined, 10).items).toMatchObject([
      { deviceId: 'reefer-1', reason: 'NOT_JSON' },
    ]);
  });

  it('takes back a breach when late data show that the goods were cold in between', async () => {
    // Two warm stretches with nothing known between them would have been one breach with 10-minute holes.
    await appended(appender, telemetry(1, [...warmMinutes(0, 11), ...warmMinutes(20, 11)]));
    const bench = openJudge();
    const first = bench.settle();
    expect(first).toHaveLength(1);
    await appended(appender, telemetry(2, warmMinutes(11, 9, 0.5)));
    const second = bench.settle();
    expect(second).toMatchObject([{ alertId: first[0]?.alertId, isAnnulled: true }]);
  });

  it('believes the same after a crash in the middle, with and without packed readings', async () => {
    for (let seq = 0; seq < 40; seq++)
      await appended(
        appender,
        telemetry(seq, warmMinutes(seq * 5, 5, seq > 10 && seq < 30 ? 4 : 0.5)),
      );
    let bench = openJudge();
    bench.judge.step();
    bench.localStore.pack(10, true);
    // Closed without any farewell: what is on disk is what a killed process leaves.
    bench.close();
    bench = openJudge();
    bench.settle();
    const straight = openJudge(placements, 'undisturbed');
    straight.settle();
    const believed = (one: Bench) =>
      canonicalVerdict(one.store.allEpisodes().map(({ episode }) => episode));
    expect(believed(bench)).toEqual(believed(straight));
    expect(believed(straight)).not.toHaveLength(0);
  });

  it('hears after a restart what is older than the readings that were not packed', async () => {
    const receivedAt = START + 8 * HOUR;
    await appended(appender, telemetry(1, warmMinutes(0, 20, 0.5), receivedAt));
    await appended(appender, telemetry(2, warmMinutes(60, 360, 0.5), receivedAt));
    let bench = openJudge();
    bench.settle();
    bench.localStore.pack(10, true);
    await appended(appender, telemetry(3, warmMinutes(420, 10, 0.5), receivedAt));
    bench.settle();
    bench.close();

    await appended(appender, telemetry(4, warmMinutes(20, 40), receivedAt));
    bench = openJudge();

    expect(bench.settle()).toMatchObject([
      { episode: { rule: 'BAND_HI', startedAt: START + 20 * MINUTE } },
    ]);
  });

  it('believes the same whatever the order and repetition of messages', async () => {
    const messages = Array.from({ length: 30 }, (_, seq) =>
      telemetry(
        seq,
        warmMinutes(seq * 6, 6, seq % 9 > 3 ? 3.5 : 0.5),
        START + 6 * HOUR + seq * SECOND,
      ),
    );
    const straight = openJudge(placements, 'straight');
    for (const message of messages) await appended(appender, message);
    straight.settle();
    const expected = canonicalVerdict(straight.store.allEpisodes().map(({ episode }) => episode));
    expect(expected).not.toHaveLength(0);

    for (let seed = 1; seed <= 5; seed++) {
      const random = new SeededRandom(seed);
      const shuffled = [...messages, ...messages.filter(() => random.next() < 0.3)]
        .map((message) => ({ message, key: random.next() }))
        .sort((a, b) => a.key - b.key);
      const other = await temporaryJournal();
      const into = await other.open();
      for (const { message } of shuffled) await appended(into, message);
      const previous = journal;
      journal = other;
      const bench = openJudge(placements, `shuffled-${seed}`);
      bench.settle();
      journal = previous;
      expect(canonicalVerdict(bench.store.allEpisodes().map(({ episode }) => episode))).toEqual(
        expected,
      );
      expect(bench.localStore.readings('reefer-1', 0, Number.MAX_SAFE_INTEGER)).toHaveLength(180);
      bench.close();
      await other.remove();
    }
  });

  it('judges a lot anew when its device turns out to have been bound differently', async () => {
    await appended(appender, telemetry(1, warmMinutes(0, 25)));
    const bench = openJudge({ ...placements, deviceBindings: [] });
    expect(bench.settle()).toEqual([]);
    bench.judge.place({ ...placements, version: 2 });
    expect(bench.settle()).toMatchObject([{ episode: { rule: 'BAND_HI', startedAt: START } }]);
  });

  it('finds out now, and not in 1970, what a correction of bindings shows', async () => {
    const now = START + 9 * HOUR;
    await appended(appender, telemetry(1, warmMinutes(0, 25)));
    await appended(appender, tick(now));
    const bench = openJudge({ ...placements, deviceBindings: [] });
    bench.settle();

    bench.judge.place({ ...placements, version: 2 });

    expect(bench.settle()).toMatchObject([{ detectedAt: now, isLate: true }]);
  });

  it('reads the newest entries first after a long pause, and fills the hole behind them', async () => {
    const done: Promise<void>[] = [];
    for (let seq = 0; seq < 6_000; seq++)
      done.push(
        appended(appender, telemetry(seq, [sample(seq % 300, 0.5)], START + 6 * HOUR + seq * 10)),
      );
    await Promise.all(done);
    const bench = openJudge();
    await appended(appender, telemetry(7_000, warmMinutes(400, 25), START + 8 * HOUR));
    const first = bench.judge.step();
    expect(first?.verdicts).toMatchObject([{ episode: { rule: 'BAND_HI' } }]);
    bench.settle();
    expect(bench.judge.status()).toMatchObject({ backlogEntries: 0, lagSeconds: 0 });
    expect(
      bench.localStore.readings('reefer-1', START, START + 300 * MINUTE).length,
    ).toBeGreaterThan(299);
  });

  it('says NO_DATA after 30 minutes of ticks without a word, and ends it with the next message', async () => {
    await appended(appender, telemetry(1, [sample(0, 0.5)], START));
    for (let second = 0; second <= 31 * 60; second += 5)
      await appended(appender, tick(START + second * SECOND));
    const bench = openJudge();
    const silent = bench.settle();
    expect(silent).toMatchObject([
      { lotId: 'lot-1', episode: { rule: 'NO_DATA', startedAt: START, endedAt: null } },
    ]);
    const back = START + 32 * MINUTE;
    await appended(appender, telemetry(2, [sample(32, 0.5)], back));
    await appended(appender, tick(back + SECOND));
    expect(bench.settle()).toMatchObject([
      { alertId: silent[0]?.alertId, episode: { rule: 'NO_DATA', endedAt: back } },
    ]);
  });

  it('holds our own outage against no device', async () => {
    await appended(appender, telemetry(1, [sample(0, 0.5)], START));
    await appended(appender, tick(START + SECOND));
    await appended(appender, tick(START + 3 * HOUR));
    await appended(appender, tick(START + 3 * HOUR + SECOND));
    expect(openJudge().settle()).toEqual([]);
  });

  it('counts a message without times once, from its first reception, in whatever order copies are read', async () => {
    const timeless = (receivedAt: Instant) =>
      newEntry({
        deviceId: 'reefer-1',
        receivedAt,
        text: encodeTelemetry({ boot: 1, seq: 9, samples: [{ returnTemperatureCelsius: 1 }] }),
      });
    await appended(appender, timeless(START + 5 * SECOND));
    await appended(appender, timeless(START + 90 * SECOND));
    await appended(appender, timeless(START + 2 * SECOND));
    const bench = openJudge();
    bench.settle();
    const kept = bench.localStore.readings('reefer-1', 0, Number.MAX_SAFE_INTEGER);
    expect(kept.map(({ measuredAt }) => measuredAt)).toEqual([START + 2 * SECOND]);
  });

  it('ends a breach when the goods leave the unit', async () => {
    await appended(appender, telemetry(1, warmMinutes(0, 25)));
    const bench = openJudge();
    const [opened] = bench.settle();
    const until = START + 24 * MINUTE + 1;
    const left = placements.lotPlacements.map((placement) => ({ ...placement, until }));
    bench.judge.place({ ...placements, version: 2, lotPlacements: left });
    expect(bench.settle()).toMatchObject([
      { alertId: opened?.alertId, isAnnulled: false, episode: { endedAt: until } },
    ]);
  });

  it('names a breach the same after its memory was lost, beyond what the records applied', async () => {
    await appended(appender, telemetry(1, warmMinutes(0, 25)));
    const [first] = openJudge().settle();
    const [again] = openJudge(placements, 'from-nothing', 7).settle();
    expect(again?.alertId).toBe(first?.alertId);
    expect(again?.sequence).toBe(8);
  });

  it('lets a replaced profile say nothing more when a hole is filled', async () => {
    const done: Promise<void>[] = [];
    for (let seq = 0; seq < 6_000; seq++) {
      const receivedAt = START + 6 * HOUR + seq * 10;
      done.push(appended(appender, telemetry(seq, [sample(seq % 300, 4)], receivedAt)));
    }
    await Promise.all(done);
    await appended(appender, telemetry(7_000, [sample(301, 4)], START + 8 * HOUR));
    const bench = openJudge();
    bench.judge.step();
    const wide = { ...profile, id: 'pear-2', version: 2, band: { low: -0.5, high: 6 } };
    const lotPlacements = placements.lotPlacements.map((one) => ({ ...one, profileId: 'pear-2' }));
    bench.judge.place({ ...placements, version: 2, profiles: [wide], lotPlacements });
    bench.settle();
    expect(bench.store.allEpisodes()).toEqual([]);
  });

  it('queues the winner of a contested instant for the history, in any order and after a restart', async () => {
    const at = (minute: number, seq: number, cargo: number) =>
      telemetry(seq, [sample(minute, cargo)]);
    await appended(appender, at(10, 9, 0.9));
    await appended(appender, at(5, 3, 0.5));
    await appended(appender, at(10, 2, 0.2));
    let bench = openJudge(placements, 'copied', 0, true);
    bench.settle();
    bench.localStore.pack(10, true);
    bench.close();
    await appended(appender, at(10, 1, 0.1));
    bench = openJudge(placements, 'copied', 0, true);
    bench.settle();
    const queued = bench.store.database
      .prepare('SELECT body FROM to_copy ORDER BY id')
      .all()
      .flatMap((row) => decodeReadings(row['body'] as Uint8Array))
      .filter(({ measuredAt }) => measuredAt === START + 10 * MINUTE);
    expect(queued.at(-1)).toMatchObject({ seq: 9 });
  });
});
