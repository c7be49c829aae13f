import type { HeldRuleMaker } from '../held-rule.ts';

/** MILK_6: raw milk so warm that it may no longer be taken in (operations.md §A4). */
export const milkAboveSix: HeldRuleMaker = ({ rules: { milk } }) => {
  if (milk === null) return undefined;
  const { delay, backInRange, hysteresis } = milk.majorTiming;
  return {
    code: 'MILK_6',
    side: 'ABOVE',
    watches: [{ signal: 'milk', told: 'PROBE', limit: milk.majorHigh, delay, severity: 'MAJOR' }],
    ...{ backInRange, hysteresis },
  };
};
