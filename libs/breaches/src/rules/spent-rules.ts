import { BUDGET_RULES, type LimitProfile } from '@lenglian/limits';
import { spentRule, type SpentRule } from '../spent-rule.ts';

/** Every budget that a profile has, in the order of `RULES`. */
export function spentRules({ rules: { budgets, gapMax } }: LimitProfile): readonly SpentRule[] {
  return budgets
    .toSorted((a, b) => BUDGET_RULES.indexOf(a.rule) - BUDGET_RULES.indexOf(b.rule))
    .map((budget) => spentRule(budget, gapMax));
}
