import type { HeldRuleMaker } from '../held-rule.ts';

/**
 * BAND_LO: the product is colder than its band. The coldest probe decides; without one supply air, the
 * coldest that reaches the cargo. Frozen goods have no such rule.
 */
export const bandLow: HeldRuleMaker = ({ band, rules }) => {
  if (band.low === null || rules.bandLow === null) return undefined;
  const { delay, airDelay, backInRange, hysteresis } = rules.bandLow;
  const limit = band.low;
  return {
    code: 'BAND_LO',
    side: 'BELOW',
    watches: [
      { signal: 'coldestProbe', told: 'PROBE', limit, delay, severity: 'WARN' },
      { signal: 'supplyForBandLow', told: 'SUPPLY', limit, delay: airDelay, severity: 'WARN' },
    ],
    ...{ backInRange, hysteresis },
  };
};
