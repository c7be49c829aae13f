import { MINUTE, type Celsius } from '@lenglian/quantities';
import type { Budget, BudgetRule, LimitProfile } from './profile.ts';
import { ROUNDING, type ProfileProblem } from './profile-problem.ts';

/** Of an alarm of CO2 where nobody says another, percent (domain.md §7). */
const CO2_HYSTERESIS = 0.2;

/** What single rules of a profile contradict: each other, its limits, or sense. */
export function ruleProblems(profile: LimitProfile): ProfileProblem[] {
  return [
    ...budgetProblems(profile),
    ...severityProblems(profile),
    ...zoneProblems(profile),
    ...milkProblems(profile),
    ...amountProblems(profile),
  ];
}

/** Where the heat budget counts from, if that is not simply the end of the band. */
export function countsFrom({ band, rules }: LimitProfile): Celsius | null {
  const low = budgetOf(rules.budgets, 'BUDGET_HEAT')?.low ?? null;
  return Object.is(low, band.high) ? null : low;
}

function budgetOf(budgets: readonly Budget[], rule: BudgetRule): Budget | undefined {
  return budgets.find((budget) => budget.rule === rule);
}

function budgetProblems(profile: LimitProfile): ProfileProblem[] {
  const { band, criticalHigh, rules } = profile;
  const problems: ProfileProblem[] = [];
  const value = countsFrom(profile);
  const field = 'rules.budgets.BUDGET_HEAT.low';
  if (value !== null && value < band.high - ROUNDING)
    problems.push({ code: 'BUDGET_COUNTS_INSIDE_BAND', field, value, bound: band.high });
  if (value !== null && value > criticalHigh + ROUNDING)
    problems.push({ code: 'BUDGET_COUNTS_ABOVE_CRITICAL', field, value, bound: criticalHigh });
  const heat = budgetOf(rules.budgets, 'BUDGET_HEAT');
  const critical = budgetOf(rules.budgets, 'BUDGET_CRIT');
  if (heat && critical && critical.max > heat.max)
    problems.push({
      ...{ code: 'BUDGET_CRIT_BEYOND_HEAT', field: 'rules.budgets.BUDGET_CRIT' },
      ...{ value: critical.max / MINUTE, bound: heat.max / MINUTE },
    });
  return problems;
}

/** What is worse is not told as less. */
function severityProblems({ rules }: LimitProfile): ProfileProblem[] {
  return rules.budgets.flatMap(({ rule, severityAt80, severityAt100 }): ProfileProblem[] => {
    if (!(severityAt80 === 'MAJOR' && severityAt100 === 'WARN')) return [];
    const field = `rules.budgets.${rule}.severityAt100`;
    return [{ code: 'SEVERITY_FALLS', field, value: null, bound: null }];
  });
}

/** A zone does harm by time (operations.md §A6), so no goods that are at their set-point lie in it. */
function zoneProblems({ setpoint, rules }: LimitProfile): ProfileProblem[] {
  const field = 'rules.budgets.ZONE';
  return rules.budgets
    .filter(({ rule }) => rule === 'ZONE')
    .flatMap(({ low, high }): ProfileProblem[] => {
      if (low === null && high === null)
        return [{ code: 'ZONE_OPEN', field: `${field}.low`, value: null, bound: null }];
      if (low !== null && high !== null && low >= high)
        return [{ code: 'ENDS_SWAPPED', field: `${field}.high`, value: high, bound: low }];
      const below = setpoint - (low ?? -Infinity);
      const above = (high ?? Infinity) - setpoint;
      if (below <= ROUNDING || above <= ROUNDING) return [];
      // The end that is nearer to the set-point is the one to be moved.
      const [end, value] = below < above ? (['low', low] as const) : (['high', high] as const);
      return [{ code: 'ZONE_OVER_SETPOINT', field: `${field}.${end}`, value, bound: setpoint }];
    });
}

/** MILK_6 lies between the band and MILK_10 (domain.md §7, operations.md §A4). */
function milkProblems({ band, criticalHigh, rules: { milk } }: LimitProfile): ProfileProblem[] {
  if (milk === null) return [];
  const { majorHigh: value } = milk;
  const field = 'rules.milk.majorHigh';
  if (value < band.high - ROUNDING)
    return [{ code: 'MILK_LIMIT_INSIDE_BAND', field, value, bound: band.high }];
  if (value > criticalHigh - ROUNDING)
    return [{ code: 'MILK_LIMIT_ABOVE_CRITICAL', field, value, bound: criticalHigh }];
  return [];
}

function amountProblems({ rules }: LimitProfile): ProfileProblem[] {
  const { co2, humidity, milk, vent } = rules;
  return [
    // At or below its hysteresis the air would have to hold less than none for the alarm to end.
    ...(co2 ? co2Problems(co2) : []),
    ...(humidity ? percentProblems('humidity.margin', humidity.margin, { from: 0 }) : []),
    // No tank is fuller than full: of a level of 100 % nothing would ever be judged.
    ...(milk ? percentProblems('milk.levelMin', milk.levelMin, { from: 0, below: 100 }) : []),
    ...(milk ? percentProblems('milk.tamperFall', milk.tamperFall, { above: 0 }) : []),
    ...(vent && !(vent.planned >= 0)
      ? [
          {
            ...({ code: 'VENT_NEGATIVE', field: 'rules.vent.planned' } as const),
            ...{ value: vent.planned, bound: 0 },
          },
        ]
      : []),
  ];
}

/** The limit is written for each commodity, its hysteresis seldom: that is named where a usual one would do. */
function co2Problems({ limit, hysteresis }: NonNullable<LimitProfile['rules']['co2']>) {
  if (limit > CO2_HYSTERESIS && hysteresis > CO2_HYSTERESIS)
    return percentProblems('co2.hysteresis', hysteresis, { from: 0, below: limit });
  return percentProblems('co2.limit', limit, { above: hysteresis });
}

function percentProblems(
  name: string,
  value: number,
  { from = -Infinity, above = -Infinity, below = Infinity },
): ProfileProblem[] {
  const problem = (bound: number): ProfileProblem[] => [
    { code: 'PERCENT_OUT_OF_RANGE', field: `rules.${name}`, value, bound },
  ];
  // Written so that NaN is a problem too.
  if (!(value >= from && value > above)) return problem(Math.max(from, above));
  return value < below && value <= 100 ? [] : problem(Math.min(below, 100));
}
