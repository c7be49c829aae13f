import type { ThresholdRuleMaker } from '../threshold-rule.ts';
import { coldestProbe, supplyAir } from './signal-selection.ts';

/**
 * CRIT_LO: the product may freeze. Any healthy sensor suffices: the coldest probe within minutes,
 * or supply air that stays below the limit, whatever the probes say. It ends only when every sensor
 * that speaks says so.
 */
export const criticalLow: ThresholdRuleMaker = ({ criticalLow: limit, rules }) => {
  if (limit === null) return undefined;
  return {
    code: 'CRIT_LO',
    severity: 'CRITICAL',
    side: 'BELOW',
    watches: [
      { signal: 'PROBE', read: coldestProbe, limit, delay: rules.criticalLow.delay },
      { signal: 'SUPPLY', read: supplyAir, limit, delay: rules.criticalLow.airDelay },
    ],
    timing: rules.criticalLow,
    gapMax: rules.gapMax,
  };
};
