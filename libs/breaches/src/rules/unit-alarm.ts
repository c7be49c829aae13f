import type { HeldRuleMaker } from '../held-rule.ts';
import { flagWatch } from './flag-watch.ts';

/** UNIT_ALARM: the unit's own controller counts active alarms. */
export const unitAlarm: HeldRuleMaker = ({ rules: { unitAlarm: timing, gapMax } }) => ({
  code: 'UNIT_ALARM',
  side: 'ABOVE',
  watches: [flagWatch('unitAlarms', 'WARN', timing.delay)],
  ...{ backInRange: timing.backInRange, hysteresis: 0, gapMax },
});
