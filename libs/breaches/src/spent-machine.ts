import { MINUTE, type Instant } from '@lenglian/quantities';
import type { Episode } from './episode.ts';
import type { BudgetSpent } from './lot-judge.ts';
import type { RuleMachine, SavedRuleMachine } from './rule-machine.ts';
import { GOODS, type Signals } from './signals/signals.ts';
import {
  beyond,
  isInRange,
  isMuted,
  sinceBefore,
  spentBy,
  spentEpisode,
  stageOf,
  valueBefore,
  valueOf,
  worstOf,
  type SpentRule,
  type Stage,
} from './spent-rule.ts';

/** The live form of one budget of one lot. What is spent stays spent, so it has one episode at most. */
export class SpentMachine implements RuleMachine {
  readonly rule: SpentRule;
  closed: Episode[] = [];

  private readonly judgedFrom: Instant;
  /** Whether enough was spent to be told by the last statement before `judgedFrom`. */
  private isCarried = false;
  private spent = 0;
  private degreeMinutes = 0;
  private peak = Number.NaN;
  private stage: Stage = 0;
  private isSpending = false;
  private startedAt = Number.NaN;
  private isEstimated = false;
  private isUnverified = false;
  private endedAt = Number.NaN;
  private clearedAt = Number.NaN;
  private returnAt = Number.NaN;
  private returnUntil = Number.NaN;

  /** @param judgedFrom what was spent before counts, and opens nothing yet */
  constructor(rule: SpentRule, judgedFrom: Instant) {
    this.rule = rule;
    this.judgedFrom = judgedFrom;
  }

  /** What is spent stays spent. */
  get isActive(): boolean {
    return this.spent !== 0;
  }

  observe(signals: Signals, at: Instant): boolean {
    const value = valueOf(this.rule, signals);
    if (Number.isNaN(value)) {
      if (isMuted(this.rule, signals)) this.isSpending = false;
      return false;
    }
    const isIn = isInRange(this.rule, value);
    this.isSpending = isIn;
    const spent = spentBy(this.rule, signals);
    // Nothing was ever spent: most goods, most of the time.
    if (!isIn && spent === 0 && this.spent === 0) return false;
    const isWorse = (spent > 0 || isIn) && this.spend(signals, value, spent);
    const raised = this.raise(signals, at);
    if (this.stage === 0) return false;
    const lasts = isIn || spent > 0 || raised;
    const changed = lasts ? this.goOn(isIn, signals, at) : this.watchReturn(signals, at);
    return changed || raised || isWorse;
  }

  openEpisode(): Episode | undefined {
    if (this.stage === 0) return undefined;
    return spentEpisode(this.rule, {
      stage: this.stage,
      spent: this.spent,
      peak: this.peak,
      degreeMinutes: this.degreeMinutes,
      startedAt: this.startedAt,
      raisedAt: this.startedAt,
      endedAt: numberOrNull(this.endedAt),
      clearedAt: numberOrNull(this.clearedAt),
      isUnverified: this.isUnverified,
      signal: this.isEstimated ? 'ESTIMATE' : 'PROBE',
    });
  }

  /** Undefined while nothing is spent. */
  budgetSpent(): BudgetSpent | undefined {
    if (this.spent === 0) return undefined;
    const { rule, max } = this.rule.budget;
    return {
      ...{ rule, spentMinutes: this.spent / MINUTE, maxMinutes: max / MINUTE },
      isSpending: this.isSpending,
    };
  }

  save(): SavedRuleMachine | null {
    if (this.spent === 0 && Number.isNaN(this.peak)) return null;
    return [
      ...[this.spent, this.degreeMinutes, this.peak, this.stage, this.startedAt],
      ...[this.isEstimated ? 1 : 0, this.isUnverified ? 1 : 0],
      ...[this.endedAt, this.clearedAt, this.returnAt, this.returnUntil],
      ...[this.isCarried ? 1 : 0, this.isSpending ? 1 : 0],
    ].map(numberOrNull);
  }

  restore(saved: SavedRuleMachine | null): void {
    const number = (i: number) => saved?.[i] ?? Number.NaN;
    this.spent = saved?.[0] ?? 0;
    this.degreeMinutes = saved?.[1] ?? 0;
    this.peak = number(2);
    this.stage = (saved?.[3] ?? 0) as Stage;
    this.startedAt = number(4);
    this.isEstimated = number(5) === 1;
    this.isUnverified = number(6) === 1;
    this.endedAt = number(7);
    this.clearedAt = number(8);
    this.returnAt = number(9);
    this.returnUntil = number(10);
    this.isCarried = number(11) === 1;
    this.isSpending = number(12) === 1;
  }

  /** @returns whether the goods were never so far in the range */
  private spend(signals: Signals, value: number, spent: number): boolean {
    this.spent += spent;
    if (spent > 0) {
      const before = valueBefore(this.rule, signals);
      const mean = (beyond(this.rule, before) + beyond(this.rule, value)) / 2;
      this.degreeMinutes += mean * (sinceBefore(this.rule, signals) / MINUTE);
    }
    const before = this.peak;
    if (isInRange(this.rule, value)) this.peak = worstOf(this.rule, this.peak, value);
    return !Object.is(this.peak, before);
  }

  private raise(signals: Signals, at: Instant): boolean {
    const stage = stageOf(this.rule, this.spent, signals.isPullingDown);
    const isCarried = this.isCarried;
    this.isCarried = at < this.judgedFrom && stage > 0;
    if (stage <= this.stage || at < this.judgedFrom) return false;
    if (this.stage === 0) {
      this.startedAt = isCarried ? this.judgedFrom : at;
      this.isEstimated = !Number.isNaN(signals.estimate);
      this.isUnverified = signals.isUnverified;
    }
    this.stage = stage;
    return true;
  }

  /** More is spent: it lasts, or lasts again. The sample that leaves the range may begin the return. */
  private goOn(isIn: boolean, { until }: Signals, at: Instant): boolean {
    const changed = !Number.isNaN(this.clearedAt);
    this.lasts();
    if (isIn) return changed;
    this.returnAt = at;
    this.returnUntil = until[GOODS] as Instant;
    return changed;
  }

  private lasts(): void {
    this.endedAt = this.clearedAt = this.returnAt = this.returnUntil = Number.NaN;
  }

  private watchReturn({ until }: Signals, at: Instant): boolean {
    if (!Number.isNaN(this.clearedAt)) return false;
    const goesOn = at <= this.returnUntil;
    if (!goesOn) this.returnAt = at;
    const stands = until[GOODS] as Instant;
    this.returnUntil = goesOn ? Math.max(this.returnUntil, stands) : stands;
    if (at - this.returnAt < this.rule.backInRange) return false;
    this.endedAt = this.returnAt;
    this.clearedAt = at;
    this.returnAt = this.returnUntil = Number.NaN;
    return true;
  }
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
