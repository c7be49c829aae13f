import { BUDGET_RULES, type LimitProfile } from '@lenglian/limits';
import type { Signals } from '../signals/signals.ts';
import { isInRange, spentBy, spentRule, valueOf, type SpentRule } from '../spent-rule.ts';

/** Those of a profile are the same for every lot of it, and are made once. */
const made = new WeakMap<LimitProfile, readonly SpentRule[]>();

/** Every budget that a profile has, in the order of `RULES`. */
export function spentRules(profile: LimitProfile): readonly SpentRule[] {
  let rules = made.get(profile);
  if (!rules) {
    rules = profile.rules.budgets
      .toSorted((a, b) => BUDGET_RULES.indexOf(a.rule) - BUDGET_RULES.indexOf(b.rule))
      .map(spentRule);
    made.set(profile, rules);
  }
  return rules;
}

/** Whether any budget is spent of since the last statement, or begins to be. */
export function isAnySpent(rules: readonly SpentRule[], signals: Signals): boolean {
  for (const rule of rules) {
    const value = valueOf(rule, signals);
    if (isInRange(rule, value) || spentBy(rule, signals) > 0) return true;
  }
  return false;
}
