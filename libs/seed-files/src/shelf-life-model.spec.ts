import { describe, expect, it } from '@jest/globals';
import { ageingRate, ShelfLifeModelError } from '@lenglian/freshness';
import { DAY } from '@lenglian/quantities';
import { keepingProblems, shelfLifeModelIn, toShelfLifeModel } from './shelf-life-model.ts';

const sure = { confidence: 'C', source: 'a test' } as const;
const root = { model: 'square-root', minimumCelsius: -8, referenceCelsius: 0, ...sure } as const;

const setpointCelsius = { value: 0, ...sure };
const plum = {
  setpointCelsius,
  shelfLife: [
    { ...days(3, 5), fromCelsius: 20, toCelsius: 20 },
    { ...days(21, 28), fromCelsius: -1, toCelsius: 0.5 },
  ],
  kinetics: [q10(3.4, 0, 10), q10(2, 10, 20)],
};

describe(toShelfLifeModel.name, () => {
  it('takes the keeping time nearest to the set-point, and its two ranges of Q10', () => {
    expect(toShelfLifeModel(plum)).toEqual({
      ...{ reference: 0, keepsLeast: 21 * DAY, keepsMost: 28 * DAY },
      kinetics: {
        model: 'q10',
        ranges: [
          { q10: 3.4, from: 0, to: 10 },
          { q10: 2, from: 10, to: 20 },
        ],
      },
    });
  });

  it('knows the square-root model, whatever the set-point', () => {
    const salmon = { ...plum, kinetics: [{ ...root, minimumCelsius: -10 }] };
    expect(ageingRate(toShelfLifeModel(salmon)!, 5)).toBeCloseTo(2.25, 9);
  });

  it('is null where nobody knows one', () => {
    expect(toShelfLifeModel({ ...plum, kinetics: [] })).toBeNull();
    expect(toShelfLifeModel({ ...plum, shelfLife: [] })).toBeNull();
  });

  it.each([
    ['kinetics.1.fromCelsius', { kinetics: [q10(3, 0, 10), q10(2, 11, 20)] }],
    ['kinetics.0.toCelsius', { kinetics: [q10(3, 10, 0)] }],
    ['kinetics.0.toCelsius', { kinetics: [q10(3, 20, 0)], shelfLife: [] }],
    ['kinetics.1.model', { kinetics: [q10(3, 0, 10), root] }],
    ['kinetics.1.model', { kinetics: [root, root] }],
    ['kinetics.0.minimumCelsius', { kinetics: [{ ...root, minimumCelsius: 1 }] }],
    ['kinetics.0.minimumCelsius', { kinetics: [{ ...root, minimumCelsius: 1 }], shelfLife: [] }],
    ['shelfLife.0.toCelsius', { shelfLife: [{ ...days(1, 1), fromCelsius: 1, toCelsius: 0 }] }],
    ['shelfLife.1.daysMax', { shelfLife: [days(4, 4), days(5, 4)] }],
  ])('names %s where that is wrong', (field, change) => {
    expect(keepingProblems({ ...plum, ...change })).toMatchObject([{ field }]);
    expect(() => toShelfLifeModel({ ...plum, ...change })).toThrow(ShelfLifeModelError);
    expect(() => toShelfLifeModel({ ...plum, ...change })).toThrow(field);
  });
});

describe(shelfLifeModelIn.name, () => {
  it('reads what is kept with a profile, and is null of what is not a commodity', () => {
    expect(shelfLifeModelIn({ code: 'PLUM', ...plum })).toEqual(toShelfLifeModel(plum));
    for (const details of [null, {}, { kinetics: 3 }]) expect(shelfLifeModelIn(details)).toBeNull();
  });

  it('is null of kinetics that contradict themselves, of a profile from before they were looked at', () => {
    expect(shelfLifeModelIn({ code: 'PLUM', ...plum, kinetics: [q10(3, 20, 0)] })).toBeNull();
  });
});

function q10(value: number, fromCelsius: number, toCelsius: number) {
  return { model: 'q10' as const, q10: value, fromCelsius, toCelsius, ...sure };
}
function days(daysMin: number, daysMax: number) {
  return { daysMin, daysMax, fromCelsius: 0, toCelsius: 0, ...sure };
}
