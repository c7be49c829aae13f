import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/** DEFROST_LONG: a defrost that does not end; its grace has ended long before. */
export const defrostLong: HeldRuleMaker = ({ rules: { defrostLong: timing } }) => ({
  code: 'DEFROST_LONG',
  side: 'ABOVE',
  watches: [flagWatch('defrosting', 'WARN', timing.delay)],
  ...{ backInRange: timing.backInRange, hysteresis: 0 },
});
