import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/** PULLDOWN_LATE: goods that were loaded warm do not cool, or not by their deadline. */
export const pullDownLate: HeldRuleMaker = ({ rules: { pullDown } }) =>
  pullDown === null
    ? undefined
    : {
        code: 'PULLDOWN_LATE',
        side: 'ABOVE',
        watches: [
          flagWatch('pullDownLate', 'MAJOR', 0),
          { ...flagWatch('notedLate', 'MAJOR', 0), told: 'ESTIMATE' },
        ],
        ...{ backInRange: pullDown.backInRange, hysteresis: 0 },
      };
