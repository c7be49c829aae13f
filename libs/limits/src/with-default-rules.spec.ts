import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { defaultRules } from './default-rules.ts';
import type { LimitProfile } from './profile.ts';
import { withDefaultRules } from './with-default-rules.ts';

describe(withDefaultRules.name, () => {
  it('completes rules that were stored before a parameter of theirs was known, and keeps their own', () => {
    const defaults = defaultRules('chilled');
    const stored = {
      thermalState: 'chilled',
      rules: {
        bandHigh: { delay: 7 * MINUTE },
        criticalLow: { delay: MINUTE },
        estimate: { lag: 60 * MINUTE, lagFanOff: 300 * MINUTE },
        fuel: { limit: 25 },
        milkPickUp: { delay: MINUTE },
        powerOff: { movingAfter: MINUTE },
        precool: { margin: 1 },
        setpointHeld: { tolerance: 2 },
        startStop: { swing: 1 },
      },
    } as never;
    const { rules } = withDefaultRules<LimitProfile>(stored);

    expect(rules.bandHigh).toEqual({ ...defaults.bandHigh, delay: 7 * MINUTE });
    expect(rules.criticalLow).toEqual({ ...defaults.criticalLow, delay: MINUTE });
    expect(rules.estimate).toMatchObject({
      ...{ lag: 60 * MINUTE, lagOfCore: defaults.estimate.lagOfCore },
    });
    expect(rules.fuel).toEqual({ ...defaults.fuel, limit: 25 });
    expect(rules.milkPickUp).toEqual({ ...defaults.milkPickUp, delay: MINUTE });
    expect(rules.powerOff).toEqual({ ...defaults.powerOff, movingAfter: MINUTE });
    expect(rules.precool).toEqual({ ...defaults.precool, margin: 1 });
    expect(rules.setpointHeld).toEqual({ ...defaults.setpointHeld, tolerance: 2 });
    expect(rules.startStop).toEqual({ ...defaults.startStop, swing: 1 });
    expect(rules.grace).toEqual(defaults.grace);
  });
});
