import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  HistoryUnavailableError,
  type ReadingHistory,
  type RefusedReading,
} from '@lenglian/history';
import { MINUTE } from '@lenglian/quantities';
import { QualityFlag, type Reading } from '@lenglian/readings';
import { AN_INSTANT, aReading } from '@lenglian/readings/testing';
import { CopyQueue, type DirtyRange } from '../judge/copy-queue.ts';
import { Historian } from './historian.ts';

/** Instead of a million samples. */
const WAITING_MAX = 1_000;

let directory: string;
let owner: DatabaseSync;
let reader: DatabaseSync;
let queue: CopyQueue;
let store: Map<string, Reading>;
let isDown: boolean;

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'historian-'));
  const file = path.join(directory, 'judge.sqlite');
  owner = new DatabaseSync(file);
  owner.exec('PRAGMA journal_mode = WAL');
  queue = new CopyQueue(owner, WAITING_MAX);
  owner.exec('CREATE TABLE state (name TEXT PRIMARY KEY, body TEXT NOT NULL)');
  reader = new DatabaseSync(file, { readOnly: true });
  store = new Map();
  isDown = false;
});
afterEach(() => {
  reader.close();
  owner.close();
  fs.rmSync(directory, { recursive: true });
});

/** Takes or refuses as a history store does that is up or down. */
const sink = {
  write(readings: readonly Reading[]): Promise<RefusedReading[]> {
    if (isDown) return Promise.reject(new HistoryUnavailableError('down'));
    for (const reading of readings) store.set(`${reading.deviceId} ${reading.measuredAt}`, reading);
    return Promise.resolve([]);
  },
  erase(readings: readonly Reading[]): Promise<RefusedReading[]> {
    for (const reading of readings) store.delete(`${reading.deviceId} ${reading.measuredAt}`);
    return Promise.resolve([]);
  },
};

function newHistorian(
  local: Partial<ReadingHistory> = {},
  onCopiedRange = (range: DirtyRange): void => queue.copiedRange(range),
): Historian {
  return new Historian({
    database: reader,
    local: local as ReadingHistory,
    sink,
    onCopied: (throughId) => queue.copied(throughId),
    onCopiedRange,
    onRefused: () => undefined,
  });
}

const minutes = (from: number, count: number): Reading[] =>
  Array.from({ length: count }, (_, i) =>
    aReading({ measuredAt: AN_INSTANT + (from + i) * MINUTE }),
  );

describe('Historian', () => {
  it('copies what was queued and says so only then', async () => {
    queue.add(minutes(0, 10));
    queue.add(minutes(10, 5));
    const historian = newHistorian();
    expect(await historian.step()).toBe(true);
    expect(store.size).toBe(15);
    expect(queue.isWaiting).toBe(false);
    expect(await historian.step()).toBe(false);
  });

  it('tells the store which instants several samples claim, for its own sums are wrong there', async () => {
    const [contested] = minutes(0, 1).map((one) => ({ ...one, flags: QualityFlag.CONTESTED }));
    queue.add([contested as Reading]);
    await newHistorian().step();
    expect([...store.values()]).toEqual([contested]);
  });

  it('keeps everything while the store is down, and copies it when it is back', async () => {
    queue.add(minutes(0, 10));
    isDown = true;
    const historian = newHistorian();
    await expect(historian.step()).rejects.toThrow(HistoryUnavailableError);
    expect(queue.isWaiting).toBe(true);
    isDown = false;
    await historian.step();
    expect(store.size).toBe(10);
  });

  it('copies again after a restart what was copied and not said', async () => {
    queue.add(minutes(0, 10));
    const forgetful = new Historian({
      database: reader,
      local: {} as ReadingHistory,
      sink,
      onCopied: () => undefined,
      onCopiedRange: () => undefined,
      onRefused: () => undefined,
    });
    await forgetful.step();
    await newHistorian().step();
    expect(store.size).toBe(10);
    expect(queue.isWaiting).toBe(false);
  });

  it('takes back what was taken back, in the order of the queue', async () => {
    queue.add(minutes(0, 10));
    queue.erase(minutes(3, 2));
    queue.add(minutes(20, 1));
    const historian = newHistorian();
    while (await historian.step());
    expect(store.size).toBe(9);
  });

  it('copies the ranges of a whole fleet, each once, though the judge takes them off later', async () => {
    const fleet = Array.from({ length: 1_500 }, (_, i) =>
      aReading({ deviceId: `REEFER-${i}`, measuredAt: AN_INSTANT }),
    );
    queue.add(fleet);
    const later: DirtyRange[] = [];
    const historian = newHistorian(
      { window: ({ deviceId }) => Promise.resolve([aReading({ deviceId })]) },
      (range) => void later.push(range),
    );
    for (let steps = 0; later.length < fleet.length && steps < 100; steps++) await historian.step();
    for (const range of later) queue.copiedRange(range);
    expect(later).toHaveLength(fleet.length);
    expect(store.size).toBe(fleet.length);
    expect(queue.isWaiting).toBe(false);
  });

  it('copies a range again that was taken off the queue and begun anew', async () => {
    const flood = (deviceId: string, minute: number): void =>
      queue.add(
        Array.from({ length: WAITING_MAX + 1 }, () =>
          aReading({ deviceId, measuredAt: AN_INSTANT + minute * MINUTE, receivedAt: minute }),
        ),
      );
    let windows = 0;
    const historian = newHistorian({
      window: ({ deviceId, from }) => {
        windows += 1;
        return Promise.resolve([aReading({ deviceId, measuredAt: from })]);
      },
    });
    flood('REEFER-1', 1);
    flood('REEFER-2', 2);
    await historian.step();
    flood('REEFER-1', 3);
    while (await historian.step());
    expect(windows).toBe(3);
    expect(queue.isWaiting).toBe(false);
  });

  it('keeps a range that was begun anew while an old copy of it waited for the store', async () => {
    const flood = (minute: number): void =>
      queue.add(
        Array.from({ length: WAITING_MAX + 1 }, () =>
          aReading({ measuredAt: AN_INSTANT + minute * MINUTE }),
        ),
      );
    const told: DirtyRange[] = [];
    const historian = newHistorian(
      { window: ({ from }) => Promise.resolve([aReading({ measuredAt: from })]) },
      (range) => void told.push(range),
    );
    flood(1);
    await historian.step();
    // Nothing else waits: what was copied is forgotten, and read again.
    expect(await historian.step()).toBe(false);
    isDown = true;
    await expect(historian.step()).rejects.toThrow(HistoryUnavailableError);
    for (const range of told.splice(0)) queue.copiedRange(range);
    flood(3);
    isDown = false;
    for (let steps = 0; steps < 4; steps++) {
      await historian.step();
      for (const range of told.splice(0)) queue.copiedRange(range);
    }
    const instants = [...store.values()].map(({ measuredAt }) => measuredAt - AN_INSTANT);
    expect(instants).toEqual([MINUTE, 3 * MINUTE]);
    expect(queue.isWaiting).toBe(false);
  });

  it('tells of a long range as soon as it is copied, whatever waits behind it', async () => {
    const fleet = Array.from({ length: 1_500 }, (_, i) => aReading({ deviceId: `REEFER-${i}` }));
    queue.add(fleet);
    let told = 0;
    const pageOf = (deviceId: string, from: number, count: number) =>
      Array.from({ length: count }, (_, i) => aReading({ deviceId, measuredAt: from + i }));
    const historian = newHistorian(
      {
        window: ({ deviceId, from }) =>
          Promise.resolve(pageOf(deviceId, from, from === AN_INSTANT ? 5_000 : 1)),
      },
      () => void (told += 1),
    );
    await historian.step();
    expect(told).toBe(1);
  });

  it('copies a range again to which something was added while it was copied', async () => {
    const page = minutes(0, 40);
    const flood = Array.from({ length: 500 }, (_, i) => page[i % 40] as Reading);
    const outgrow = (): void => {
      for (let added = 0; added <= WAITING_MAX; added += flood.length) queue.add(flood);
    };
    outgrow();
    let windows = 0;
    const historian = newHistorian({
      window: () => {
        windows += 1;
        if (windows === 1) outgrow();
        return Promise.resolve(page);
      },
    });
    while (await historian.step());
    expect(windows).toBe(2);
    expect(queue.isWaiting).toBe(false);
  });

  it('turns a long outage into ranges of the local store, and copies these whole', async () => {
    const kept = minutes(0, 40);
    const page = Array.from({ length: 500 }, (_, i) => kept[i % 40] as Reading);
    for (let added = 0; added <= WAITING_MAX; added += page.length) queue.add(page);
    const ranges = owner.prepare('SELECT count(*) AS ranges FROM dirty_range').get();
    expect(ranges).toEqual({ ranges: 1 });
    const historian = newHistorian({
      window: ({ from, to }) =>
        Promise.resolve(kept.filter(({ measuredAt }) => measuredAt >= from && measuredAt < to)),
    });
    while (await historian.step());
    expect(store.size).toBe(40);
    expect(queue.isWaiting).toBe(false);
    expect(historian.lagSeconds()).toBe(0);
  });
});
