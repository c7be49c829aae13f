import type { ThresholdRuleMaker } from '../threshold-rule.ts';
import { returnAirWithoutProbe, warmestProbe } from './signal-selection.ts';

/**
 * BAND_HI: the product is warmer than its band. The warmest probe decides; a sample without a probe
 * is judged by its return air, which has passed the cargo and may be warmer by a margin.
 */
export const bandHigh: ThresholdRuleMaker = ({ band, rules }) => ({
  code: 'BAND_HI',
  severity: 'WARN',
  side: 'ABOVE',
  watches: [
    {
      signal: 'PROBE',
      read: warmestProbe,
      limit: band.high,
      delay: rules.bandHigh.delay,
    },
    {
      signal: 'RETURN',
      read: returnAirWithoutProbe,
      limit: band.high + rules.returnAirMargin,
      delay: rules.bandHigh.airDelay,
    },
  ],
  timing: rules.bandHigh,
  gapMax: rules.gapMax,
});
