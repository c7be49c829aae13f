import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/**
 * DOOR_LONG: a door open for too long, wherever that is. Of a tank it is valve and manhole, open for as long as milk runs:
 * MILK_TAMPER tells where they should not be.
 */
export const doorLong: HeldRuleMaker = ({ rules: { milk, doorLong: timing } }) =>
  milk !== null
    ? undefined
    : {
        code: 'DOOR_LONG',
        side: 'ABOVE',
        watches: [flagWatch('doorOpen', 'WARN', timing.delay)],
        ...{ backInRange: timing.backInRange, hysteresis: 0 },
      };
