import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/**
 * DOOR_TRANSIT: a door open where no stop is planned. Under 一箱制 that is an exception by itself. One sample of it may be a
 * switch that bounced, and only informs, once an hour (operations.md §A8); of a tank MILK_TAMPER tells at once.
 */
export const doorInTransit: HeldRuleMaker = ({ rules: { milk, doorInTransit: timing } }) => {
  return {
    code: 'DOOR_TRANSIT',
    side: 'ABOVE',
    watches: [
      flagWatch('doorOneBox', 'MAJOR', timing.delay),
      flagWatch('doorUnplanned', 'WARN', timing.delay),
      flagWatch('doorPlaceUnknown', 'INFO', timing.delay),
      ...(milk ? [] : [flagWatch('doorEdge', 'INFO', 0)]),
    ],
    ...{ backInRange: timing.backInRange, hysteresis: 0 },
  };
};
