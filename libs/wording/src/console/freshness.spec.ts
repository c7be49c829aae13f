import { describe, expect, it } from '@jest/globals';
import { lifeUsed, shelfLifeLeft } from './freshness.ts';

describe(shelfLifeLeft.name, () => {
  it.each([
    [312.4, 588, '13.0 … 24.5 days'],
    [4_980, 5_340, '207 … 222 days'],
    [0, 47.9, '0 … 47 h'],
    [36, 36, '36 h'],
    [0, 0, '0 h'],
  ])('of %d and %d hours is rounded down to %s', (worst, best, said) => {
    expect(shelfLifeLeft(worst, best).en).toBe(said);
  });
});

describe(lifeUsed.name, () => {
  it('is a range, or one figure where both ends are the same', () => {
    expect([lifeUsed(1.11, 1.19), lifeUsed(5, 5)]).toEqual(['1.1 … 1.2 %', '5.0 %']);
  });
});
