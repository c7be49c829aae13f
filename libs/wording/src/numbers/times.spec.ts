import { describe, expect, it } from '@jest/globals';
import {
  formatClock,
  formatDateTime,
  formatDay,
  formatTime,
  fromInputTime,
  startOfDay,
  toInputTime,
  wallTime,
} from './times.ts';

const instant = Date.UTC(2026, 10, 23, 18, 5, 9);

describe('times', () => {
  it('are shown in Beijing time, eight hours ahead of UTC, over midnight', () => {
    expect(formatDateTime(instant, 'beijing', 'zh')).toBe('11月24日 02:05:09');
    expect(formatDateTime(instant, 'beijing', 'en')).toBe('24 Nov 02:05:09');
  });

  it('name their year where they lie further off', () => {
    expect(formatDay(instant, 'beijing', 'zh')).toBe('2026年11月24日');
    expect(formatDay(instant, 'beijing', 'en')).toBe('24 Nov 2026');
  });

  it('are shown in Xinjiang time, six hours ahead of UTC', () => {
    expect(formatTime(instant, 'xinjiang')).toBe('00:05');
    expect(formatClock(instant, 'xinjiang')).toBe('00:05:09');
  });

  it('find the midnight of the zone, not that of UTC', () => {
    expect(wallTime(startOfDay(instant, 'beijing'), 'beijing')).toEqual({
      year: 2026,
      month: 11,
      day: 24,
      hour: 0,
      minute: 0,
      second: 0,
    });
  });

  it('are read from an input as the clock of the zone that they were written by', () => {
    const minute = Date.UTC(2026, 10, 23, 18, 5);
    for (const zone of ['beijing', 'xinjiang'] as const)
      expect(fromInputTime(toInputTime(instant, zone), zone)).toBe(minute);
    expect(toInputTime(instant, 'beijing')).toBe('2026-11-24T02:05');
    expect(fromInputTime('', 'beijing')).toBeNull();
  });
});
