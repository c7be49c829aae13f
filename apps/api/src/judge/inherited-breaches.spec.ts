import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeLotJudge } from '@lenglian/breaches';
import { openLocalStore, type LocalStore } from '@lenglian/history';
import { aProfile } from '@lenglian/limits/testing';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import type { PlacementSnapshot } from '@lenglian/records';
import { JudgeStore } from './judge-store.ts';
import { LotBook } from './lot-book.ts';
import { VerdictBook } from './verdict-book.ts';

const START = 1_787_443_200_000;
const SPLIT_AT = START + 3 * HOUR;

/** So long ago that nothing is being cooled down any more. */
const LOADED_AT = START - 48 * HOUR;

/** Lot PART is a part of lot WHOLE from `SPLIT_AT` on, in another unit with another device. */
const SPLIT: PlacementSnapshot = {
  version: 1,
  profiles: [aProfile({ id: 'pear-1' })],
  deviceBindings: [
    { deviceId: 'reefer-1', unitId: 'unit-1', from: START, until: null },
    { deviceId: 'reefer-2', unitId: 'unit-2', from: START, until: null },
  ],
  unitJourneys: [],
  lotPlacements: [
    {
      ...{ lotId: 'PART', unitId: 'unit-1', profileId: 'pear-1', from: LOADED_AT, until: SPLIT_AT },
      isInherited: true,
    },
    { lotId: 'WHOLE', unitId: 'unit-1', profileId: 'pear-1', from: LOADED_AT, until: SPLIT_AT },
    { lotId: 'PART', unitId: 'unit-2', profileId: 'pear-1', from: SPLIT_AT, until: null },
  ],
};

let directory: string;
let store: JudgeStore;
let localStore: LocalStore;
let lots: LotBook;
let verdicts: VerdictBook;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'inherited-'));
  store = new JudgeStore(join(directory, 'judge.sqlite'));
  localStore = openLocalStore({
    ...{ database: store.database, directory: join(directory, 'readings') },
    ...{ clock: { now: () => START }, onPacked: () => undefined },
  });
  lots = new LotBook(localStore, makeLotJudge);
  verdicts = new VerdictBook(
    store,
    (lotId, { rule, startedAt }) => `${lotId}-${rule}-${startedAt}`,
    0,
  );
});
afterEach(() => {
  localStore.close();
  store.close();
  rmSync(directory, { recursive: true });
});

/** One-minute samples of a device's cargo probe. */
function hear(deviceId: string, fromMinute: number, count: number, celsius: number): void {
  for (let minute = fromMinute; minute < fromMinute + count; minute++) {
    const measuredAt = START + minute * MINUTE;
    const reading = aReading({
      ...{ deviceId, measuredAt, receivedAt: measuredAt, boot: 1, seq: minute },
      measured: { cargoProbe1TemperatureCelsius: celsius },
    });
    store.transaction(() => localStore.append([reading]));
  }
}

/** What is told of each lot: rule and when it began and ended, in minutes. */
function told(): [string, number, number | null][] {
  lots.place(SPLIT, 0);
  lots.settle();
  return lots
    .takeChanged()
    .flatMap((lot) => verdicts.compare(lot))
    .map(({ lotId, episode: { startedAt, endedAt } }) => [
      lotId ?? '',
      (startedAt - START) / MINUTE,
      endedAt === null ? null : (endedAt - START) / MINUTE,
    ]);
}

describe('a part of a lot', () => {
  it('is in breach since the whole was, when the breach goes on', () => {
    hear('reefer-1', 150, 30, 5);
    hear('reefer-2', 180, 30, 5);
    expect(told().sort()).toEqual([
      ['PART', 150, null],
      ['WHOLE', 150, 180],
    ]);
  });

  it('is not told of breaches that had ended: those were of the whole', () => {
    hear('reefer-1', 0, 60, 5);
    hear('reefer-1', 60, 120, 1);
    hear('reefer-2', 180, 30, 1);
    expect(told()).toEqual([['WHOLE', 0, 60]]);
  });

  it('brings the time that the whole had already been warm along, before anything was proven', () => {
    hear('reefer-1', 170, 10, 5);
    hear('reefer-2', 180, 11, 5);
    expect(told()).toEqual([['PART', 170, null]]);
  });
});
