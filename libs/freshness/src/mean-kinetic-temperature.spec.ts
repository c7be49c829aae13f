import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { USP_ACTIVATION_ENERGY } from './kinetics.ts';
import { meanKineticTemperature } from './mean-kinetic-temperature.ts';
import { gapsIn, minutesOutside } from './minutes-outside.ts';
import { seriesOf } from './series.ts';
import { anySeries } from './testing.ts';

const GAP_MAX = 10 * MINUTE;
const span = { from: 0, until: 3 * HOUR };
const line = (...points: readonly (readonly [number, number])[]) =>
  seriesOf(
    points.map(([minute, celsius]) => ({ at: minute * MINUTE, low: celsius, high: celsius })),
    GAP_MAX,
  );

describe(meanKineticTemperature.name, () => {
  it('is the temperature itself where that never changed', () => {
    const { celsius, measuredMinutes } = meanKineticTemperature(
      line([0, 5], [10, 5]),
      span,
      USP_ACTIVATION_ENERGY,
    );
    expect(celsius).toBeCloseTo(5, 9);
    expect(measuredMinutes).toBe(10);
  });

  it('lies above the mean, so that warm hours weigh more: half at 2 °C and half at 8 °C is 5.54 °C', () => {
    // 83144/8.314 = 10000 K; 10000 / −ln((e^(−10000/275.15) + e^(−10000/281.15)) / 2) − 273.15.
    const series = seriesOf(
      Array.from({ length: 121 }, (_, minute) => {
        const celsius = minute < 60 ? 2 : 8;
        return { at: minute * MINUTE, low: celsius, high: celsius };
      }),
      GAP_MAX,
    );
    const { celsius } = meanKineticTemperature(series, span, USP_ACTIVATION_ENERGY);
    expect(celsius).toBeGreaterThan(5.5);
    expect(celsius).toBeLessThan(5.6);
  });

  it('is null where nothing was measured, and lies within what was', () => {
    expect(meanKineticTemperature(line(), span, USP_ACTIVATION_ENERGY).celsius).toBeNull();
    fc.assert(
      fc.property(anySeries, (series) => {
        const { celsius } = meanKineticTemperature(series, span, USP_ACTIVATION_ENERGY);
        const warmest = series.samples.map(({ high }) => high);
        if (celsius === null) return;
        expect(celsius).toBeLessThanOrEqual(Math.max(...warmest) + 1e-6);
        expect(celsius).toBeGreaterThanOrEqual(Math.min(...warmest) - 1e-6);
      }),
    );
  });
});

describe(minutesOutside.name, () => {
  it('counts the part of a stretch that lies outside, and a limit itself as inside', () => {
    const limits = { low: -1, high: 2 };
    const outside = (...points: readonly (readonly [number, number])[]) =>
      minutesOutside(line(...points), span, limits);
    expect(outside([0, 2], [10, 2])).toEqual({ measured: 10, above: 0, below: 0 });
    expect(outside([0, 0], [10, 4])).toEqual({ measured: 10, above: 5, below: 0 });
    expect(outside([0, -2], [8, 0])).toEqual({ measured: 8, above: 0, below: 4 });
    expect(outside([0, 9], [60, 9])).toEqual({ measured: 0, above: 0, below: 0 });
  });
});

describe(gapsIn.name, () => {
  it('tells every stretch without a measurement, those at the ends too', () => {
    const gaps = gapsIn(line([5, 1], [10, 1], [60, 1]), { from: 0, until: 65 * MINUTE });
    expect(gaps.map(({ from, until }) => [from / MINUTE, until / MINUTE])).toEqual([
      [0, 5],
      [10, 60],
      [60, 65],
    ]);
  });
});
