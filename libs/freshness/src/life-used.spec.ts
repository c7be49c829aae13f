import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '@lenglian/quantities';
import { addAgeing, ageingIn, type UnseenBounds } from './life-used.ts';
import { seriesOf, stretchesWithin, type TemperatureSample } from './series.ts';
import { anyModel, anySample, anySeries, PLUM } from './testing.ts';

const UNSEEN: UnseenBounds = { coldest: 0, warmest: 10 };
const GAP_MAX = 10 * MINUTE;
const span = { from: -20 * MINUTE, until: 200 * MINUTE };
const steady = (minutes: readonly number[], celsius: number): TemperatureSample[] =>
  minutes.map((minute) => ({ at: minute * MINUTE, low: celsius, high: celsius }));

describe(ageingIn.name, () => {
  it('is the time itself at the reference temperature, and 3.4 times that ten kelvin above', () => {
    for (const [celsius, times] of [
      [0, 1],
      [10, 3.4],
    ] as const) {
      const series = seriesOf(steady([0, 5, 10], celsius), GAP_MAX);
      const aged = ageingIn(series, { from: 0, until: 10 * MINUTE }, PLUM, UNSEEN);
      expect(aged.best).toBeCloseTo(times * 10 * MINUTE, 3);
      expect(aged).toMatchObject({ measuredMinutes: 10, unknownMinutes: 0 });
      expect(aged.worst).toBeCloseTo(aged.best, 6);
    }
  });

  it('holds no value through a gap: both cases are told, and the minutes', () => {
    const series = seriesOf(steady([0, 60], 2), GAP_MAX);
    const aged = ageingIn(series, { from: 0, until: 1 * HOUR }, PLUM, UNSEEN);
    expect(aged.best).toBeCloseTo(HOUR, 3);
    expect(aged.worst).toBeCloseTo(3.4 * HOUR, 3);
    expect(aged).toMatchObject({ measuredMinutes: 0, unknownMinutes: 60 });
  });

  it('takes what was measured beside a gap into its bounds', () => {
    const series = seriesOf([...steady([0], 20), ...steady([60], 15)], GAP_MAX);
    const aged = ageingIn(series, { from: 0, until: 1 * HOUR }, PLUM, UNSEEN);
    expect(aged.worst).toBeCloseTo(6.8 * HOUR, 3);
  });

  it('knows nothing where there is no sample at all', () => {
    const aged = ageingIn(seriesOf([], GAP_MAX), { from: 0, until: 1 * DAY }, PLUM, UNSEEN);
    expect(aged).toMatchObject({ measuredMinutes: 0, unknownMinutes: 1440 });
  });

  it('is the same when the span is split anywhere', () => {
    fc.assert(
      fc.property(anySeries, anyModel, fc.integer({ min: -20, max: 200 }), (series, model, at) => {
        const middle = at * MINUTE;
        const whole = ageingIn(series, span, model, UNSEEN);
        const parts = addAgeing(
          ageingIn(series, { ...span, until: middle }, model, UNSEEN),
          ageingIn(series, { ...span, from: middle }, model, UNSEEN),
        );
        for (const key of ['best', 'worst', 'measuredMinutes', 'unknownMinutes'] as const)
          expect(Math.abs(parts[key] - whole[key])).toBeLessThanOrEqual(1e-9 * (1 + whole[key]));
      }),
    );
  });

  it('does not depend on the order of samples, nor on how often one is told', () => {
    fc.assert(
      fc.property(fc.array(anySample), anyModel, (samples, model) => {
        const told = [...samples.toReversed(), ...samples];
        expect(ageingIn(seriesOf(told, GAP_MAX), span, model, UNSEEN)).toEqual(
          ageingIn(seriesOf(samples, GAP_MAX), span, model, UNSEEN),
        );
      }),
    );
  });

  it('is never less for warmer goods', () => {
    fc.assert(
      fc.property(anySeries, anyModel, fc.nat({ max: 20 }), (series, model, kelvin) => {
        const samples = series.samples.map(({ at, low, high }) => ({
          ...{ at, low: low + kelvin, high: high + kelvin },
        }));
        const cold = ageingIn(series, span, model, UNSEEN);
        const warm = ageingIn({ ...series, samples }, span, model, UNSEEN);
        expect(warm.best).toBeGreaterThanOrEqual(cold.best * (1 - 1e-12));
        expect(warm.worst).toBeGreaterThanOrEqual(cold.worst * (1 - 1e-12));
      }),
    );
  });

  it('is never better in the worst case than in the best, and leaves no minute out', () => {
    fc.assert(
      fc.property(anySeries, anyModel, (series, model) => {
        const aged = ageingIn(series, span, model, UNSEEN);
        expect(aged.worst).toBeGreaterThanOrEqual(aged.best);
        expect(aged.measuredMinutes + aged.unknownMinutes).toBeCloseTo(220, 9);
      }),
    );
  });
});

describe(stretchesWithin.name, () => {
  it('covers a span without hole or overlap', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const stretches = [...stretchesWithin(series, span)];
        expect(stretches[0]?.from).toBe(span.from);
        expect(stretches.at(-1)?.until).toBe(span.until);
        stretches.slice(1).forEach(({ from }, index) => expect(from).toBe(stretches[index]?.until));
      }),
    );
  });
});
