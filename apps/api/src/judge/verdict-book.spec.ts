import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NO_CONTEXT, type Episode, type LotJudge } from '@lenglian/breaches';
import { anEpisode } from '@lenglian/breaches/testing';
import { MINUTE } from '@lenglian/quantities';
import { JudgeStore } from './judge-store.ts';
import type { WatchedLot } from './lot-book.ts';
import { VerdictBook } from './verdict-book.ts';

const STARTED = 1_758_175_200_000;

let directory: string;
let store: JudgeStore;
let book: VerdictBook;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'verdict-book-'));
  store = new JudgeStore(join(directory, 'judge.sqlite'));
  book = new VerdictBook(store, (lotId, { rule, startedAt }) => `${lotId}-${rule}-${startedAt}`, 0);
});
afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true });
});

/** What is told when the judge of a lot believes in this one episode. */
function told(change: Partial<Episode>): number[] {
  const episode = anEpisode({ startedAt: STARTED, raisedAt: STARTED + 20 * MINUTE, ...change });
  const judge = { episodes: () => [episode] } as unknown as LotJudge;
  const lot: WatchedLot = {
    ...{ twin: null, way: { placements: [], journeysOf: () => [], limits: [] } },
    ...{ lotId: 'lot-1', unitId: 'unit-1', segments: [], until: null, basis: '', judge },
    context: NO_CONTEXT,
    ...{
      comparedRevision: -1,
      touchedAt: STARTED,
      isTouched: false,
      lastDeviceId: 'reefer-1',
      bornAt: -Infinity,
    },
  };
  return book.compare(lot).map((verdict) => verdict.episode.peak ?? Number.NaN);
}

describe(VerdictBook.name, () => {
  it('does not bother anybody with a peak that moves a little while the breach lasts', () => {
    expect(told({ peak: 4.4 })).toEqual([4.4]);
    expect(told({ peak: 4.5 })).toEqual([]);
    expect(told({ peak: 4.7 })).toEqual([4.7]);
  });

  it('tells the peak of a breach that is over exactly, however little late data move it', () => {
    const over = { endedAt: STARTED + 30 * MINUTE, clearedAt: STARTED + 40 * MINUTE };
    expect(told({ ...over, peak: 4.4 })).toEqual([4.4]);
    expect(told({ ...over, peak: 4.5 })).toEqual([4.5]);
    expect(told({ ...over, peak: 4.5 })).toEqual([]);
  });
});
