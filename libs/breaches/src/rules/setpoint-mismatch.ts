import type { HeldRuleMaker } from '../held-rule.ts';

/** SETPOINT_MISMATCH: the unit is set to another temperature than planned. */
export const setpointMismatch: HeldRuleMaker = ({ rules: { setpoint } }) => {
  const { delay, backInRange, hysteresis, tolerance, criticalTolerance } = setpoint;
  const watch = { signal: 'setpointDeviation', told: 'UNIT', delay } as const;
  return {
    code: 'SETPOINT_MISMATCH',
    side: 'ABOVE',
    watches: [
      { ...watch, limit: criticalTolerance, severity: 'CRITICAL' },
      { ...watch, limit: tolerance, severity: 'MAJOR' },
    ],
    ...{ backInRange, hysteresis },
  };
};
