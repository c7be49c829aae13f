import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { defaultRules } from './default-rules.ts';
import { validateProfile } from './validate-profile.ts';
import { aFrozenProfile, aProfile } from './testing.ts';

describe(defaultRules.name, () => {
  it('waits 20 minutes above the band of chilled goods, on the product and on the air', () => {
    expect(defaultRules('chilled').bandHigh).toMatchObject({
      delay: 20 * MINUTE,
      airDelay: 20 * MINUTE,
      backInRange: 10 * MINUTE,
      hysteresis: 0.3,
    });
  });

  it('waits three minutes only for a probe that freezes', () => {
    expect(defaultRules('chilled').criticalLow.delay).toBe(3 * MINUTE);
    expect(defaultRules('chilled').criticalLow.airDelay).toBe(20 * MINUTE);
  });

  it('waits five times as long for air that no fan moves, as it reaches goods a fifth as fast', () => {
    const { criticalLow, estimate } = defaultRules('chilled');
    expect(criticalLow.stillAirDelay).toBe(5 * criticalLow.airDelay);
    expect(estimate.lagFanOff).toBe(5 * estimate.lag);
  });

  it('judges frozen air after an hour and has no low band for frozen goods', () => {
    expect(defaultRules('frozen').bandHigh.airDelay).toBe(60 * MINUTE);
    expect(defaultRules('frozen').bandLow).toBeNull();
  });

  it('makes profiles without a problem', () => {
    expect(validateProfile(aProfile())).toEqual([]);
    expect(validateProfile(aFrozenProfile())).toEqual([]);
  });
});
