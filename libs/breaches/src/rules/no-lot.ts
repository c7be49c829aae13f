import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/** NO_LOT: a unit under way that cools, and nobody has said what for (operations.md §A2). */
export const noLot: HeldRuleMaker = ({ rules: { noLot: timing } }) => ({
  code: 'NO_LOT',
  side: 'ABOVE',
  watches: [flagWatch('noLot', 'WARN', timing.delay)],
  ...{ backInRange: timing.backInRange, hysteresis: 0 },
});
