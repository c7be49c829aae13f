import { describe, expect, it } from '@jest/globals';
import { formatAge, formatDuration, formatShortDuration } from './durations.ts';

describe('durations', () => {
  it.each([
    [0, '0 秒', '0 s'],
    [59_999, '59 秒', '59 s'],
    [60_000, '1 分钟', '1 min'],
    [4_800_000, '1 小时 20 分', '1 h 20 min'],
    [3_600_000, '1 小时', '1 h'],
    [183_600_000, '2 天 3 小时', '2 d 3 h'],
    [518_400_000, '6 天', '6 d'],
    [-5_000, '0 秒', '0 s'],
  ])('%d ms reads in its two greatest units', (span, zh, en) => {
    expect(formatDuration(span)).toEqual({ zh, en });
  });

  it('are short where there is no room', () => {
    expect(formatShortDuration(4_800_000)).toEqual({ zh: '1时20分', en: '1h20m' });
  });

  it('say that they lie in the past', () => {
    expect(formatAge(35_000)).toEqual({ zh: '35 秒前', en: '35 s ago' });
  });
});
