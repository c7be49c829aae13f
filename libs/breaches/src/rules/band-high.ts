import type { HeldRuleMaker } from '../held-rule.ts';

/**
 * BAND_HI: the product is warmer than its band. The warmest probe decides; without one an estimate of
 * the product, and return air, which has passed the cargo and may be warmer by a margin. Milk has its
 * own limits above the band: there this one only informs.
 */
export const bandHigh: HeldRuleMaker = ({ band, rules }) => {
  const { delay, airDelay, backInRange, hysteresis } = rules.bandHigh;
  const severity = rules.milk ? 'INFO' : 'WARN';
  // The estimate comes from air that passed the cargo too, and waits as air does.
  const air = { limit: band.high + rules.returnAirMargin, delay: airDelay, severity } as const;
  return {
    code: 'BAND_HI',
    side: 'ABOVE',
    watches: [
      { signal: 'probeForHeat', told: 'PROBE', limit: band.high, delay, severity },
      { signal: 'estimateForHeat', told: 'ESTIMATE', ...air },
      { signal: 'returnForHeat', told: 'RETURN', ...air },
    ],
    ...{ backInRange, hysteresis, gapMax: rules.gapMax },
  };
};
