import type { PercentLimit } from '@lenglian/limits';
import type { HeldRule, HeldRuleMaker, Watch } from '../held-rule.ts';
import type { Severity } from '../episode.ts';

/** BATTERY_LOW: the device will soon fall silent. */
export const batteryLow: HeldRuleMaker = ({ rules: { battery } }) =>
  supplyRule('BATTERY_LOW', 'INFO', battery);

/**
 * FUEL_LOW: the unit will soon stand still, or before the next place where that can be helped and its reserve
 * (operations.md §B).
 */
export const fuelLow: HeldRuleMaker = ({ rules: { fuel } }) => {
  const rule = supplyRule('FUEL_LOW', 'WARN', fuel);
  const [low] = rule.watches as [Watch];
  return { ...rule, watches: [low, { ...low, signal: 'fuelSpare', limit: 0 }] };
};

function supplyRule(
  code: 'BATTERY_LOW' | 'FUEL_LOW',
  severity: Severity,
  { limit, delay, backInRange, hysteresis }: PercentLimit,
): HeldRule {
  const signal = code === 'FUEL_LOW' ? 'fuel' : 'battery';
  return {
    code,
    side: 'BELOW',
    watches: [{ signal, told: 'UNIT', limit, delay, severity }],
    ...{ backInRange, hysteresis },
  };
}
