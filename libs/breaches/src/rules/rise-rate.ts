import type { HeldRuleMaker } from '../held-rule.ts';

/** RISE_RATE: the product, or air where nothing is known of it, warms faster than it should. */
export const riseRate: HeldRuleMaker = ({ rules: { riseRate: rise } }) => {
  const { delay, backInRange, hysteresis, product, air } = rise;
  return {
    code: 'RISE_RATE',
    side: 'ABOVE',
    watches: [
      { signal: 'productRise', told: 'PROBE', limit: product, delay, severity: 'WARN' },
      { signal: 'returnRise', told: 'RETURN', limit: air, delay, severity: 'WARN' },
    ],
    ...{ backInRange, hysteresis },
  };
};
