import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultRules } from '@lenglian/limits';
import { MINUTE } from '@lenglian/quantities';
import { judgePrecooling, type PrecoolSample } from './precool-late.ts';
import { START } from './testing.ts';

const { grace, gapMax, precool } = defaultRules('chilled');
/** Loading is at minute 0. */
const DEMAND = {
  loadingAt: START,
  emptyFrom: START - 60 * MINUTE,
  setpoint: 0,
  parameters: precool!,
  grace,
  gapMax,
};

const sample = (minute: number, air: number, changes: Partial<PrecoolSample> = {}) => ({
  ...{ at: START + minute * MINUTE, air, isPowered: true },
  ...{ isDoorOpen: false, isDefrosting: false, ...changes },
});
/** One a minute. */
const told = (from: number, until: number, air: number, changes: Partial<PrecoolSample> = {}) =>
  Array.from({ length: until - from + 1 }, (_, index) => sample(from + index, air, changes));

function judge(...samples: readonly PrecoolSample[][]) {
  const proven = judgePrecooling(samples.flat(), DEMAND);
  if (!proven) return null;
  const minute = (at: number) => (at - START) / MINUTE;
  return [proven.kind, minute(proven.since), minute(proven.provenAt), proven.warmest];
}

describe('a unit that is to be cold when goods go in', () => {
  it('is late after ten minutes of more than 3 K above its set-point, from a quarter of an hour before', () => {
    expect(judge(told(-60, -6, 12))).toBeNull();
    expect(judge(told(-60, -5, 12))).toEqual(['LATE', -15, -5, 12]);
    expect(judge(told(-60, 5, 3))).toBeNull();
    expect(judge(told(-15, -5, 3.1))).toEqual(['LATE', -15, -5, 3.1]);
  });

  it('is late without power, however cold it is still, and no excuse holds', () => {
    expect(judge(told(-15, 0, 0, { isPowered: false }))).toEqual(['LATE', -15, -5, null]);
    const isDoorOpen = true;
    const dark = { isPowered: false, isDoorOpen };
    expect(judge(told(-15, 0, Number.NaN, dark))).toEqual(['LATE', -15, -5, null]);
    const back = told(-9, -8, Number.NaN);
    const off = { isPowered: false };
    expect(judge(told(-15, -10, Number.NaN, off), back, told(-7, 0, Number.NaN, off))).toBeNull();
  });

  it('is cold again half a kelvin below the margin, for ten minutes', () => {
    const late = told(-15, -5, 12);
    expect(judge(late, told(-4, 20, 2.7))?.[0]).toBe('LATE');
    expect(judge(late, told(-4, 5, 2.5))?.[0]).toBe('LATE');
    expect(judge(late, told(-4, 6, 2.5))).toEqual(['COLD', -4, 6, null]);
  });

  it('is excused by an open door and by a defrost, for no longer than the grace', () => {
    expect(judge(told(-15, 10, 12, { isDefrosting: true }))).toBeNull();
    expect(judge(told(-15, -14, 12, { isDoorOpen: true }), told(-13, 0, 12))).toBeNull();
    expect(judge(told(-60, -5, 12, { isDoorOpen: true }))).toEqual(['LATE', -15, -5, 12]);
  });

  it('is not late by what begins once goods were to be in, nor across a hole', () => {
    expect(judge(told(-15, -1, 0), told(0, 60, 12))).toEqual(['COLD', -15, -5, null]);
    expect(judge([sample(-15, 12), sample(-4, 12), sample(0, 12)])).toBeNull();
    expect(judge([sample(-15, 12), sample(-5, 12)])?.[0]).toBe('LATE');
  });

  it('is late by what it tells each quarter of an hour', () => {
    const slow = [-60, -45, -30, -15, 0].map((minute) => [sample(minute, 12)]);
    expect(judge(...slow)).toEqual(['LATE', -15, 0, 12]);
    // Hourly it has no word in the quarter of an hour at all.
    const hourly = [-170, -110, -50, 10].map((minute) => [sample(minute, 12)]);
    expect(judge(...hourly)).toEqual(['LATE', -15, 10, 12]);
    expect(judge(...hourly.slice(0, 3), [sample(10, 0)])).toBeNull();
  });

  it('is not late by what it was with other goods in it', () => {
    const demand = { ...DEMAND, emptyFrom: START - 8 * MINUTE };
    expect(judgePrecooling(told(-15, 1, 12), demand)).toBeNull();
    expect(judgePrecooling(told(-15, 2, 12), demand)).toMatchObject({ since: demand.emptyFrom });
  });

  it('is never late while every sample is within the margin and it has power', () => {
    const minutes = fc.array(
      fc.record({ gap: fc.integer({ min: 0, max: 30 }), air: fc.double({ min: -30, max: 3 }) }),
    );
    fc.assert(
      fc.property(minutes, fc.boolean(), (steps, isDoorOpen) => {
        let minute = -90;
        const samples = steps.map(({ gap, air }) => sample((minute += gap), air, { isDoorOpen }));
        expect(judgePrecooling(samples, DEMAND)?.kind).not.toBe('LATE');
      }),
    );
  });

  it('is judged the same whatever lies before the quarter of an hour', () => {
    const airs = fc.array(fc.double({ min: -5, max: 20, noNaN: true }), { maxLength: 40 });
    fc.assert(
      fc.property(airs, airs, (before, after) => {
        const later = after.map((air, index) => sample(index - 15, air));
        const all = [...before.map((air, index) => sample(index - 60, air)), ...later];
        expect(judgePrecooling(all, DEMAND)).toEqual(judgePrecooling(later, DEMAND));
      }),
    );
  });
});
