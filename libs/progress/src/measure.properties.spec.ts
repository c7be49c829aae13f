import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MINUTE } from '@lenglian/quantities';
import { measure } from './measure.ts';
import { ROUTE, START, riderOf, told } from './testing.ts';
import { Track, type Position } from './track.ts';

const UNITS = ['A', 'B', 'C'];
const RIDERS = UNITS.map((unitId) => riderOf(unitId));
/** A journey, told every four to nine minutes, with holes. */
const JOURNEY = fc
  .record({
    every: fc.integer({ min: 4, max: 9 }),
    from: fc.integer({ min: 0, max: 300 }),
    until: fc.integer({ min: 301, max: 690 }),
    hole: fc.integer({ min: 0, max: 600 }),
  })
  .map(({ every, from, until, hole }) =>
    UNITS.flatMap((unitId, index) => told(unitId, from + index, until, every)).filter(
      ({ at }) => at < START + hole * MINUTE || at > START + (hole + 60) * MINUTE,
    ),
  );
const ANYWHERE = fc.record({
  latitudeDegrees: fc.double({ min: -90, max: 90, noNaN: true }),
  longitudeDegrees: fc.double({ min: -180, max: 180, noNaN: true }),
});

function measured(positions: readonly Position[], riders = RIDERS) {
  const track = new Track(ROUTE);
  for (const position of positions) track.add(position);
  return measure(track, ROUTE, riders);
}

describe('measuring a run', () => {
  it('comes to the same in any order of arrival, and with repeats', () => {
    const shuffled = JOURNEY.chain((journey) =>
      fc.tuple(
        fc.constant(journey),
        fc.shuffledSubarray([...journey, ...journey.slice(0, 20)], {
          minLength: journey.length + Math.min(20, journey.length),
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([journey, again]) => {
        expect(measured(again)).toEqual(measured(journey));
      }),
      { numRuns: 60 },
    );
  });

  it('says of the same times that a run or a unit was astray, in any order of arrival', () => {
    const within = (from: number, until: number, one: Position) =>
      one.at >= START + from * MINUTE && one.at <= START + until * MINUTE;
    const astray = fc
      .tuple(JOURNEY, fc.integer({ min: 80, max: 200 }), fc.integer({ min: 100, max: 400 }))
      .map(([journey, north, away]) =>
        journey.map((one) => {
          if (one.deviceId === 'device of B' && within(away, away + 180, one))
            return { ...one, latitudeDegrees: 36, longitudeDegrees: 104 };
          return within(north, 230, one) ? { ...one, latitudeDegrees: 44.5 } : one;
        }),
      )
      .chain((journey) =>
        fc.tuple(fc.constant(journey), fc.shuffledSubarray(journey, { minLength: journey.length })),
      );
    let found = 0;
    fc.assert(
      fc.property(astray, ([journey, again]) => {
        const { offRoute, strays } = measured(journey);
        found += offRoute.length + strays.length;
        expect(measured(again)).toMatchObject({ offRoute, strays });
        for (const { from, provenAt, until } of [...offRoute, ...strays]) {
          expect(provenAt).toBeGreaterThan(from);
          expect(until ?? Infinity).toBeGreaterThanOrEqual(provenAt);
        }
      }),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(0);
  });

  it('is the same in whatever order what contradicts itself at one moment came', () => {
    const contradicting = fc.array(
      fc.tuple(fc.constantFrom(...UNITS), fc.integer({ min: 0, max: 40 }), ANYWHERE),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(contradicting, (said) => {
        const positions = said.map(([unitId, minute, where]) => ({
          ...{ deviceId: `device of ${unitId}`, at: START + minute * MINUTE },
          ...where,
        }));
        expect(measured(positions.toReversed())).toEqual(measured(positions));
      }),
    );
  });

  it('visits the same places with a stray position as without, of one unit alone', () => {
    const alone = [riderOf('A')];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 690 }), ANYWHERE, (minute, where) => {
        const stray = { deviceId: 'device of A', at: START + minute * MINUTE + 1, ...where };
        const without = measured(told('A', 0, 690), alone);
        const visits = measured([...told('A', 0, 690), stray], alone).visits;
        visits.forEach((visit, index) => {
          const other = without.visits[index]!;
          for (const kind of ['arrivedAt', 'departedAt'] as const) {
            expect(visit[kind] === null).toBe(other[kind] === null);
            // A stray word within a place may come a little before or after the others.
            expect(Math.abs((visit[kind] ?? 0) - (other[kind] ?? 0))).toBeLessThanOrEqual(
              10 * MINUTE,
            );
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('says of a run only times in the order of its way', () => {
    fc.assert(
      fc.property(JOURNEY, (journey) => {
        const times = measured(journey).visits.flatMap(({ arrivedAt, departedAt }) => [
          arrivedAt,
          departedAt,
        ]);
        const known = times.filter((at) => at !== null);
        expect(known).toEqual(known.toSorted((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });
});
