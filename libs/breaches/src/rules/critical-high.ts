import type { HeldRuleMaker } from '../held-rule.ts';

/**
 * CRIT_HI, of milk MILK_10: the product is so warm that it takes harm. The warmest probe decides soon,
 * return air alone only after longer: a defrost or an open door warms the air and not the cargo.
 */
export const criticalHigh: HeldRuleMaker = ({ criticalHigh: limit, rules }) => {
  const { delay, airDelay, backInRange, hysteresis } = rules.criticalHigh;
  const severity = 'CRITICAL';
  return {
    code: rules.milk ? 'MILK_10' : 'CRIT_HI',
    side: 'ABOVE',
    watches: [
      { signal: 'probeForHeat', told: 'PROBE', limit, delay, severity },
      { signal: 'estimateForCritical', told: 'ESTIMATE', limit, delay: airDelay, severity },
      { signal: 'returnForHeat', told: 'RETURN', limit, delay: airDelay, severity },
    ],
    ...{ backInRange, hysteresis },
  };
};
