import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeLotJudge, type RuleCode } from '@lenglian/breaches';
import { DEFAULT_MESSAGE_BOUNDS, encodeTelemetry } from '@lenglian/device-messages';
import { openLocalStore } from '@lenglian/history';
import type { Appender } from '@lenglian/journal';
import {
  appended,
  newEntry,
  temporaryJournal,
  type TemporaryJournal,
} from '@lenglian/journal/testing';
import { aProfile } from '@lenglian/limits/testing';
import { HOUR, MINUTE, SECOND, type Duration, type Instant } from '@lenglian/quantities';
import type { PlacementSnapshot } from '@lenglian/records';
import { alertIdOf } from './alert-id.ts';
import { FloatingMessages } from './floating-messages.ts';
import { JudgeStore } from './judge-store.ts';
import { Judge } from './judge.ts';
import { QuarantineStore } from './quarantine-store.ts';

const START: Instant = Date.UTC(2026, 8, 20);
const SINCE = { from: START - 48 * HOUR, until: null };
const profile = aProfile();

/** A box that goes into a tunnel of 45 min at `START`. */
const where: PlacementSnapshot = {
  ...{ version: 1, profiles: [profile] },
  deviceBindings: [{ deviceId: 'd', unitId: 'u', ...SINCE }],
  lotPlacements: [{ lotId: 'lot', unitId: 'u', profileId: profile.id, ...SINCE }],
  unitJourneys: [
    {
      ...{ unitId: 'u', ...SINCE, setpoint: null, isOneBox: true, stops: [], calls: [] },
      holes: [{ nameZh: '隧道', nameEn: 'Tunnel', from: START, until: START + 45 * MINUTE }],
    },
  ],
};

let journal: TemporaryJournal;
let appender: Appender;
let directory: string;
let store: JudgeStore;
let close: () => void;
let judge: Judge;

beforeEach(async () => {
  journal = await temporaryJournal();
  appender = await journal.open();
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'silence-'));
  open();
});
afterEach(async () => {
  close();
  await journal.remove();
  fs.rmSync(directory, { recursive: true });
});

function open(placements = where): void {
  store = new JudgeStore(path.join(directory, 'judge.sqlite'));
  const { database } = store;
  const localStore = openLocalStore({
    ...{ database, directory: path.join(directory, 'readings'), clock: { now: () => START } },
    onPacked: (devices) => judge.saveStatesOf(devices),
  });
  judge = new Judge({
    ...{ journal: journal.reader(), store, localStore, makeLotJudge, alertIdOf },
    quarantine: new QuarantineStore(database, { messagesPerDeviceMax: 9, bytesMax: 1_000 }),
    ...{ copyQueue: undefined, floating: new FloatingMessages(database) },
    ...{ bounds: DEFAULT_MESSAGE_BOUNDS, appliedThrough: 0, stopwatch: () => 0 },
  });
  judge.start(placements);
  close = () => {
    localStore.close();
    store.close();
  };
}

/** What the box says as it goes in: half an hour of it. */
async function enter(celsius: number, isConnectedToPowerSource: boolean): Promise<void> {
  const samples = Array.from({ length: 31 }, (_, minute) => ({
    measuredAt: START - (30 - minute) * MINUTE,
    ...{ cargoProbe1TemperatureCelsius: celsius, isConnectedToPowerSource },
  }));
  const text = encodeTelemetry({ boot: 1, seq: 1, samples });
  await appended(appender, newEntry({ deviceId: 'd', receivedAt: START, text }));
  await appended(appender, tick(START));
}

function tick(at: Instant) {
  const nobody = { deviceId: '', organisationId: '', publisherId: '' };
  return newEntry({ kind: 'TICK', ...nobody, receivedAt: at, text: '' });
}

/** Ticks over a span, and the severity of each NO_DATA, or gap, with the minute at which it was told. */
async function listen(
  from: Duration,
  to: Duration,
  rule: RuleCode = 'NO_DATA',
): Promise<[string, number][]> {
  const told: [string, number][] = [];
  for (let minute = START + from; minute < START + to; minute += MINUTE) {
    const ticks = Array.from({ length: 12 }, (_, i) => tick(minute + (i + 1) * 5 * SECOND));
    await Promise.all(ticks.map((one) => appended(appender, one)));
    for (let outcome = judge.step(); outcome; outcome = judge.step())
      for (const { episode } of outcome.verdicts)
        if (episode.rule === rule)
          told.push([episode.severity, (minute + MINUTE - START) / MINUTE]);
  }
  return told;
}

describe('a box that goes into a tunnel', () => {
  it('is missed when the tunnel should be over by half an hour, and two hours later is worse', async () => {
    await enter(0.5, true);
    expect(await listen(0, 200 * MINUTE)).toEqual([
      ['WARN', 75],
      ['MAJOR', 195],
    ]);
  });

  it('has no gap', async () => {
    await enter(0.5, true);
    expect(await listen(0, 76 * MINUTE, 'DATA_GAP')).toEqual([]);
  });

  it('without power is missed at once, also by a judge that was started meanwhile', async () => {
    await enter(0.5, false);
    expect(await listen(0, 5 * MINUTE)).toEqual([]);
    while (judge.pack());
    close();
    open();
    expect(await listen(5 * MINUTE, 12 * MINUTE)).toEqual([['MAJOR', 10]]);
  });

  it('is heard again when it says that it is back, not by the next tick', async () => {
    await enter(0.5, false);
    expect(await listen(0, 12 * MINUTE)).toEqual([['MAJOR', 10]]);
    const receivedAt = START + 12 * MINUTE;
    const status = { kind: 'STATUS' as const, deviceId: 'd', receivedAt };
    await appended(appender, newEntry({ ...status, text: '{"online":true}' }));

    const [ended] = judge.step()?.verdicts ?? [];
    expect(ended?.episode).toMatchObject({ rule: 'NO_DATA', endedAt: receivedAt });
  });

  it.each([
    '{"online":false}',
    ...['{"online":false,"firmware":null}', '{"online":"false"}', '{"online":0}', 'offline', ''],
  ])('is not heard by its last will, which the broker says: %s', async (text) => {
    await enter(0.5, false);
    await listen(0, 2 * MINUTE);
    const will = { kind: 'STATUS' as const, deviceId: 'd', receivedAt: START + 2 * MINUTE };
    await appended(appender, newEntry({ ...will, text }));
    expect(await listen(2 * MINUTE, 12 * MINUTE)).toEqual([['MAJOR', 10]]);
  });

  it('is heard by the first word of many that are read at once', async () => {
    await enter(0.5, false);
    expect(await listen(0, 12 * MINUTE)).toEqual([['MAJOR', 10]]);
    for (const minute of [12, 13, 20]) {
      const event = { kind: 'EVENT' as const, deviceId: 'd', receivedAt: START + minute * MINUTE };
      await appended(appender, newEntry({ ...event, text: '{}' }));
    }
    const [ended] = judge.step()?.verdicts ?? [];
    expect(ended?.episode).toMatchObject({ rule: 'NO_DATA', endedAt: START + 12 * MINUTE });
  });

  it.each([
    ['', undefined],
    [' by a clock that is wrong', START + HOUR],
  ])(
    'is heard by a copy of what it said before%s, also by a judge that was started since',
    async (_, sentAt) => {
      await enter(0.5, false);
      const measuredAt = sentAt ?? START;
      const samples = [{ measuredAt, isConnectedToPowerSource: false }];
      const text = encodeTelemetry({
        boot: 1,
        seq: 2,
        samples,
        ...(sentAt !== undefined && { sentAt }),
      });
      await appended(appender, newEntry({ deviceId: 'd', receivedAt: START, text }));
      expect(await listen(0, 12 * MINUTE)).toEqual([['MAJOR', 10]]);
      const receivedAt = START + 12 * MINUTE;
      await appended(appender, newEntry({ deviceId: 'd', receivedAt, text }));
      const [ended] = judge.step()?.verdicts ?? [];
      expect(ended?.episode).toMatchObject({ rule: 'NO_DATA', endedAt: receivedAt });
      close();
      open();
      expect(await listen(12 * MINUTE, 21 * MINUTE)).toEqual([]);
      expect(await listen(21 * MINUTE, 23 * MINUTE)).toEqual([['MAJOR', 22]]);
    },
  );

  it('too warm is missed at once, also by a judge that was started meanwhile', async () => {
    await enter(5, true);
    expect(await listen(0, 5 * MINUTE)).toEqual([]);
    close();
    open();
    expect(await listen(5 * MINUTE, 12 * MINUTE)).toEqual([['MAJOR', 10]]);
  });
});

describe('a box that goes where no tunnel is planned', () => {
  beforeEach(restart);

  function restart(): void {
    close();
    open({ ...where, unitJourneys: [] });
  }

  it('has a gap after ten minutes, which one word ends with what it became, also by a judge that was started since', async () => {
    await enter(0.5, true);
    expect(await listen(0, 12 * MINUTE, 'DATA_GAP')).toEqual([['INFO', 10]]);
    while (judge.pack());
    restart();
    expect(await listen(12 * MINUTE, 32 * MINUTE)).toEqual([['WARN', 30]]);
    restart();
    const receivedAt = START + 32 * MINUTE;
    const status = { kind: 'STATUS' as const, deviceId: 'd', receivedAt };
    await appended(appender, newEntry({ ...status, text: '{"online":true}' }));
    const told = judge.step()?.verdicts.map(({ episode }) => episode);
    expect(told).toMatchObject([
      { rule: 'DATA_GAP', raisedAt: START + 10 * MINUTE, endedAt: receivedAt },
      { rule: 'NO_DATA', raisedAt: START + 30 * MINUTE, endedAt: receivedAt },
    ]);
    expect(await listen(32 * MINUTE, 41 * MINUTE, 'DATA_GAP')).toEqual([]);
  });

  it('without power has none: its silence is MAJOR at once', async () => {
    await enter(0.5, false);
    expect(await listen(0, 40 * MINUTE, 'DATA_GAP')).toEqual([]);
  });
});
