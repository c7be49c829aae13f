import { describe, expect, it } from '@jest/globals';
import { SeededRandom } from '@lenglian/quantities';
import fc from 'fast-check';
import { backoffDelay } from './backoff.ts';

describe(backoffDelay.name, () => {
  it('lies between nothing and a ceiling that doubles up to its bound', () => {
    const bounds = { base: 250, max: 15_000 };
    fc.assert(
      fc.property(fc.nat(2_000), fc.integer(), (failures, seed) => {
        const delay = backoffDelay(failures, bounds, new SeededRandom(seed));
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(Math.min(15_000, 250 * 2 ** failures));
      }),
    );
  });

  it('spreads a fleet that comes back at one moment', () => {
    const delays = Array.from({ length: 100 }, (_, i) =>
      backoffDelay(6, { base: 250, max: 15_000 }, SeededRandom.stream(1, i)),
    );
    expect(Math.min(...delays)).toBeLessThan(3_000);
    expect(Math.max(...delays)).toBeGreaterThan(12_000);
  });
});
