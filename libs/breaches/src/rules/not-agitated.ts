import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/** NOT_AGITATED (未搅拌): milk is judged all the same, but one probe no longer speaks for all of it. */
export const notAgitated: HeldRuleMaker = ({ rules: { milk, notAgitated: timing } }) =>
  milk === null
    ? undefined
    : {
        code: 'NOT_AGITATED',
        side: 'ABOVE',
        watches: [flagWatch('notAgitated', 'INFO', timing.delay)],
        ...{ backInRange: timing.backInRange, hysteresis: 0 },
      };
