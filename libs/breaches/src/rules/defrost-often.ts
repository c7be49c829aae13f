import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/** DEFROST_OFTEN: a defrost that begins soon after another: the coil is not cleared (domain.md §7 Q5). */
export const defrostOften: HeldRuleMaker = ({ rules: { defrostOften: timing } }) => ({
  code: 'DEFROST_OFTEN',
  side: 'ABOVE',
  watches: [flagWatch('defrostAgain', 'WARN', 0)],
  ...{ backInRange: timing.backInRange, hysteresis: 0 },
});
