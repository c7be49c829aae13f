import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { activationEnergy, ageingRate, kineticsProblems, type Kinetics } from './kinetics.ts';
import { anyModel, PLUM, SALMON } from './testing.ts';

describe(ageingRate.name, () => {
  it.each([
    [0, 1],
    [10, 3.4],
    [20, 6.8],
    // Beyond what was measured it goes on as it did; colder than that earns nothing.
    [30, 13.6],
    [-5, 1],
  ])('of plums at %d °C is %d times that at 0 °C', (celsius, rate) => {
    expect(ageingRate(PLUM, celsius)).toBeCloseTo(rate, 9);
  });

  it.each([
    [0, 1],
    [5, 2.25],
    [-5, 0.25],
    [-12, 0],
  ])('of salmon at %d °C is (1 + 0.1 T)² = %d', (celsius, rate) => {
    expect(ageingRate(SALMON, celsius)).toBeCloseTo(rate, 9);
  });

  it('is 1 at the reference temperature, wherever that lies', () => {
    for (const reference of [-3, 0, 5, 12, 25])
      expect(ageingRate({ ...PLUM, reference }, reference)).toBeCloseTo(1, 12);
  });

  it('is never less for a warmer temperature', () => {
    const celsius = fc.double({ min: -60, max: 60, noNaN: true });
    fc.assert(
      fc.property(anyModel, celsius, celsius, (model, a, b) => {
        const [cold, warm] = [Math.min(a, b), Math.max(a, b)];
        expect(ageingRate(model, warm)).toBeGreaterThanOrEqual(ageingRate(model, cold));
      }),
    );
  });
});

describe(activationEnergy.name, () => {
  it("is about USP's 83 kJ/mol for a Q10 of 3.6", () => {
    const kinetics: Kinetics = { model: 'q10', ranges: [{ q10: 3.6, from: 0, to: 10 }] };
    const energy = activationEnergy({ ...PLUM, kinetics });
    expect(energy / 1000).toBeGreaterThan(82);
    expect(energy / 1000).toBeLessThan(84);
  });
});

describe(kineticsProblems.name, () => {
  const q10 = (...ranges: readonly (readonly [number, number, number])[]): Kinetics => ({
    ...{ model: 'q10' },
    ranges: ranges.map(([value, from, to]) => ({ q10: value, from, to })),
  });
  it.each<[string, string, Kinetics]>([
    ['KINETICS_APART', 'kinetics.1.fromCelsius', q10([3, 0, 10], [2, 11, 20])],
    ['ENDS_SWAPPED', 'kinetics.0.toCelsius', q10([3, 10, 0])],
    ['Q10_BELOW_ONE', 'kinetics.0.q10', q10([0.5, 0, 10])],
    [
      ...(['MINIMUM_NOT_BELOW_REFERENCE', 'kinetics.0.minimumCelsius'] as const),
      { model: 'square-root', minimum: 0 },
    ],
  ])('tells %s at %s', (code, field, kinetics) => {
    expect(kineticsProblems(kinetics, 0)).toMatchObject([{ code, field }]);
  });

  it('tells everything at once', () => {
    expect(kineticsProblems(q10([0.5, 10, 0], [2, 1, 20]), 0)).toHaveLength(3);
  });

  it('lets good ones pass', () => {
    for (const { kinetics, reference } of [PLUM, SALMON])
      expect(kineticsProblems(kinetics, reference)).toEqual([]);
  });
});
