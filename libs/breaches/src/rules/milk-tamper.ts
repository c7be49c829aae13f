import { MINUTE } from '@lenglian/quantities';
import type { HeldRuleMaker } from '../held-rule.ts';

/** MILK_TAMPER: a tank's level falls where nobody is to unload it. At once. */
export const milkTamper: HeldRuleMaker = ({ rules: { milk, gapMax } }) =>
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
        ],
        ...{ backInRange: 30 * MINUTE, hysteresis: 0, gapMax },
      };
