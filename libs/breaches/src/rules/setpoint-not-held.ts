import type { HeldRuleMaker, Watch } from '../held-rule.ts';

/**
 * SETPOINT_NOT_HELD: both airs are warmer than what the unit is set to, and neither a door, a defrost, a loss of power, warm goods nor a
 * new set-point explain it: it cools too little (`unheldBy`). A defrost explains it until a machine that works has cooled the air again:
 * one that has not is told sooner (domain.md §7 Q5: "no recovery → equipment alarm").
 */
export const setpointNotHeld: HeldRuleMaker = ({ rules: { setpointHeld } }) => {
  if (setpointHeld === null) return undefined;
  const { tolerance, delay, backInRange, hysteresis } = setpointHeld;
  const watch = { told: 'AIR', limit: tolerance, severity: 'WARN' } satisfies Partial<Watch>;
  return {
    code: 'SETPOINT_NOT_HELD',
    side: 'ABOVE',
    watches: [
      { ...watch, signal: 'airUnheld', delay },
      // Speaks when it is late (`Recovery`).
      { ...watch, signal: 'airUnrecovered', delay: 0 },
    ],
    ...{ backInRange, hysteresis },
  };
};
