import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/** DOOR_TRANSIT: a door open where no stop is planned. Under 一箱制 that is an exception by itself. */
export const doorInTransit: HeldRuleMaker = ({ rules: { doorInTransit: timing } }) => ({
  code: 'DOOR_TRANSIT',
  side: 'ABOVE',
  watches: [
    flagWatch('doorOneBox', 'MAJOR', timing.delay),
    flagWatch('doorUnplanned', 'WARN', timing.delay),
    flagWatch('doorPlaceUnknown', 'INFO', timing.delay),
  ],
  ...{ backInRange: timing.backInRange, hysteresis: 0 },
});
