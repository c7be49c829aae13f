import { describe, expect, it } from '@jest/globals';
import type { ReadingSeries } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import { intervalsOff, intervalsOn, intervalsWithout, merged } from './lane-intervals.ts';

const GAP = 5 * MINUTE;

function series(minutes: number[], mean: Array<number | null>, rolledUp = {}): ReadingSeries {
  return {
    unitId: 'u',
    from: 0,
    to: 60 * MINUTE,
    widthSeconds: 0,
    times: minutes.map((minute) => minute * MINUTE),
    series: [{ channel: 'doorOpen', deviceId: 'd', mean, ...rolledUp }],
  };
}

const minutes = (intervals: ReadonlyArray<{ from: number; to: number }>) =>
  intervals.map(({ from, to }) => [from / MINUTE, to / MINUTE]);

describe('lanes', () => {
  it('join consecutive samples with the flag on into one bar', () => {
    expect(minutes(intervalsOn(series([0, 1, 2, 3], [0, 1, 1, 0]), 'doorOpen', GAP))).toEqual([
      [1, 3],
    ]);
  });

  it('do not claim that a flag stayed on through a hole', () => {
    expect(minutes(intervalsOn(series([0, 30], [1, 1]), 'doorOpen', GAP))).toEqual([
      [0, 0.5],
      [30, 30.5],
    ]);
  });

  it('show a roll-up in which the door was open for a moment', () => {
    const rolledUp = series([0, 1], [0.1, 0], { max: [1, 0], min: [0, 0] });
    expect(minutes(intervalsOn(rolledUp, 'doorOpen', GAP))).toEqual([[0, 1]]);
  });

  it('show power off, and nothing where power was not measured', () => {
    expect(minutes(intervalsOff(series([0, 1, 2], [1, 0, null]), 'doorOpen', GAP))).toEqual([
      [1, 2],
    ]);
  });

  it('show holes inside the window and at both of its ends', () => {
    expect(minutes(intervalsWithout(series([10, 11, 40], [1, 1, 1]), GAP))).toEqual([
      [0, 10],
      [11, 40],
      [40, 60],
    ]);
  });

  it('merge what touches and keep apart what does not', () => {
    const bars = [
      { from: 5, to: 6 },
      { from: 0, to: 2 },
      { from: 2, to: 3 },
      { from: 0, to: 1 },
    ];
    expect(merged(bars)).toEqual([
      { from: 0, to: 3 },
      { from: 5, to: 6 },
    ]);
  });
});
