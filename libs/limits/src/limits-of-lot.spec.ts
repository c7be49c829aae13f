import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { limitsOfLot, type LotSugar } from './limits-of-lot.ts';
import { aProfile } from './testing.ts';
import { validateProfile } from './validate-profile.ts';

/** 小白杏: 0.5 °C, band 0…2, critical −0.5; sweet ones bear −1.0. */
const apricot = aProfile({
  ...{ code: 'APRICOT_XB', setpoint: 0.5, band: { low: 0, high: 2 }, criticalLow: -0.5 },
});
const sweet = { fromBrixDegrees: 18, setpoint: 0, bandLow: -0.5, criticalLow: -1 };
const diaogan = { setpoint: -1.5, bandLow: -1.8, criticalLow: -2 };
const of = (sugar: Partial<LotSugar>) =>
  limitsOfLot(apricot, { ...{ brixDegrees: null, sweet, cultivar: null }, ...sugar });

describe(limitsOfLot.name, () => {
  it('leaves the limits alone where nobody measured, and where the sugar changes nothing', () => {
    expect(of({})).toBe(apricot);
    expect(of({ brixDegrees: 12 })).toBe(apricot);
  });

  it('lets sweet fruit be colder', () => {
    expect(of({ brixDegrees: 18 })).toMatchObject({
      ...{ setpoint: 0, band: { low: -0.5, high: 2 }, criticalLow: -1 },
    });
    expect(of({ brixDegrees: 17.9 })).toBe(apricot);
  });

  it('keeps watery fruit warmer: it freezes sooner', () => {
    // −0.115 × 5 + 0.5 = −0.075: to the warmer tenth.
    expect(of({ brixDegrees: 5 })).toMatchObject({ criticalLow: 0, setpoint: 0.5 });
    expect(of({ brixDegrees: 5 }).band.low).toBe(0.2);
  });

  it('takes the figures of a cultivar before those of its sugar', () => {
    expect(of({ brixDegrees: 15, cultivar: diaogan })).toMatchObject({
      ...{ setpoint: -1.5, criticalLow: -2 },
    });
  });

  it('leaves goods that cold does not harm alone', () => {
    const dry = aProfile({ criticalLow: null, band: { low: null, high: 15 }, setpoint: 8 });
    const sugar = { brixDegrees: 70, sweet: null, cultivar: null };
    expect(limitsOfLot(dry, sugar)).toBe(dry);
  });

  it('never gives limits that make no sense, nor colder ones than the seeds allow', () => {
    fc.assert(
      fc.property(fc.double({ min: 4, max: 40, noNaN: true }), (brixDegrees) => {
        const limits = of({ brixDegrees });
        expect(validateProfile(limits)).toEqual([]);
        expect(limits.criticalLow).toBeGreaterThanOrEqual(-1);
        expect(limits.criticalLow).toBeGreaterThanOrEqual(brixDegrees * -0.115 + 0.5 - 1e-9);
      }),
    );
  });
});
