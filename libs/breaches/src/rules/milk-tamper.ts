import { MINUTE } from '@lenglian/quantities';
import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/**
 * MILK_TAMPER: a tank's level falls, or its valve or manhole is open, where nobody is to unload it. At
 * once (operations.md §A4).
 */
export const milkTamper: HeldRuleMaker = ({ rules: { milk } }) =>
  milk === null
    ? undefined
    : {
        code: 'MILK_TAMPER',
        side: 'ABOVE',
        watches: [
          {
            signal: 'levelFall',
            told: 'UNIT',
            limit: milk.tamperFall,
            delay: 0,
            severity: 'CRITICAL',
          },
          flagWatch('tankOpened', 'CRITICAL', 0),
        ],
        ...{ backInRange: 30 * MINUTE, hysteresis: 0 },
      };
