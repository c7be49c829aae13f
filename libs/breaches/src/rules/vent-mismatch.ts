import type { HeldRuleMaker } from '../held-rule.ts';

/** VENT_MISMATCH: more or less fresh air than the goods are to have (operations.md §B). */
export const ventMismatch: HeldRuleMaker = ({ rules: { vent } }) => {
  if (vent === null) return undefined;
  const { tolerance, delay, backInRange } = vent;
  return {
    code: 'VENT_MISMATCH',
    side: 'ABOVE',
    watches: [{ signal: 'ventDeviation', told: 'UNIT', limit: tolerance, delay, severity: 'WARN' }],
    ...{ backInRange, hysteresis: 0 },
  };
};
