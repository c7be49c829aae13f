import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asReported, UNKNOWN_LEG, withMeasured, type KnownLeg } from './measured-legs.ts';

const NOW = 1_000;
const leg = (what: Partial<KnownLeg>): KnownLeg => ({ ...UNKNOWN_LEG, ...what });

describe('what was measured of legs', () => {
  it('counts where nobody has said anything', () => {
    const [only] = withMeasured([leg({ measuredDepartureAt: 10, measuredArrivalAt: 20 })], NOW);
    expect(only).toMatchObject({
      ...{ departedAt: 10, departedBasis: 'MEASURED', arrivedAt: 20, arrivedBasis: 'MEASURED' },
    });
  });

  it('gives way to what somebody said, and stays visible', () => {
    const said = leg({ departedAt: 12, departedBasis: 'REPORTED', measuredDepartureAt: 10 });
    expect(withMeasured([said], NOW)).toEqual([said]);
  });

  it('gives way also to the word that it was not', () => {
    const takenBack = leg({ arrivedBasis: 'REPORTED', measuredArrivalAt: 20 });
    expect(withMeasured([takenBack], NOW)).toEqual([takenBack]);
  });

  it('gives way where it does not fit between the words of people', () => {
    const legs = [
      leg({ measuredDepartureAt: 10, arrivedAt: 40, arrivedBasis: 'REPORTED' }),
      leg({ measuredDepartureAt: 30, measuredArrivalAt: 60 }),
    ];
    const [, second] = withMeasured(legs, NOW);
    expect(second).toMatchObject({ departedAt: null, departedBasis: null, arrivedAt: 60 });
  });

  it('does not count before it has happened', () => {
    const [ahead] = withMeasured([leg({ measuredDepartureAt: NOW + 1 })], NOW);
    expect(ahead).toMatchObject({ departedAt: null, measuredDepartureAt: NOW + 1 });
  });

  it('never changes a word of people, and leaves times in order, whatever was measured', () => {
    const time = fc.option(fc.integer({ min: 0, max: 2_000 }));
    const measured = fc.record({ measuredDepartureAt: time, measuredArrivalAt: time });
    const words = fc.array(fc.tuple(time, fc.boolean()), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(measured, { minLength: 3, maxLength: 3 }), words, (legs, said) => {
        let last = 0;
        const inOrder = said.map(([at, isSaid]) => {
          if (!isSaid) return { at: null, basis: null };
          last = at === null ? last : Math.min(NOW, Math.max(last, at));
          return { at: at === null ? null : last, basis: 'REPORTED' as const };
        });
        const known = legs.map((one, index) => {
          const [departed, arrived] = [inOrder[2 * index]!, inOrder[2 * index + 1]!];
          return leg({
            ...{ ...one, departedAt: departed.at, departedBasis: departed.basis },
            ...{ arrivedAt: arrived.at, arrivedBasis: arrived.basis },
          });
        });
        const after = withMeasured(known, NOW);
        expect(asReported(after)).toEqual(asReported(known));
        const times = after.flatMap(({ departedAt, arrivedAt }) => [departedAt, arrivedAt]);
        const happened = times.filter((at) => at !== null);
        expect(happened).toEqual(happened.toSorted((a, b) => a - b));
        expect(withMeasured(after, NOW)).toEqual(after);
      }),
    );
  });
});
