import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY, HOUR } from '@lenglian/quantities';
import { periodFileName, spanInWeek, spanOf, weekOf, weekOfFileName, weekStart } from './period.ts';

describe('a period', () => {
  it('is an ISO week, named by the year of its Thursday', () => {
    expect(periodFileName(weekOf(Date.UTC(2026, 10, 23)))).toBe('readings-2026-W48.sqlite');
    expect(periodFileName(weekOf(Date.UTC(2026, 10, 22, 23, 59)))).toBe('readings-2026-W47.sqlite');
    // 2026 has 53 weeks; its last one reaches into January.
    expect(periodFileName(weekOf(Date.UTC(2027, 0, 3)))).toBe('readings-2026-W53.sqlite');
    expect(periodFileName(weekOf(Date.UTC(2024, 11, 30)))).toBe('readings-2025-W01.sqlite');
  });

  it('is found again by its file name, for every week', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2020), max: Date.UTC(2060) }), (instant) => {
        const week = weekOf(instant);
        expect(weekOfFileName(periodFileName(week))).toBe(week);
        expect(weekStart(week)).toBeLessThanOrEqual(instant);
        expect(weekStart(week) + 7 * DAY).toBeGreaterThan(instant);
        expect(new Date(weekStart(week)).getUTCDay()).toBe(1);
      }),
    );
  });

  it('knows no file that it did not name', () => {
    for (const name of [
      'readings-2026-W48.sqlite-wal',
      'readings-2025-W53.sqlite',
      'readings-2026-W00.sqlite',
      'judge.sqlite',
    ]) {
      expect(weekOfFileName(name)).toBeUndefined();
    }
  });

  it('has 28 spans of six hours', () => {
    const monday = weekStart(weekOf(Date.UTC(2026, 10, 23)));
    expect(spanInWeek(spanOf(monday))).toBe(0);
    expect(spanInWeek(spanOf(monday + 6 * HOUR - 1))).toBe(0);
    expect(spanInWeek(spanOf(monday + 7 * DAY - 1))).toBe(27);
  });
});
