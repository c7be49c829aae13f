import { describe, expect, it } from '@jest/globals';
import { isValidAt, overlapOf, type Validity } from '@lenglian/placements';
import { anyValidity } from '@lenglian/placements/testing';
import fc from 'fast-check';
import { provisionalSpans } from './provisional-spans.ts';

const RIDE: Validity = { from: 10, until: 30 };

describe(provisionalSpans.name, () => {
  it('are the whole ride where nobody says anything', () => {
    expect(provisionalSpans({ rides: [RIDE], loads: [], idle: [] })).toEqual([RIDE]);
  });

  it('are none where goods lay in it at any time of the ride', () => {
    for (const load of [
      { from: 5, until: 12 },
      { from: 15, until: 20 },
      { from: 29, until: null },
    ])
      expect(provisionalSpans({ rides: [RIDE], loads: [load], idle: [] })).toEqual([]);
  });

  it('heed no goods of before or after the ride', () => {
    const loads = [
      { from: 5, until: 10 },
      { from: 30, until: null },
    ];
    expect(provisionalSpans({ rides: [RIDE], loads, idle: [] })).toEqual([RIDE]);
  });

  it('have a hole while it is declared empty', () => {
    const idle = [{ from: 12, until: 14 }];
    expect(provisionalSpans({ rides: [RIDE], loads: [], idle })).toEqual([
      { from: 10, until: 12 },
      { from: 14, until: 30 },
    ]);
  });

  it('hold exactly the moments of rides without goods in which it is not idle', () => {
    const validities = fc.array(anyValidity, { maxLength: 3 });
    fc.assert(
      fc.property(validities, validities, validities, (rides, loads, idle) => {
        const spans = provisionalSpans({ rides, loads, idle });
        for (let at = 0; at <= 40; at++) {
          const isOn = rides.some((ride) => {
            const isLoaded = loads.some((load) => overlapOf(ride, load));
            return isValidAt(ride, at) && !isLoaded;
          });
          const expected = isOn && !idle.some((one) => isValidAt(one, at)) ? 1 : 0;
          expect(spans.filter((span) => isValidAt(span, at))).toHaveLength(expected);
        }
      }),
    );
  });
});
