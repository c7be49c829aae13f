import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '@lenglian/quantities';
import { splitLabel, timeSplits } from './time-axis.ts';

/** 2026-11-23 18:05 UTC: the 24th in Beijing, five past midnight in Xinjiang. */
const NOW = Date.UTC(2026, 10, 23, 18, 5);

describe('the time axis', () => {
  it('splits six hours at full hours', () => {
    const labels = timeSplits(NOW - 6 * HOUR, NOW, 7, 'beijing').map((at) =>
      splitLabel(at, 'beijing', 'zh'),
    );
    expect(labels).toEqual(['21:00', '22:00', '23:00', '11月24日', '01:00', '02:00']);
  });

  it('splits six days at the midnights of the zone', () => {
    const labels = timeSplits(NOW - 6 * DAY, NOW, 6, 'xinjiang').map((at) =>
      splitLabel(at, 'xinjiang', 'en'),
    );
    expect(labels).toEqual(['19 Nov', '20 Nov', '21 Nov', '22 Nov', '23 Nov', '24 Nov'].slice(-6));
  });

  it('makes no more marks than there is room for', () => {
    for (const span of [MINUTE, HOUR, DAY, 400 * DAY])
      expect(timeSplits(NOW - span, NOW, 5, 'beijing').length).toBeLessThanOrEqual(
        span === 400 * DAY ? 14 : 6,
      );
  });
});
