import type { HeldRuleMaker } from '../held-rule.ts';

/**
 * SETPOINT_NOT_HELD: both airs are warmer than what the unit is set to, and neither a door, a defrost, a loss of power, warm goods nor a
 * new set-point explain it: it cools too little (`unheldBy`).
 */
export const setpointNotHeld: HeldRuleMaker = ({ rules: { setpointHeld } }) => {
  if (setpointHeld === null) return undefined;
  const { tolerance, delay, backInRange, hysteresis } = setpointHeld;
  return {
    code: 'SETPOINT_NOT_HELD',
    side: 'ABOVE',
    watches: [{ signal: 'airUnheld', told: 'AIR', limit: tolerance, delay, severity: 'WARN' }],
    ...{ backInRange, hysteresis },
  };
};
