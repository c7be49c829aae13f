import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/** START_STOP: the unit runs in a fuel-saving mode that lets the air swing. */
export const startStop: HeldRuleMaker = ({ rules: { startStop: swings } }) =>
  swings === null
    ? undefined
    : {
        code: 'START_STOP',
        side: 'ABOVE',
        watches: [flagWatch('startStop', 'WARN', 0)],
        ...{ backInRange: swings.backInRange, hysteresis: 0 },
      };
