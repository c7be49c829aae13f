import type { LimitProfile } from '@lenglian/limits';
import type { Commodity } from './commodities-file.ts';
import type { EntryProblem } from './entry-problem.ts';
import { toLimitProfile } from './limit-profile.ts';
import { tabledRules } from './rule-overrides.ts';

/** Whoever writes parameters of a rule that is not judged of such goods would believe that it is. */
export function unusedRules(commodity: Commodity): EntryProblem[] {
  const profile = toLimitProfile(commodity, 1);
  const written: Partial<Record<string, object>> = commodity.rules ?? {};
  // Of humidity they stand with the alarm itself, which has a problem of its own.
  const rules = tabledRules().filter((rule) => rule !== 'humidity');
  const fields = rules
    .filter((rule) => written[rule] !== undefined && !isJudged(commodity, profile, rule))
    .map((rule) => `rules.${rule}`);
  const isColdCounted = profile.rules.budgets.some(({ rule }) => rule === 'BUDGET_COLD');
  if (commodity.budgets.belowBandMinutes && !isColdCounted) fields.push('budgets.belowBandMinutes');
  return fields.map((field) => ({ code: 'RULE_NOT_OF_GOODS', field, value: null, bound: null }));
}

/** Limits that are open have no rule, whatever their timing. */
function isJudged(
  { shelfLife, kinetics }: Commodity,
  { band, criticalLow, rules }: Pick<LimitProfile, 'band' | 'criticalLow' | 'rules'>,
  rule: ReturnType<typeof tabledRules>[number],
): boolean {
  const isMilk = rules.milk !== null;
  const judgedOf: Partial<Record<typeof rule, boolean>> = {
    bandLow: band.low !== null,
    criticalLow: criticalLow !== null,
    milkPickUp: isMilk,
    notAgitated: isMilk,
    // Of a tank it is valve and manhole.
    doorLong: !isMilk,
    // Of what nobody knows how long it keeps there is no share.
    lateArrival: shelfLife.length > 0 && kinetics.length > 0,
  };
  return rules[rule] !== null && (judgedOf[rule] ?? true);
}
