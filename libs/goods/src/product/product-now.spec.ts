import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import { PRODUCT_FRESH, productNow } from './product-now.ts';

const NOW = 1_787_443_200_000;
const BAND = { low: -1, high: 2 };

const measured = (minutesAgo: number, ...probes: number[]) =>
  aReading({
    deviceId: `R-${minutesAgo}`,
    measuredAt: NOW - minutesAgo * MINUTE,
    measured: Object.fromEntries(
      probes.map((value, index) => [`cargoProbe${index + 1}TemperatureCelsius`, value]),
    ),
  });

describe(productNow.name, () => {
  it.each([
    [[0.5], 'WITHIN'],
    [[-1, 2], 'WITHIN'],
    [[0.5, 2.1], 'TOO_WARM'],
    [[-1.1, 0.5], 'TOO_COLD'],
    [[-3, 9], 'TOO_WARM'],
  ] as const)('of probes at %j says %s: the worst counts', (probes, state) => {
    const values = { lowCelsius: Math.min(...probes), highCelsius: Math.max(...probes) };
    expect(productNow([measured(5, ...probes)], BAND, NOW)).toEqual({
      ...{ state, ...values, measuredAt: NOW - 5 * MINUTE },
    });
  });

  it('knows no cold that does harm where the band is open downwards', () => {
    expect(productNow([measured(1, -40)], { low: null, high: -18 }, NOW).state).toBe('WITHIN');
  });

  it('tells an old value, and does not conclude from it', () => {
    const minutes = PRODUCT_FRESH / MINUTE;
    expect(productNow([measured(minutes, 1)], BAND, NOW).state).toBe('WITHIN');
    expect(productNow([measured(minutes + 1, 1)], BAND, NOW)).toEqual({
      ...{ state: 'NOT_KNOWN', lowCelsius: 1, highCelsius: 1 },
      measuredAt: NOW - (minutes + 1) * MINUTE,
    });
  });

  it('takes no value of a device that fell silent long before the others', () => {
    const now = productNow([measured(1, 0.5), measured(90, 12)], BAND, NOW);
    expect(now).toMatchObject({ state: 'WITHIN', highCelsius: 0.5 });
    expect(productNow([measured(1, 0.5), measured(20, 12)], BAND, NOW).state).toBe('TOO_WARM');
  });

  it('does not take air for goods, nor anything for nothing', () => {
    const nothing = { state: 'NOT_KNOWN', lowCelsius: null, highCelsius: null, measuredAt: null };
    const air = aReading({ measuredAt: NOW, measured: { returnTemperatureCelsius: 1 } });
    expect(productNow([air], BAND, NOW)).toEqual(nothing);
    expect(productNow([], BAND, NOW)).toEqual(nothing);
  });
});
