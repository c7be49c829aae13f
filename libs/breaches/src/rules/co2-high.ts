import type { HeldRuleMaker } from '../held-rule.ts';

/** CO2_HI: fruit suffocates. */
export const co2High: HeldRuleMaker = ({ rules: { co2 } }) => {
  if (co2 === null) return undefined;
  const { limit, delay, backInRange, hysteresis } = co2;
  return {
    code: 'CO2_HI',
    side: 'ABOVE',
    watches: [{ signal: 'co2', told: 'AIR', limit, delay, severity: 'WARN' }],
    ...{ backInRange, hysteresis },
  };
};
