import type { HeldRuleMaker } from '../held-rule.ts';

/**
 * CRIT_LO: the product may freeze. Any healthy sensor suffices: the coldest probe within minutes, or
 * supply air that stays below the limit, whatever the probes say; in winter, when the wall is the cold
 * side, return air too. Much cold in less time proves it sooner. No grace ever; it ends only when every
 * sensor that speaks says so.
 */
export const criticalLow: HeldRuleMaker = ({ criticalLow: limit, rules }) => {
  if (limit === null) return undefined;
  const { delay, airDelay, backInRange, hysteresis, doseMax } = rules.criticalLow;
  const severity = 'CRITICAL';
  return {
    code: 'CRIT_LO',
    side: 'BELOW',
    watches: [
      { signal: 'coldestProbe', told: 'PROBE', limit, delay, doseMax, severity },
      { signal: 'supplyAir', told: 'SUPPLY', limit, delay: airDelay, doseMax, severity },
      { signal: 'returnInWinter', told: 'RETURN', limit, delay: airDelay, doseMax, severity },
    ],
    ...{ backInRange, hysteresis, gapMax: rules.gapMax },
  };
};
