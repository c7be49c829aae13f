import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { RequestCounts } from './request-counts.ts';

const START = 1_758_175_200_000;

function counting(keysMax?: number) {
  const clock = {
    time: START,
    now() {
      return this.time;
    },
  };
  return { clock, counts: new RequestCounts(clock, MINUTE, keysMax) };
}
const hit = (counts: RequestCounts, key: string) => counts.increment(key).totalHits;

describe('counts of requests', () => {
  it('are by key, in a minute that begins with the first', () => {
    const { clock, counts } = counting();
    expect([hit(counts, 'a'), hit(counts, 'a'), hit(counts, 'b')]).toEqual([1, 2, 1]);
    clock.time += MINUTE - 1;
    expect(counts.increment('a')).toEqual({ totalHits: 3, resetTime: new Date(START + MINUTE) });
    clock.time += 1;
    expect(counts.increment('a')).toEqual({
      totalHits: 1,
      resetTime: new Date(START + 2 * MINUTE),
    });
  });

  it('are of so many keys at most, and those whose minute is over are let go', () => {
    const { clock, counts } = counting(100);
    for (let key = 0; key < 1_000; key++) {
      hit(counts, `${key}`);
      expect(counts.size).toBeLessThanOrEqual(100);
    }
    expect([hit(counts, '999'), hit(counts, '0')]).toEqual([2, 1]);
    clock.time += MINUTE;
    hit(counts, 'a');
    expect(counts.size).toBe(1);
  });

  it('do not lock a key for hours when the clock is set back', () => {
    const { clock, counts } = counting();
    hit(counts, 'a');
    clock.time -= 60 * MINUTE;
    expect(hit(counts, 'a')).toBe(1);
  });

  it('are taken back and forgotten when asked to', () => {
    const { counts } = counting();
    hit(counts, 'a');
    hit(counts, 'a');
    counts.decrement('a');
    expect(hit(counts, 'a')).toBe(2);
    counts.resetKey('a');
    expect(hit(counts, 'a')).toBe(1);
  });
});
