import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/** DOOR_LONG: a door open for too long, wherever that is. */
export const doorLong: HeldRuleMaker = ({ rules: { doorLong: timing, gapMax } }) => ({
  code: 'DOOR_LONG',
  side: 'ABOVE',
  watches: [flagWatch('doorOpen', 'WARN', timing.delay)],
  ...{ backInRange: timing.backInRange, hysteresis: 0, gapMax },
});
