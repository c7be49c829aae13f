import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { intersectBands } from './intersect-bands.ts';
import type { Band } from './profile.ts';

const anyBand: fc.Arbitrary<Band> = fc
  .tuple(fc.option(fc.integer({ min: -10, max: 10 })), fc.nat({ max: 10 }))
  .map(([low, width]) => ({ low, high: (low ?? 0) + width }));

const holds = (band: Band, celsius: number): boolean =>
  (band.low === null || celsius >= band.low) && celsius <= band.high;

describe(intersectBands.name, () => {
  it('holds the temperatures that both bands hold, and no other', () => {
    fc.assert(
      fc.property(anyBand, anyBand, (a, b) => {
        const shared = intersectBands(a, b);
        for (let celsius = -12; celsius <= 22; celsius++) {
          const isShared = shared !== undefined && holds(shared, celsius);
          expect(isShared).toBe(holds(a, celsius) && holds(b, celsius));
        }
      }),
    );
  });

  it('is none where pears and frozen meat meet', () => {
    expect(intersectBands({ low: -0.5, high: 2 }, { low: -25, high: -18 })).toBeUndefined();
  });
});
