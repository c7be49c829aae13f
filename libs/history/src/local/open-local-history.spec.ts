import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, HOUR, SimulatedClock } from '@lenglian/quantities';
import { contentHash, noValues, type Reading } from '@lenglian/readings';
import { SAMPLE_START } from '../arbitrary-readings.ts';
import { HistoryClosedError, UnreadableHistoryError } from '../history-errors.ts';
import { describeHistory } from '../history.contract.ts';
import type { ReadingHistory } from '../history.ts';
import type { LocalStore } from '../local-store.ts';
import { openLocalHistory } from './open-local-history.ts';
import { openLocalStore } from './open-local-store.ts';

let directory: string;
let database: DatabaseSync;
let store: LocalStore;
let history: ReadingHistory;
let arrivals = 0;
let whileTailIsRead: () => void = () => {};

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'lenglian-history-'));
  database = new DatabaseSync(join(directory, 'judge.sqlite'));
  const files = join(directory, 'history');
  store = openLocalStore({ database, directory: files, clock: new SimulatedClock(0) });
  history = openLocalHistory({
    directory: files,
    tail: (deviceId, from, to) => {
      const tail = store.tail(deviceId, from, to);
      whileTailIsRead();
      return Promise.resolve(tail);
    },
  });
});

afterAll(async () => {
  await history.close();
  store.close();
  database.close();
  rmSync(directory, { recursive: true });
});

function arrive(readings: readonly Reading[]): void {
  database.exec('BEGIN');
  store.append(readings);
  database.exec('COMMIT');
}

function reading(deviceId: string, minute: number): Reading {
  const values = noValues();
  values[1] = 4;
  const measuredAt = SAMPLE_START + minute * 60_000;
  const identity = { boot: 1, seq: minute, index: 0, hash: contentHash(values) };
  const rest = { receivedAt: measuredAt, flags: 0, excluded: 0, values };
  return { deviceId, measuredAt, ...identity, ...rest };
}

describe('the local history', () => {
  describeHistory(
    () => ({
      history,
      keepsLosers: true,
      arrive: (readings) => {
        arrive(readings);
        // Every other time, some of what came is in blocks and some is not.
        if (arrivals++ % 2 === 0) store.pack(1, true);
        return Promise.resolve();
      },
    }),
    40,
  );

  it('misses nothing that is packed between reading the tail and the blocks', async () => {
    arrive([0, 1, 2].map((minute) => reading('moving', minute)));
    whileTailIsRead = () => void store.pack(1_000, true);
    const window = { deviceId: 'moving', from: SAMPLE_START, to: SAMPLE_START + HOUR };
    expect((await history.window(window, 10)).length).toBe(3);
    whileTailIsRead = () => {};
    expect(store.unpacked).toBe(0);
    expect((await history.rollUps(window, HOUR)).map(({ count }) => count)).toEqual([3]);
  });

  it('leaves out what was retracted, in blocks and in the tail', async () => {
    arrive([0, 1, 2].map((minute) => reading('retracting', minute)));
    store.pack(1_000, true);
    arrive([3, 4].map((minute) => reading('retracting', minute)));
    database.exec('BEGIN');
    store.retract([reading('retracting', 1), reading('retracting', 3)]);
    database.exec('COMMIT');
    const window = { deviceId: 'retracting', from: SAMPLE_START, to: SAMPLE_START + HOUR };
    for (const force of [false, true]) {
      if (force) store.pack(1_000, true);
      const minutes = (await history.window(window, 10)).map(
        (r) => (r.measuredAt - SAMPLE_START) / 60_000,
      );
      expect(minutes).toEqual([0, 2, 4]);
      expect((await history.rollUps(window, HOUR)).map(({ count }) => count)).toEqual([3]);
    }
  });

  it('sees weeks appear and vanish', async () => {
    const week = { deviceId: 'ageing', from: SAMPLE_START - 60 * DAY, to: SAMPLE_START + 60 * DAY };
    const old = reading('ageing', -50 * 1440);
    for (let round = 0; round < 3; round++) {
      arrive([old]);
      store.pack(1_000, true);
      expect(await history.window(week, 10)).toEqual([old]);
      store.dropPeriodsBefore(SAMPLE_START - 40 * DAY);
      expect(await history.window(week, 10)).toEqual([]);
    }
  });

  it('says that a block is damaged, and goes on with others', async () => {
    arrive([reading('broken', -300 * 1440), reading('whole', 0)]);
    store.pack(1_000, true);
    const file = new DatabaseSync(join(directory, 'history', 'readings-2026-W05.sqlite'));
    file.exec("UPDATE block SET body = x'010000000000aabbcc'");
    file.close();
    const ever = { from: -Infinity, to: Infinity };
    await expect(history.window({ deviceId: 'broken', ...ever }, 10)).rejects.toThrow(
      UnreadableHistoryError,
    );
    expect((await history.window({ deviceId: 'whole', ...ever }, 10)).length).toBe(1);
  });

  it('answers nobody after it is closed', async () => {
    const other = openLocalHistory({ directory, tail: () => Promise.resolve([]) });
    await other.close();
    await expect(other.window({ deviceId: 'a', from: 0, to: 1 }, 1)).rejects.toThrow(
      HistoryClosedError,
    );
  });
});
