import type { HeldRule, HeldRuleMaker } from '../held-rule.ts';
import type { LimitProfile } from '@lenglian/limits';

/** RH_HI: too damp for goods that rot or mould by it. Of others humidity is only reported. */
export const humidityHigh: HeldRuleMaker = (profile) => humidityRule(profile, 'RH_HI');

/** RH_LO: so dry that the goods shrivel. */
export const humidityLow: HeldRuleMaker = (profile) => humidityRule(profile, 'RH_LO');

function humidityRule(
  { rules: { humidity } }: LimitProfile,
  code: 'RH_HI' | 'RH_LO',
): HeldRule | undefined {
  if (humidity === null) return undefined;
  const { low, high, margin, delay, backInRange, hysteresis } = humidity;
  const limit = code === 'RH_HI' ? high + margin : low - margin;
  return {
    code,
    side: code === 'RH_HI' ? 'ABOVE' : 'BELOW',
    watches: [{ signal: 'humidity', told: 'AIR', limit, delay, severity: 'MAJOR' }],
    ...{ backInRange, hysteresis },
  };
}
