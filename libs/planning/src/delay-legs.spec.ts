import { describe, expect, it } from '@jest/globals';
import { HOUR } from '@lenglian/quantities';
import { delayLegs } from './delay-legs.ts';
import { A_DEPARTURE, aPlan } from './testing.ts';

const [first] = aPlan().legs;
const LEGS = [0, 10, 20].map((hour) => ({
  ...first!,
  plannedDepartureAt: A_DEPARTURE + hour * HOUR,
  plannedArrivalAt: A_DEPARTURE + (hour + 8) * HOUR,
}));
const hours = (legs: typeof LEGS | undefined) =>
  legs?.map(({ plannedDepartureAt, plannedArrivalAt }) =>
    [plannedDepartureAt, plannedArrivalAt].map((at) => (at - A_DEPARTURE) / HOUR),
  );

describe(delayLegs.name, () => {
  it('moves a departure and all that comes after it, and nothing before', () => {
    expect(hours(delayLegs(LEGS, { leg: 2, of: 'DEPARTURE', by: 3 * HOUR }))).toEqual([
      ...[
        [0, 8],
        [13, 21],
        [23, 31],
      ],
    ]);
  });

  it('of an arrival lets the departure of that leg be', () => {
    expect(hours(delayLegs(LEGS, { leg: 2, of: 'ARRIVAL', by: -1 * HOUR }))).toEqual([
      ...[
        [0, 8],
        [10, 17],
        [19, 27],
      ],
    ]);
  });

  it('knows only legs that there are', () => {
    expect(delayLegs(LEGS, { leg: 4, of: 'ARRIVAL', by: HOUR })).toBeUndefined();
    expect(delayLegs(LEGS, { leg: 0, of: 'ARRIVAL', by: HOUR })).toBeUndefined();
  });
});
