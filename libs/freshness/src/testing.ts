import fc from 'fast-check';
import { MINUTE } from '@lenglian/quantities';
import type { ShelfLifeModel } from './kinetics.ts';
import { seriesOf, type TemperatureSample, type TemperatureSeries } from './series.ts';

const celsius = fc.integer({ min: -30, max: 40 });

/** A sample within the first three hours of time. */
export const anySample: fc.Arbitrary<TemperatureSample> = fc
  .tuple(fc.nat({ max: 180 }), celsius, celsius)
  .map(([minute, a, b]) => ({ at: minute * MINUTE, low: Math.min(a, b), high: Math.max(a, b) }));

/** Pauses of more than ten minutes are gaps, and there are some. */
export const anySeries: fc.Arbitrary<TemperatureSeries> = fc
  .array(anySample, { maxLength: 40 })
  .map((samples) => seriesOf(samples, 10 * MINUTE));

/** Plums: two ranges. Salmon: the square-root model. */
export const PLUM: ShelfLifeModel = {
  ...{ reference: 0, keepsLeast: 21 * 86_400_000, keepsMost: 28 * 86_400_000 },
  kinetics: {
    model: 'q10',
    ranges: [
      { q10: 3.4, from: 0, to: 10 },
      { q10: 2, from: 10, to: 20 },
    ],
  },
};
export const SALMON: ShelfLifeModel = {
  ...{ reference: 0, keepsLeast: 12 * 86_400_000, keepsMost: 12 * 86_400_000 },
  kinetics: { model: 'square-root', minimum: -10 },
};
export const anyModel = fc.constantFrom(PLUM, SALMON);
