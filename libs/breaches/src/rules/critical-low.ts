import type { HeldRuleMaker } from '../held-rule.ts';

/**
 * CRIT_LO: the product may freeze. Any healthy sensor suffices: the coldest probe within minutes, or
 * supply air that stays below the limit, whatever the probes say; in winter, when the wall is the cold
 * side, return air too. Much cold in less time proves it sooner, of air where no open door or defrost explains
 * it: a few minutes of winter air through a door are many degree-minutes and do nothing to the fruit. The delay
 * has no grace ever; it ends only when every sensor that speaks says so.
 */
export const criticalLow: HeldRuleMaker = ({ criticalLow: limit, rules }) => {
  if (limit === null) return undefined;
  const { delay, airDelay, stillAirDelay, backInRange, hysteresis, doseMax } = rules.criticalLow;
  const severity = 'CRITICAL';
  const bySoMuch = { limit, delay: Infinity, doseMax, severity } as const;
  return {
    code: 'CRIT_LO',
    side: 'BELOW',
    watches: [
      { signal: 'coldestProbe', told: 'PROBE', limit, delay, doseMax, severity },
      { signal: 'supplyAir', told: 'SUPPLY', limit, delay: airDelay, severity },
      { signal: 'returnInWinter', told: 'RETURN', limit, delay: airDelay, severity },
      { signal: 'stillAir', told: 'AIR', limit, delay: stillAirDelay, severity },
      { signal: 'stillSurface', told: 'ESTIMATE', limit, delay, severity },
      { ...bySoMuch, signal: 'supplyUnexplained', told: 'SUPPLY' },
      { ...bySoMuch, signal: 'returnInWinterUnexplained', told: 'RETURN' },
    ],
    ...{ backInRange, hysteresis },
  };
};
