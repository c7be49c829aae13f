import type { ThresholdRuleMaker } from '../threshold-rule.ts';
import { returnAirWithoutProbe, warmestProbe } from './signal-selection.ts';

/**
 * CRIT_HI: the product is so warm that it takes harm. The warmest probe decides soon, return air
 * alone only after longer: a defrost or an open door warms the air and not the cargo.
 */
export const criticalHigh: ThresholdRuleMaker = ({ criticalHigh: limit, rules }) => ({
  code: 'CRIT_HI',
  severity: 'CRITICAL',
  side: 'ABOVE',
  watches: [
    { signal: 'PROBE', read: warmestProbe, limit, delay: rules.criticalHigh.delay },
    {
      signal: 'RETURN',
      read: returnAirWithoutProbe,
      limit,
      delay: rules.criticalHigh.airDelay,
    },
  ],
  timing: rules.criticalHigh,
  gapMax: rules.gapMax,
});
