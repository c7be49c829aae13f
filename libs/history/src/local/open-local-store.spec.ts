import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InternalError } from '@lenglian/errors';
import { DAY, HOUR, SimulatedClock } from '@lenglian/quantities';
import { contentHash, isSameSample, noValues, type Reading } from '@lenglian/readings';
import { SAMPLE_START, arrivalsArbitrary } from '../arbitrary-readings.ts';
import { expectedSamples } from '../expected-history.ts';
import type { LocalStore, LocalStoreLimits } from '../local-store.ts';
import { openLocalStore } from './open-local-store.ts';

const DEVICES = ['a', 'b', 'c'];

let directory: string;
let database: DatabaseSync;
let store: LocalStore;
let clock: SimulatedClock;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lenglian-store-'));
  clock = new SimulatedClock(SAMPLE_START);
  open();
});

afterEach(() => {
  shut();
  rmSync(directory, { recursive: true });
});

function open(limits: Partial<LocalStoreLimits> = {}): void {
  mkdirSync(directory, { recursive: true });
  database = new DatabaseSync(join(directory, 'judge.sqlite'));
  store = openLocalStore({ database, directory: join(directory, 'history'), clock, limits });
}

function shut(): void {
  store.close();
  database.close();
}

function append(...readings: Reading[]): void {
  database.exec('BEGIN');
  store.append(readings);
  database.exec('COMMIT');
}

function reading(deviceId: string, minute: number, celsius = 4, changes: Partial<Reading> = {}) {
  const values = noValues();
  values[1] = celsius;
  const measuredAt = SAMPLE_START + minute * 60_000;
  const identity = { boot: 1, seq: minute + 10_000, index: 0, hash: contentHash(values) };
  const rest = { receivedAt: measuredAt + 400, flags: 0, excluded: 0, values };
  return { deviceId, measuredAt, ...identity, ...rest, ...changes };
}

function all(deviceId: string): Reading[] {
  return store.readings(deviceId, -Infinity, Infinity);
}

function arrivalPages(): number {
  return Number(database.prepare('SELECT count(*) AS n FROM arrival_page').get()?.['n']);
}

describe('the local store', () => {
  it('holds the same whatever the order, copies, packing, rollbacks and restarts', () => {
    type Step = 'pack' | 'packOne' | 'rollback' | 'reopen' | 'nothing';
    const steps = fc.array(
      fc.constantFrom<Step>('pack', 'packOne', 'rollback', 'reopen', 'nothing'),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(arrivalsArbitrary(DEVICES), steps, (pages, chosen) => {
        shut();
        rmSync(directory, { recursive: true });
        open();
        pages.forEach((page, i) => {
          const step = chosen[i % chosen.length];
          if (step === 'rollback') {
            database.exec('BEGIN');
            store.append(page);
            database.exec('ROLLBACK');
            store.rollback();
          }
          append(...page);
          if (step === 'pack') store.pack(10, true);
          if (step === 'packOne') store.pack(1, true);
          if (step === 'reopen') {
            shut();
            open();
          }
        });
        const arrivals = pages.flat();
        for (const deviceId of DEVICES) {
          const expected = expectedSamples(arrivals, deviceId);
          expect(all(deviceId)).toEqual(expected);
          const from = SAMPLE_START - HOUR;
          const to = SAMPLE_START + 12 * 60_000;
          expect(store.readings(deviceId, from, to)).toEqual(
            expectedSamples(arrivals, deviceId, from, to),
          );
          expect(
            store.tail(deviceId, from, to).every((r) => expected.some((e) => isSameSample(r, e))),
          ).toBe(true);
        }
        for (const sample of arrivals) {
          expect(store.holds(sample)).toBe(true);
          expect(store.holds({ ...sample, index: 77 })).toBe(false);
          expect(store.holds({ ...sample, measuredAt: sample.measuredAt + 7 })).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('deletes arrivals only when every sample of their page is in a block', () => {
    append(reading('a', 0), reading('b', 0));
    append(reading('a', 1));
    expect(store.pack(1, true)).toEqual(['a']);
    expect({ unpacked: store.unpacked, pages: arrivalPages() }).toEqual({ unpacked: 1, pages: 1 });
    expect(store.pack(1, true)).toEqual(['b']);
    expect({ unpacked: store.unpacked, pages: arrivalPages() }).toEqual({ unpacked: 0, pages: 0 });
    expect(store.pack(1, true)).toEqual([]);
    expect([all('a').length, all('b').length]).toEqual([2, 1]);
  });

  it('is the same when it died between the blocks and the deletion of their arrivals', () => {
    append(reading('a', 0), reading('b', 0));
    append(reading('a', 1));
    const pages = database.prepare('SELECT id, count, body FROM arrival_page').all();
    store.pack(10, true);
    for (const page of pages) {
      database
        .prepare('INSERT INTO arrival_page (id, count, body) VALUES (?, ?, ?)')
        .run(...(Object.values(page) as [number, number, Uint8Array]));
    }
    database.exec('DELETE FROM packed_device');
    shut();
    open();
    expect(store.unpacked).toBe(3);
    expect(all('a')).toEqual([reading('a', 0), reading('a', 1)]);
    store.pack(10, true);
    expect(all('a')).toEqual([reading('a', 0), reading('a', 1)]);
    expect(all('b')).toEqual([reading('b', 0)]);
  });

  it('keeps everything in the arrivals when blocks cannot be written', () => {
    append(reading('a', 0), reading('b', 0));
    const inTheWay = new DatabaseSync(join(directory, 'history', 'readings-2026-W47.sqlite'));
    inTheWay.exec('PRAGMA user_version = 99');
    inTheWay.close();
    expect(() => store.pack(10, true)).toThrow('later version');
    expect(store.unpacked).toBe(2);
    rmSync(join(directory, 'history', 'readings-2026-W47.sqlite'));
    expect(store.pack(10, true)).toEqual(['a', 'b']);
    expect(all('a')).toEqual([reading('a', 0)]);
  });

  it('forgets a retracted sample and every copy of it, packed or not, before and after', () => {
    append(reading('a', 0), reading('a', 1), reading('a', 2));
    store.pack(10, true);
    append(reading('a', 3));
    database.exec('BEGIN');
    store.retract([reading('a', 1), reading('a', 3)]);
    database.exec('COMMIT');
    const minutes = () => all('a').map(({ measuredAt }) => (measuredAt - SAMPLE_START) / 60_000);
    expect(minutes()).toEqual([0, 2]);
    append(reading('a', 1, 4, { receivedAt: 5 }));
    store.pack(10, true);
    shut();
    open();
    append(reading('a', 3));
    expect(minutes()).toEqual([0, 2]);
    expect(store.holds(reading('a', 1))).toBe(true);
  });

  it('packs when there are too many, when a device has many, and when they are old', () => {
    shut();
    open({ unpackedMax: 5, deviceSamplesMax: 3, arrivalAgeMax: 60_000 });
    append(reading('a', 0), reading('b', 0), reading('c', 0));
    append(reading('b', 1));
    expect(store.pack(10)).toEqual([]);
    append(reading('b', 2));
    expect(store.pack(10)).toEqual(['b']);
    append(reading('b', 3), reading('b', 4), reading('c', 3), reading('c', 4), reading('d', 5));
    expect(store.pack(1)).toEqual(['c']);
    expect(store.pack(10)).toEqual([]);
    clock.advanceTo(SAMPLE_START + 60_000);
    expect(store.pack(10)).toEqual(['a', 'b', 'd']);
    expect(store.unpacked).toBe(0);
  });

  it('opens more week files than it may keep open, one after the other', () => {
    shut();
    open({ openFilesMax: 2 });
    const minutes = Array.from({ length: 6 }, (_, week) => -week * 7 * 1440);
    append(...minutes.map((minute) => reading('a', minute)));
    store.pack(1, true);
    append(...minutes.map((minute) => reading('a', minute + 1)));
    store.pack(1, true);
    expect(all('a').length).toBe(12);
    expect(
      readdirSync(join(directory, 'history')).filter((f) => f.endsWith('.sqlite')).length,
    ).toBe(6);
  });

  it('drops whole weeks, and takes late data for them in again', () => {
    append(reading('a', -7 * 1440), reading('a', 0), reading('a', 7 * 1440));
    store.pack(1, true);
    // The week of SAMPLE_START ends six hours after it.
    store.dropPeriodsBefore(SAMPLE_START + 6 * HOUR - 1);
    expect(all('a').length).toBe(2);
    store.dropPeriodsBefore(SAMPLE_START + 6 * HOUR);
    expect(all('a')).toEqual([reading('a', 7 * 1440)]);
    expect(store.holds(reading('a', 0))).toBe(false);
    append(reading('a', 0));
    store.pack(1, true);
    expect(all('a').length).toBe(2);
    expect(readdirSync(join(directory, 'history')).some((f) => f.includes('W46'))).toBe(false);
  });

  it('says what it costs to use it wrongly', () => {
    expect(() => store.append([reading('a', 0)])).toThrow(InternalError);
    database.exec('BEGIN');
    expect(() => store.pack(1)).toThrow(InternalError);
    database.exec('ROLLBACK');
    expect(all('nobody')).toEqual([]);
    expect(store.holds(reading('nobody', 0))).toBe(false);
    expect(store.readings('a', SAMPLE_START, SAMPLE_START + DAY)).toEqual([]);
  });
});
