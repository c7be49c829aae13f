import { describe, expect, it } from '@jest/globals';
import { SeededRandom, gaussian } from './random.ts';

function many<Value>(count: number, make: () => Value): Value[] {
  return Array.from({ length: count }, make);
}

describe(SeededRandom.name, () => {
  it('gives the same numbers for the same seed, on every machine', () => {
    const random = new SeededRandom(123);

    expect(many(3, () => random.next())).toEqual([
      0.7872516233474016, 0.1785435655619949, 0.49531551403924823,
    ]);
  });

  it('stays in [0, 1) and fills it evenly', () => {
    const random = new SeededRandom(7);
    const tenths = new Array<number>(10).fill(0);
    const values = many(100_000, () => random.next());
    for (const value of values) {
      const tenth = Math.floor(value * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }

    expect(values.filter((value) => value < 0 || value >= 1)).toEqual([]);
    expect(Math.min(...tenths)).toBeGreaterThan(9_600);
    expect(Math.max(...tenths)).toBeLessThan(10_400);
  });

  it('has streams that are their own and always the same', () => {
    const first = (seed: number, stream: number) => SeededRandom.stream(seed, stream).next();

    expect(first(1, 5)).toBe(first(1, 5));
    expect(new Set(many(1_000, () => 0).map((_, i) => first(1, i))).size).toBe(1_000);
    expect(first(1, 0)).not.toBe(first(2, 0));
  });
});

describe(gaussian.name, () => {
  it('has the mean and the spread it is asked for', () => {
    const random = new SeededRandom(11);
    const values = many(50_000, () => gaussian(random, 0.5));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;

    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.sqrt(variance)).toBeCloseTo(0.5, 2);
  });
});
