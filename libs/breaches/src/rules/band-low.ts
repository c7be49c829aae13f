import type { ThresholdRuleMaker } from '../threshold-rule.ts';
import { coldestProbe, supplyAirWithoutProbe } from './signal-selection.ts';

/**
 * BAND_LO: the product is colder than its band. The coldest probe decides; a sample without a probe
 * is judged by its supply air, the coldest air that reaches the cargo. Frozen goods have no such rule.
 */
export const bandLow: ThresholdRuleMaker = ({ band, rules }) => {
  if (band.low === null || rules.bandLow === null) return undefined;
  return {
    code: 'BAND_LO',
    severity: 'WARN',
    side: 'BELOW',
    watches: [
      { signal: 'PROBE', read: coldestProbe, limit: band.low, delay: rules.bandLow.delay },
      {
        signal: 'SUPPLY',
        read: supplyAirWithoutProbe,
        limit: band.low,
        delay: rules.bandLow.airDelay,
      },
    ],
    timing: rules.bandLow,
    gapMax: rules.gapMax,
  };
};
