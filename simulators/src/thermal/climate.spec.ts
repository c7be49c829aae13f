import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '@lenglian/quantities';
import { Climate, solarKelvinAt } from './climate.ts';

// 2025-09-01T00:00Z is six in the morning by the sun of Xinjiang.
const MIDNIGHT = Date.UTC(2025, 8, 1) - 6 * HOUR;

describe(Climate.name, () => {
  it('is warmest in the afternoon by the sun and coldest half a day earlier', () => {
    const climate = new Climate([{ at: MIDNIGHT, lowCelsius: 10, highCelsius: 27 }]);
    expect(climate.ambientAt(MIDNIGHT + 3.5 * HOUR)).toBeCloseTo(10, 5);
    expect(climate.ambientAt(MIDNIGHT + 15.5 * HOUR)).toBeCloseTo(27, 5);
  });

  it('changes evenly from place to place and gives the same out of order', () => {
    const climate = new Climate([
      { at: MIDNIGHT, lowCelsius: 0, highCelsius: 0 },
      { at: MIDNIGHT + 2 * DAY, lowCelsius: 20, highCelsius: 20 },
    ]);
    expect(climate.ambientAt(MIDNIGHT + 3 * DAY)).toBeCloseTo(20, 5);
    expect(climate.ambientAt(MIDNIGHT + DAY)).toBeCloseTo(10, 5);
    expect(climate.ambientAt(MIDNIGHT - DAY)).toBeCloseTo(0, 5);
  });
});

describe(solarKelvinAt.name, () => {
  it('warms the walls by day only', () => {
    expect(solarKelvinAt(MIDNIGHT)).toBe(0);
    expect(solarKelvinAt(MIDNIGHT + 12 * HOUR)).toBeCloseTo(8, 5);
  });
});
