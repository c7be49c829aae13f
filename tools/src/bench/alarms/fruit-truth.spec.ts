import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { FruitLimit } from './fruit-truth.ts';

function limitOver(warmest: readonly number[]): FruitLimit {
  const limit = new FruitLimit('BAND_HI', 2, 20 * MINUTE, 30 * MINUTE);
  warmest.forEach((value, minute) => {
    limit.observe(value, 0, minute * MINUTE);
  });
  return limit;
}

const minutes = (count: number, value: number): number[] => new Array<number>(count).fill(value);

describe(FruitLimit.name, () => {
  it('is harm only when the fruit was beyond for longer than the delay', () => {
    expect(limitOver([...minutes(21, 2.1), 2]).firstHarm(0)).toBeUndefined();
    const harm = limitOver([...minutes(5, 2), ...minutes(22, 2.1), 2]).firstHarm(0);
    const beyondKelvin: unknown = expect.closeTo(0.1, 5);
    expect(harm).toEqual({ from: 5 * MINUTE, until: 26 * MINUTE, beyondKelvin });
  });

  it('is no harm in two halves, nor before the fault', () => {
    const halves = [...minutes(15, 2.1), 2, ...minutes(15, 2.1)];
    expect(limitOver(halves).firstHarm(0)).toBeUndefined();
    expect(limitOver(minutes(60, 2.1)).firstHarm(30 * MINUTE)?.from).toBe(30 * MINUTE);
    expect(limitOver(minutes(60, 2.1)).firstHarm(50 * MINUTE)).toBeUndefined();
  });

  it('tells how far the fruit was beyond at most while it took harm', () => {
    const limit = limitOver([...minutes(5, 2.5), 2, ...minutes(22, 2.1), 2]);
    expect(limit.firstHarm(0)?.beyondKelvin).toBeCloseTo(0.1, 5);
  });

  it('was beyond at a time when any minute of it was', () => {
    const limit = limitOver([...minutes(10, 2), 2.1, ...minutes(10, 2)]);
    expect(limit.wasBeyond(0, 10 * MINUTE)).toBe(true);
    expect(limit.wasBeyond(11 * MINUTE, 20 * MINUTE)).toBe(false);
  });
});
