import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { judge, makeLotJudge, type LateStretch, type MakeLotJudge } from '@lenglian/breaches';
import { overriding } from '@lenglian/breaches/testing';
import { openLocalStore, type LocalStore } from '@lenglian/history';
import { aProfile } from '@lenglian/limits/testing';
import { HOUR, MINUTE } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import { AN_INSTANT, aReading } from '@lenglian/readings/testing';
import type { PlacementSnapshot } from '@lenglian/records';
import { JudgeStore } from './judge-store.ts';
import { LotBook, type WatchedLot } from './lot-book.ts';

const profile = aProfile();
const placements: PlacementSnapshot = {
  version: 1,
  profiles: [profile],
  deviceBindings: [{ deviceId: 'reefer-1', unitId: 'unit-1', from: 0, until: null }],
  unitJourneys: [],
  lotPlacements: [
    { lotId: 'lot-1', unitId: 'unit-1', profileId: profile.id, from: 0, until: null },
  ],
};

/** Too warm from the 20th minute on. */
const minute = (at: number): Reading =>
  aReading({
    deviceId: 'reefer-1',
    measuredAt: AN_INSTANT + at * MINUTE,
    seq: at,
    measured: { cargoProbe1TemperatureCelsius: at < 20 ? 0.5 : 5 },
  });
const minutes = (from: number, until: number) =>
  Array.from({ length: until - from }, (_, i) => minute(from + i));

let directory: string;
let judgeStore: JudgeStore;
let store: LocalStore;
let lots: LotBook;
/** What the judge of the lot was given, in order. */
let observed: number[];
let replayed: LateStretch[];

const recording: MakeLotJudge = (...given) =>
  overriding(makeLotJudge(...given), {
    observe: (live, reading) => {
      observed.push((reading.measuredAt - AN_INSTANT) / MINUTE);
      return live.observe(reading);
    },
    replay: (live, late, readingsBetween) => {
      replayed.push(late);
      live.replay(late, readingsBetween);
    },
  });

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'lot-book-'));
  judgeStore = new JudgeStore(path.join(directory, 'judge.sqlite'));
  const { database } = judgeStore;
  store = openLocalStore({
    ...{ database, directory: path.join(directory, 'readings') },
    clock: { now: () => AN_INSTANT + 6 * HOUR },
  });
  lots = new LotBook(store, recording);
  observed = [];
  replayed = [];
  lots.place(placements, AN_INSTANT);
});
afterEach(() => {
  store.close();
  judgeStore.close();
  fs.rmSync(directory, { recursive: true });
});

function take(readings: readonly Reading[]): void {
  judgeStore.transaction(() => store.append(readings));
  for (const reading of readings) lots.observe(reading);
}

const theLot = () => [...lots.all()][0] as WatchedLot;

describe('LotBook', () => {
  it('judges what is newer than a late reading once, while the late one waits to be judged again', () => {
    lots.settle();
    take([...minutes(0, 10), ...minutes(11, 40)]);
    // The first page has been heard; what is asked is the second.
    replayed = [];
    observed = [];

    take([minute(10), ...minutes(40, 60)]);
    lots.settle();

    expect(observed).toEqual([10, ...Array.from({ length: 20 }, (_, i) => 40 + i)]);
    const at = AN_INSTANT + 10 * MINUTE;
    expect(replayed).toEqual([{ first: at, last: at }]);
    expect(theLot().judge.episodes()).toEqual(judge(minutes(0, 60), profile, theLot().context));
  });

  it('goes back as far as what comes while a lot waits to be judged to its end', () => {
    lots.settle();
    take([...minutes(0, 30), ...minutes(50, 480)]);
    lots.settle();
    lots.soilSince('reefer-1', AN_INSTANT + 7 * HOUR);

    take(minutes(30, 50));
    lots.settle();

    expect(theLot().judge.episodes()).toEqual(judge(minutes(0, 480), profile, theLot().context));
  });

  it('judges a lot that is to be judged from its beginning once', () => {
    take(minutes(0, 60));
    expect(observed).toEqual([]);

    lots.settle();

    expect(theLot().judge.episodes()).toEqual(judge(minutes(0, 60), profile, theLot().context));
    expect(theLot().judge.episodes()).toHaveLength(1);
  });
});
