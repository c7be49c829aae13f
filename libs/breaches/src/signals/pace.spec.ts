import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { AN_INSTANT } from '@lenglian/readings/testing';
import { Memory } from './memory.ts';
import { Pace } from './pace.ts';

const GAP_MAX = 10 * MINUTE;

/** What is no hole after words so many minutes apart, in minutes. */
function silenceAfter(...minutesApart: number[]): number {
  return heard(minutesApart).silenceMax / MINUTE;
}

function heard(minutesApart: readonly number[]): Pace {
  const pace = new Pace(GAP_MAX);
  let at = AN_INSTANT;
  pace.note(at);
  for (const minutes of minutesApart) pace.note((at += minutes * MINUTE));
  return pace;
}

describe('the pace of what is heard', () => {
  it.each([
    ['each minute', [1, 1, 1, 1], 10],
    ['each four minutes', [4, 4, 4, 4], 10],
    ['each five minutes', [5, 5, 5], 10.5],
    [
      'by turns a little more and a little less than ten minutes apart',
      [10.25, 9.75, 10.25],
      21.525,
    ],
    ['each quarter of an hour', [15, 15], 31.5],
    ['each hour', [60, 60], 126],
    ['twice each quarter of an hour, a minute apart', [1, 14, 1, 14, 1, 14], 29.4],
    ['each quarter of an hour, once not', [15, 30, 15], 31.5],
    ['each three hours', [180, 180, 180], 10],
  ])('of what is heard %s', (_name, minutesApart, silence) => {
    expect(silenceAfter(...minutesApart)).toBeCloseTo(silence);
  });

  it.each([
    ['at first', []],
    ['after two words', [15]],
    ['behind one hole', [1, 1, 40]],
    ['soon after one hole', [1, 40, 1, 1]],
    ['behind two holes of six words', [1, 1, 1, 1, 40, 20]],
    ['when two holes lie between words that come each minute', [1, 1, 1, 40, 1, 40]],
    ['when it has been fast again for a while', [15, 15, 15, 15, 1, 1, 1, 1]],
  ])('of nothing that is slow: %s', (_name, minutesApart) => {
    expect(silenceAfter(...minutesApart)).toBe(10);
  });

  it.each([
    ['slow', [15, 30, 15]],
    ['fast', [1, 1, 1, 1, 1, 1, 1]],
    ['fast with a hole', [1, 1, 1, 1, 1, 1, 1, 40]],
    ['known by one word', []],
  ])('is the same after it was saved: %s', (_name, minutesApart) => {
    const pace = heard(minutesApart);
    const memory = new Memory();
    pace.save(memory, AN_INSTANT + 2 * HOUR);
    const again = new Pace(GAP_MAX);
    again.restore(new Memory(memory.toArray()), AN_INSTANT + 2 * HOUR);

    expect(again).toEqual(pace);
  });
});
