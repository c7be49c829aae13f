import type { Budget } from '@lenglian/limits';
import { MINUTE, type Celsius, type Duration } from '@lenglian/quantities';
import type { Episode, Severity } from './episode.ts';
import type { Signals } from './signals/signals.ts';

/** A budget as it is judged: the range, and what share of it opens or worsens an episode. */
export interface SpentRule {
  readonly budget: Budget;
  /** The range, without ends where the budget names none. */
  readonly low: number;
  readonly high: number;
  /** Cold is what the coldest product does, heat and zones what the warmest does. */
  readonly isCold: boolean;
  /** Half a zone's budget is no news while goods that were loaded warm pass through it. */
  readonly waitsForPullDown: boolean;
  readonly backInRange: Duration;
}

/** How much of a budget is spent: nothing to tell, half, four fifths, all of it. */
export type Stage = 0 | 1 | 2 | 3;

export const BUDGET_BACK_IN_RANGE: Duration = 10 * MINUTE;

export function spentRule(budget: Budget): SpentRule {
  return {
    budget,
    low: budget.low ?? Number.NEGATIVE_INFINITY,
    high: budget.high ?? Number.POSITIVE_INFINITY,
    isCold: budget.low === null,
    waitsForPullDown: budget.rule === 'ZONE',
    backInRange: BUDGET_BACK_IN_RANGE,
  };
}

/** Whether a product temperature lies in the range; its ends do not. */
export function isInRange({ low, high }: SpentRule, value: Celsius): boolean {
  return value > low && value < high;
}

/** Whether the rule says nothing whatever is measured: field heat spends nothing (a zone harms at any time). */
export function isMuted(rule: SpentRule, { isPreCooling }: Signals): boolean {
  return isPreCooling && !rule.isCold && rule.budget.rule !== 'ZONE';
}

/** @returns NaN where the rule says nothing of it, or nothing was measured */
export function valueOf(rule: SpentRule, signals: Signals): Celsius {
  if (isMuted(rule, signals)) return Number.NaN;
  if (rule.isCold) return signals.productCold;
  return Number.isFinite(rule.high) ? signals.productKnown : signals.productWarm;
}

/** The same at the statement before. */
export function valueBefore(rule: SpentRule, signals: Signals): Celsius {
  if (rule.isCold) return signals.productColdBefore;
  return Number.isFinite(rule.high) ? signals.productKnownBefore : signals.productWarmBefore;
}

/** How long before that was; NaN behind a hole. */
export function sinceBefore({ isCold }: SpentRule, signals: Signals): Duration {
  return isCold ? signals.sinceProductCold : signals.sinceProduct;
}

/**
 * The part of the way from one sample to the next, 0…1, that lies in the range when the temperature
 * moves evenly between them.
 */
export function shareInRange({ low, high }: SpentRule, before: Celsius, value: Celsius): number {
  if (before === value) return value > low && value < high ? 1 : 0;
  const from = before < value ? before : value;
  const to = before < value ? value : before;
  return Math.max(0, Math.min(to, high) - Math.max(from, low)) / (to - from);
}

/** What was spent of the way to this sample; 0 over a hole, which is neither good nor bad. */
export function spentBy(rule: SpentRule, signals: Signals): Duration {
  const value = valueOf(rule, signals);
  const since = sinceBefore(rule, signals);
  if (Number.isNaN(since) || Number.isNaN(value)) return 0;
  return since * shareInRange(rule, valueBefore(rule, signals), value);
}

export function stageOf(rule: SpentRule, spent: Duration, isPullingDown: boolean): Stage {
  const share = spent / rule.budget.max;
  if (share >= 1) return 3;
  if (share >= 0.8) return 2;
  return share >= 0.5 && !(rule.waitsForPullDown && isPullingDown) ? 1 : 0;
}

/** Of an episode in a stage. */
export function severityOf({ budget }: SpentRule, stage: Stage): Severity {
  if (stage === 3) return budget.severityAt100;
  return stage === 2 ? budget.severityAt80 : 'INFO';
}

/** The limit that an episode names: the end of the range from which the goods came. */
export function limitOf({ budget, isCold }: SpentRule): Celsius | null {
  return isCold ? budget.high : budget.low;
}

/** The worse of two temperatures; any is worse than NaN. */
export function worstOf(rule: SpentRule, a: Celsius, b: Celsius): Celsius {
  if (Number.isNaN(a)) return b;
  return (rule.isCold ? b < a : b > a) ? b : a;
}

/** By how many kelvin a temperature is beyond the limit; 0 out of the range. */
export function beyond(rule: SpentRule, value: Celsius): number {
  const limit = limitOf(rule);
  return limit === null || !isInRange(rule, value) ? 0 : Math.abs(value - limit);
}

export function spentEpisode(
  rule: SpentRule,
  told: Pick<
    Episode,
    'startedAt' | 'raisedAt' | 'endedAt' | 'clearedAt' | 'isUnverified' | 'signal'
  > & { stage: Stage; spent: Duration; peak: Celsius; degreeMinutes: number },
): Episode {
  const { stage, spent, peak, ...rest } = told;
  return {
    rule: rule.budget.rule,
    severity: severityOf(rule, stage),
    ...rest,
    limit: limitOf(rule),
    peak: Number.isNaN(peak) ? null : peak,
    spentMinutes: spent / MINUTE,
  };
}
