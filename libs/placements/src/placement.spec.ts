import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isValidAt, overlapOf } from './placement.ts';
import { anyValidity } from './testing.ts';

describe(isValidAt.name, () => {
  it('includes the beginning and excludes the end', () => {
    const validity = { from: 10, until: 20 };

    expect([9, 10, 19, 20].map((at) => isValidAt(validity, at))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('goes on where the end is open', () => {
    expect(isValidAt({ from: 10, until: null }, Number.MAX_SAFE_INTEGER)).toBe(true);
  });
});

describe(overlapOf.name, () => {
  it('is none where one ends as the other begins', () => {
    expect(overlapOf({ from: 0, until: 10 }, { from: 10, until: null })).toBeUndefined();
  });

  it('holds the moments that are in both, and no other, whichever comes first', () => {
    fc.assert(
      fc.property(anyValidity, anyValidity, (a, b) => {
        const overlap = overlapOf(a, b);
        expect(overlapOf(b, a)).toEqual(overlap);
        for (let at = -1; at <= 40; at++) {
          const inOverlap = overlap !== undefined && isValidAt(overlap, at);
          expect(inOverlap).toBe(isValidAt(a, at) && isValidAt(b, at));
        }
      }),
    );
  });
});
