import type { HeldRuleMaker } from '../held-rule.ts';

/**
 * BAND_HI: the product is warmer than its band. The warmest probe decides; without one an estimate of
 * the product, and return air, which has passed the cargo and may be warmer by a margin. Milk has its
 * own limits above the band: there this one only informs.
 */
export const bandHigh: HeldRuleMaker = ({ band, rules }) => {
  const { delay, airDelay, besideProbeDelay, backInRange, hysteresis } = rules.bandHigh;
  const severity = rules.milk ? 'INFO' : 'WARN';
  const { high } = band;
  return {
    code: 'BAND_HI',
    side: 'ABOVE',
    watches: [
      { signal: 'probeForHeat', told: 'PROBE', limit: high, delay, severity },
      // An estimate comes from air, and waits as air does.
      { signal: 'estimateForHeat', told: 'ESTIMATE', limit: high, delay: airDelay, severity },
      {
        signal: 'returnForHeat',
        told: 'RETURN',
        limit: high + rules.returnAirMargin,
        delay: airDelay,
        severity,
      },
      // A probe is believed while the unit holds its set-point; then air that is warm all along speaks for what no probe lies in.
      { signal: 'airBesideProbe', told: 'AIR', limit: high, delay: besideProbeDelay, severity },
    ],
    ...{ backInRange, hysteresis },
  };
};
