import { describe, expect, it } from '@jest/globals';
import type { LatestReading, ReadingSeries } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import { chartData, gapOf, withLatest } from './chart-data.ts';

function series(times: number[], columns: Record<string, Array<number | null>>): ReadingSeries {
  return {
    unitId: 'u',
    from: 0,
    to: 100 * MINUTE,
    widthSeconds: 0,
    times: times.map((minute) => minute * MINUTE),
    series: Object.entries(columns).map(([name, mean]) => {
      const [channel = '', deviceId = 'd'] = name.split('/');
      return { channel, deviceId, mean };
    }),
  };
}

const LATEST: LatestReading = {
  measuredAt: 5 * MINUTE,
  receivedAt: 5 * MINUTE,
  setpointTemperatureCelsius: 0,
  supplyTemperatureCelsius: -0.4,
  returnTemperatureCelsius: 0.9,
  cargoTemperatureCelsius: 0.3,
  ambientTemperatureCelsius: null,
  relativeHumidityPercent: null,
  doorOpen: true,
  isConnectedToPowerSource: null,
  isDefrosting: null,
  controllerAlarm: null,
};

describe('chartData', () => {
  it('opens a hole where nothing was measured for longer than the gap', () => {
    const data = chartData(
      series([0, 1, 31, 32], { returnTemperatureCelsius: [1, 2, 3, 4] }),
      5 * MINUTE,
    );
    expect(data.times).toEqual([0, 1, 16, 31, 32].map((minute) => minute * MINUTE));
    expect(data.lines[0]?.values).toEqual([1, 2, null, 3, 4]);
  });

  it('draws over the times of another device, but not over a hole of its own', () => {
    const data = chartData(
      series([0, 1, 2, 3, 20], {
        'returnTemperatureCelsius/a': [1, null, 2, null, 3],
        'returnTemperatureCelsius/b': [null, 5, null, 6, null],
      }),
      5 * MINUTE,
    );
    expect(data.lines.map((line) => line.values)).toEqual([
      [1, undefined, 2, null, null, 3],
      [null, 5, undefined, 6, null, null],
    ]);
  });

  it('leaves out a channel that has no value, and everything that is no temperature', () => {
    const data = chartData(
      series([0, 1], { supplyTemperatureCelsius: [null, null], doorOpen: [0, 1] }),
      MINUTE,
    );
    expect(data.lines).toEqual([]);
  });

  it('takes two and a half usual steps for a gap, at least five minutes', () => {
    expect(gapOf(series([0, 1, 2, 40, 41], {}))).toBe(5 * MINUTE);
    expect(gapOf(series([0, 10, 20, 30], {}))).toBe(25 * MINUTE);
    expect(gapOf({ times: [], widthSeconds: 3600 })).toBe(150 * MINUTE);
  });
});

describe('withLatest', () => {
  it('adds the newest reading at the end', () => {
    const next = withLatest(
      series([3, 4], { returnTemperatureCelsius: [1, 2], doorOpen: [0, 0] }),
      LATEST,
    );
    expect(next.times.at(-1)).toBe(LATEST.measuredAt);
    expect(next.series.map((one) => one.mean.at(-1))).toEqual([0.9, 1]);
  });

  it('adds nothing that the window already holds', () => {
    const window = series([4, 5], { returnTemperatureCelsius: [1, 2] });
    expect(withLatest(window, LATEST)).toBe(window);
    expect(withLatest(window, null)).toBe(window);
  });

  it('gives the cargo to a single probe, and to none of several', () => {
    const one = withLatest(series([4], { cargoProbe1TemperatureCelsius: [1] }), LATEST);
    expect(one.series[0]?.mean).toEqual([1, 0.3]);
    const two = withLatest(
      series([4], { cargoProbe1TemperatureCelsius: [1], cargoProbe2TemperatureCelsius: [2] }),
      LATEST,
    );
    expect(two.series.map(({ mean }) => mean.at(-1))).toEqual([null, null]);
  });

  it('does not guess which of two devices spoke', () => {
    const window = series([4], {
      'returnTemperatureCelsius/a': [1],
      'returnTemperatureCelsius/b': [2],
    });
    expect(withLatest(window, LATEST).series.map(({ mean }) => mean.at(-1))).toEqual([null, null]);
  });
});
