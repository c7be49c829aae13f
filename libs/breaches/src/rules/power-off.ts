import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/**
 * POWER_OFF: noticed soon, so that a group that lost its genset is seen as one; said when it has lasted,
 * sooner on the way than where units wait for a plug; CRITICAL when the goods move towards a limit, or will freeze
 * before anybody can act.
 */
export const powerOff: HeldRuleMaker = ({ rules: { powerOff: timing } }) => ({
  code: 'POWER_OFF',
  side: 'ABOVE',
  watches: [
    flagWatch('unpoweredHarmful', 'CRITICAL', timing.harmfulAfter),
    flagWatch('unpoweredInFrost', 'CRITICAL', timing.harmfulAfter),
    flagWatch('unpoweredMoving', 'MAJOR', timing.movingAfter),
    flagWatch('unpoweredPastContract', 'MAJOR', 0),
    flagWatch('unpoweredAnywhere', 'MAJOR', timing.restingAfter),
    flagWatch('unpowered', 'INFO', timing.noticedAfter),
  ],
  ...{ backInRange: timing.backInRange, hysteresis: 0 },
});
