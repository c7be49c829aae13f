import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BudgetRule, LimitProfile } from '@lenglian/limits';
import { aProfile } from '@lenglian/limits/testing';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { canonicalOrder, winners } from '@lenglian/readings';
import { aMinuteSeries, aReading } from '@lenglian/readings/testing';
import { NO_CONTEXT, type LotContext } from './lot-context.ts';
import type { BudgetSpent } from './lot-judge.ts';
import { makeLotJudge } from './make-lot-judge.ts';
import { spentRules } from './rules/spent-rules.ts';
import { Observer } from './signals/observer.ts';
import { noSignals } from './signals/signals.ts';
import { SpentMachine } from './spent-machine.ts';
import { isInRange, isMuted, spentBy, valueOf } from './spent-rule.ts';
import { anyArrivals, anyContext, judgeAfter, type Arrivals } from './testing.ts';

const budget = (rule: BudgetRule, low: number | null, high: number | null, max: number) =>
  ({ rule, low, high, max, severityAt80: 'WARN', severityAt100: 'MAJOR' }) as const;

const profile = aProfile({
  rules: {
    budgets: [
      budget('BUDGET_HEAT', 2, null, 4 * HOUR),
      budget('BUDGET_CRIT', 8, null, HOUR),
      budget('BUDGET_COLD', null, -0.5, 2 * HOUR),
      budget('ZONE', 2, 8, 5 * HOUR),
    ],
  },
});

/** By definition: the sum over all that was measured, and where its newest statement of the goods lies. */
function defined({ arrivals }: Arrivals, by: LimitProfile, context: LotContext): BudgetSpent[] {
  const observer = new Observer(by, context);
  const all = winners(canonicalOrder(arrivals)).map((reading) => {
    const signals = noSignals();
    observer.observe(reading, signals);
    return signals;
  });
  return spentRules(by).flatMap((rule) => {
    const spent = all.reduce((sum, signals) => sum + spentBy(rule, signals), 0);
    const newest = all.findLast(
      (signals) => !Number.isNaN(valueOf(rule, signals)) || isMuted(rule, signals),
    );
    if (spent === 0 || newest === undefined) return [];
    return {
      ...{ rule: rule.budget.rule, spentMinutes: spent / MINUTE },
      maxMinutes: rule.budget.max / MINUTE,
      isSpending: isInRange(rule, valueOf(rule, newest)),
    };
  });
}

describe('what is spent of budgets', () => {
  it('is the sum of all that was measured, for every order, late arrival and restart', () => {
    fc.assert(
      fc.property(anyArrivals, anyContext, (arrived, context) => {
        const live = judgeAfter((saved) => makeLotJudge(profile, context, saved), arrived);
        expect(live.budgetsSpent()).toEqual(defined(arrived, profile, context));
      }),
      { numRuns: 200 },
    );
  });

  it('is told long before it is news, and whether it is being spent', () => {
    const judge = makeLotJudge(profile, NO_CONTEXT);
    const series = aMinuteSeries([...Array<number>(21).fill(3), ...Array<number>(5).fill(1)]);
    for (const reading of series.slice(0, 21)) judge.observe(reading);
    const heat = { rule: 'BUDGET_HEAT', spentMinutes: 20, maxMinutes: 240, isSpending: true };
    const zone = { rule: 'ZONE', spentMinutes: 20, maxMinutes: 300, isSpending: true };
    expect(judge.budgetsSpent()).toEqual([heat, zone]);
    expect(judge.episodes().map(({ rule }) => rule)).not.toContain('BUDGET_HEAT');

    for (const reading of series.slice(21)) judge.observe(reading);
    // Half of the last minute of the way from 3 to 1 °C was above 2.
    expect(judge.budgetsSpent()).toEqual(
      [heat, zone].map((before) => ({ ...before, spentMinutes: 20.5, isSpending: false })),
    );
  });

  it('goes on being spent while another device speaks of the air alone', () => {
    const judge = makeLotJudge(profile, NO_CONTEXT);
    const series = aMinuteSeries(Array<number>(21).fill(3));
    for (const reading of series) judge.observe(reading);
    const measuredAt = (series.at(-1)?.measuredAt ?? 0) + MINUTE / 2;
    judge.observe(aReading({ measuredAt, measured: { returnTemperatureCelsius: 3 } }));
    expect(judge.budgetsSpent().map(({ isSpending }) => isSpending)).toEqual([true, true]);
  });

  it('goes on so of what is asked before the goods ride too, and of what is not asked it ends', () => {
    const [cold, heat] = (['BUDGET_COLD', 'BUDGET_HEAT'] as const).map((rule) => {
      const machine = new SpentMachine(
        spentRules(profile).find(({ budget: { rule: code } }) => code === rule)!,
        Number.NEGATIVE_INFINITY,
      );
      const celsius = rule === 'BUDGET_COLD' ? -2 : 4;
      const product = {
        ...{ productCold: celsius, productKnown: celsius, productWarm: celsius },
        ...{ productColdBefore: celsius, productKnownBefore: celsius, productWarmBefore: celsius },
      };
      const since = { sinceProduct: 20 * MINUTE, sinceProductCold: 20 * MINUTE };
      machine.observe({ ...noSignals(), ...product, ...since }, 0);
      machine.observe({ ...noSignals(), isPreCooling: true }, 60_000);
      return machine.budgetSpent();
    });
    expect([cold?.isSpending, heat?.isSpending]).toEqual([true, false]);
  });

  it('is nothing of goods that were never out', () => {
    const judge = makeLotJudge(profile, NO_CONTEXT);
    for (const reading of aMinuteSeries([1, 1, 1])) judge.observe(reading);
    expect(judge.budgetsSpent()).toEqual([]);
  });
});
