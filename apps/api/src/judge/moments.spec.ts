import { describe, expect, it } from '@jest/globals';
import type { EntryKind, JournalPage, JournalPosition } from '@lenglian/journal';
import { newEntry } from '@lenglian/journal/testing';
import { Moments } from './moments.ts';

const LIMIT = 500;
const at = (seq: number): JournalPosition => ({ epoch: 'e', seq });

/** A page after position 0: T is a tick, any other letter a message. */
function page(letters: string): JournalPage {
  const entries = [...letters].map((letter, i) => {
    const kind: EntryKind = letter === 'T' ? 'TICK' : 'TELEMETRY';
    return { ...newEntry({ kind }), seq: i + 1 };
  });
  return { entries, position: at(entries.length) };
}

function cut(moments: Moments, letters: string, limit = LIMIT): [number, number] {
  const { entries, position } = moments.cut(page(letters), at(0), limit);
  return [entries.length, position.seq];
}

describe('a journal on told time', () => {
  it('gives a tick by itself', () => {
    expect(cut(new Moments(), 'TmmT')).toEqual([1, 1]);
  });

  it('gives a whole moment once the next tick is there', () => {
    expect(cut(new Moments(), 'mmmTm')).toEqual([3, 3]);
  });

  it('holds a moment back of which more may come', () => {
    expect(cut(new Moments(), 'mmm')).toEqual([0, 0]);
  });

  it('gives what there was when somebody said that the moment is over', () => {
    const moments = new Moments();
    moments.end(at(2));
    expect(cut(moments, 'mm')).toEqual([2, 2]);
    expect(cut(moments, 'mmm')).toEqual([2, 2]);
  });

  it('holds no more back than a page', () => {
    expect(cut(new Moments(), 'mmmm', 4)).toEqual([4, 4]);
  });
});
