import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/** CLOCK_SKEW: the device's clock is wrong; its times are corrected, and kept as they came too. */
export const clockSkew: HeldRuleMaker = ({ rules: { clockSkew: timing } }) => ({
  code: 'CLOCK_SKEW',
  side: 'ABOVE',
  watches: [flagWatch('clockCorrected', 'INFO', timing.delay)],
  ...{ backInRange: timing.backInRange, hysteresis: 0 },
});
