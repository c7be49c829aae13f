import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { startOfDay } from '@lenglian/wording';
import { heightOf, stretchesOf, ticksOf } from './chart-shape.ts';

/** 2026-08-23T01:00:00Z, 9 o'clock in Beijing. */
const FROM = 1_787_446_800_000;

function chart(points: readonly [minutes: number, low: number, high: number][]) {
  return {
    ...{ from: FROM, to: FROM + 24 * HOUR },
    times: points.map(([minutes]) => FROM + minutes * MINUTE),
    lowCelsius: points.map(([, low]) => low),
    highCelsius: points.map(([, , high]) => high),
  };
}

describe('a small chart', () => {
  it('is open where nothing was measured for longer than three quarters of an hour', () => {
    const stretches = stretchesOf(
      chart([
        [0, 1, 1],
        [45, 1, 2],
        [91, 1, 1],
        [100, 0, 1],
      ]),
    );
    expect(stretches.map((one) => one.map(({ high }) => high))).toEqual([
      [1, 2],
      [1, 1],
    ]);
    expect(stretchesOf(chart([]))).toEqual([]);
  });

  it('is high enough for all that was measured and for the band', () => {
    expect(heightOf(chart([[0, 0, 1]]), -1, 2)).toEqual({ bottom: -2, top: 3 });
    expect(heightOf(chart([[0, -4, 9]]), -1, 2)).toEqual({ bottom: -5, top: 10 });
    expect(heightOf(chart([[0, -25, -20]]), null, -18)).toEqual({ bottom: -26, top: -17 });
  });

  it('is marked every six hours of the clock on the wall', () => {
    const hours = (zone: 'beijing' | 'xinjiang') =>
      ticksOf(chart([]), startOfDay(FROM, zone)).map((tick) => (tick - FROM) / HOUR);
    expect(hours('beijing')).toEqual([3, 9, 15, 21]);
    expect(hours('xinjiang')).toEqual([5, 11, 17, 23]);
  });
});
