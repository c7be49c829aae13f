import { describe, expect, it } from '@jest/globals';
import { poissonRate } from './poisson.ts';

describe(poissonRate.name, () => {
  it('has the exact interval that tables give', () => {
    // Garwood 1936: none is 0…3.689, ten are 4.795…18.39.
    expect(poissonRate(0, 1)).toMatchObject({ value: 0, low: 0 });
    expect(poissonRate(0, 1).high).toBeCloseTo(3.689, 3);
    expect(poissonRate(10, 1).low).toBeCloseTo(4.795, 3);
    expect(poissonRate(10, 1).high).toBeCloseTo(18.39, 2);
  });

  it('is of the exposure, and holds for great counts', () => {
    const { value, low, high } = poissonRate(2_000, 100);
    expect(value).toBe(20);
    expect(low).toBeCloseTo(19.13, 1);
    expect(high).toBeCloseTo(20.9, 1);
  });
});
