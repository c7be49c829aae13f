import type { HeldRuleMaker } from '../held-rule.ts';

const watch = { signal: 'unitAlarms', told: 'UNIT' } as const;

/** UNIT_ALARM: what the unit's own controller says is wrong, as bad as its codes say; WARN where they are not known. */
export const unitAlarm: HeldRuleMaker = ({ rules: { unitAlarm: timing } }) => ({
  code: 'UNIT_ALARM',
  side: 'ABOVE',
  watches: [
    { ...watch, limit: 2.5, delay: timing.delay, severity: 'MAJOR' },
    { ...watch, limit: 1.5, delay: timing.delay, severity: 'WARN' },
    { ...watch, limit: 0.5, delay: timing.delay, severity: 'INFO' },
  ],
  ...{ backInRange: timing.backInRange, hysteresis: 0 },
});
