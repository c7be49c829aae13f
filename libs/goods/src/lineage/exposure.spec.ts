import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { A_MOMENT, aSplit } from '../testing.ts';
import { exposureOf, minutesOf, type BreachSpan } from './exposure.ts';
import type { Transformation } from './transformation.ts';

const UNTIL = A_MOMENT + 10 * HOUR;
const high = (startMinutes: number, endMinutes: number | null): BreachSpan => ({
  rule: 'BAND_HI',
  startedAt: A_MOMENT + startMinutes * MINUTE,
  endedAt: endMinutes === null ? null : A_MOMENT + endMinutes * MINUTE,
});

function exposure(
  lotId: string,
  transformations: readonly Transformation[],
  breaches: Record<string, readonly BreachSpan[]>,
) {
  return exposureOf(lotId, UNTIL, { transformations, breachesOf: (id) => breaches[id] ?? [] });
}

describe(exposureOf.name, () => {
  it('passes on to each part of a split lot all that the whole was exposed to', () => {
    const breaches = { A: [high(0, 30)], B: [high(120, 135)] };
    expect(exposure('B', [aSplit()], breaches)).toEqual({
      ...{ own: { BAND_HI: 15 }, inherited: { BAND_HI: 30 }, total: { BAND_HI: 45 } },
    });
    expect(exposure('C', [aSplit()], breaches).total).toEqual({ BAND_HI: 30 });
  });

  it('does not pass on what befell the rest of the lot after the split', () => {
    expect(exposure('B', [aSplit()], { A: [high(90, 150)] }).total).toEqual({});
  });

  it('counts a breach that goes on through a split once, whenever the split was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 600 }),
        fc.integer({ min: 0, max: 600 }),
        fc.integer({ min: 1, max: 300 }),
        (splitAt, start, length) => {
          const split = aSplit({ at: A_MOMENT + splitAt * MINUTE });
          const whole = high(start, start + length);
          // The part's own judge knows the whole of a breach that it was born into.
          const { total } = exposure('B', [split], { A: [whole], B: [whole] });
          expect(total).toEqual(minutesOf([whole], -Infinity, UNTIL));
        },
      ),
    );
  });

  it('takes the worst of each rule where pieces of several lots lie together', () => {
    const merge = aSplit({
      kind: 'MERGE',
      inputs: [
        { lotId: 'A', quantityKilograms: 1 },
        { lotId: 'D', quantityKilograms: 99 },
      ],
      outputs: [{ lotId: 'B', quantityKilograms: 100 }],
    });
    const cold = { ...high(0, 5), rule: 'CRIT_LO' };
    const breaches = { A: [high(0, 50), cold], D: [high(0, 10)] };
    expect(exposure('B', [merge], breaches).inherited).toEqual({ BAND_HI: 50, CRIT_LO: 5 });
  });

  it('weighs commingled goods by mass, so that the mean lies between its parts', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            kilograms: fc.integer({ min: 1, max: 9_999 }),
            minutes: fc.nat({ max: 60 }),
          }),
          { minLength: 2, maxLength: 6 },
        ),
        (parts) => {
          const kilograms = parts.reduce((all, part) => all + part.kilograms, 0);
          const commingle = aSplit({
            kind: 'COMMINGLE',
            inputs: parts.map((part, n) => ({ lotId: `P${n}`, quantityKilograms: part.kilograms })),
            outputs: [{ lotId: 'B', quantityKilograms: kilograms }],
          });
          const breaches = Object.fromEntries(
            parts.map(({ minutes }, n) => [`P${n}`, [high(0, minutes)]]),
          );
          const { BAND_HI: mean = 0 } = exposure('B', [commingle], breaches).inherited;
          const expected =
            parts.reduce((all, part) => all + part.kilograms * part.minutes, 0) / kilograms;
          expect(mean).toBeCloseTo(expected, 6);
        },
      ),
    );
  });

  it('takes the worst of commingled goods where nobody weighed one of them', () => {
    const commingle = aSplit({
      kind: 'COMMINGLE',
      inputs: [
        { lotId: 'A', quantityKilograms: null },
        { lotId: 'D', quantityKilograms: 5 },
      ],
      outputs: [{ lotId: 'B', quantityKilograms: null }],
    });
    expect(exposure('B', [commingle], { A: [high(0, 40)], D: [] }).inherited).toEqual({
      BAND_HI: 40,
    });
  });

  it('inherits over generations', () => {
    const again = aSplit({
      ...{ id: 'split-2', at: A_MOMENT + 3 * HOUR },
      inputs: [{ lotId: 'B', quantityKilograms: 10_000 }],
      outputs: [{ lotId: 'E', quantityKilograms: 10_000 }],
    });
    const breaches = { A: [high(0, 10)], B: [high(100, 120)], E: [high(200, 230)] };
    expect(exposure('E', [aSplit(), again], breaches).total).toEqual({ BAND_HI: 60 });
  });

  it('counts a breach that lasts until the moment that is asked for', () => {
    expect(exposure('A', [], { A: [high(0, null)] }).total).toEqual({ BAND_HI: 600 });
  });
});
