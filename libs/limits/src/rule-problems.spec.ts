import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '@lenglian/quantities';
import { defaultRules } from './default-rules.ts';
import type { Budget, RuleParameters } from './profile.ts';
import { ruleProblems } from './rule-problems.ts';
import { aProfile } from './testing.ts';
import { validateProfile } from './validate-profile.ts';

const rules = defaultRules('chilled');
const spending = { severityAt80: 'INFO', severityAt100: 'MAJOR' } as const;

/** Of a Korla pear: set-point 0, band −0.5…2, critical high 8. */
const heat = (low: number, minutes = 600): Budget => ({
  ...{ rule: 'BUDGET_HEAT', low, high: null, max: minutes * MINUTE, ...spending },
});
const critical = (minutes: number): Budget => ({
  ...{ rule: 'BUDGET_CRIT', low: 8, high: null, max: minutes * MINUTE, ...spending },
});
const zone = (low: number | null, high: number | null): Partial<RuleParameters> => ({
  budgets: [{ rule: 'ZONE', low, high, max: DAY, ...spending }],
});
const milk = (change: Partial<NonNullable<RuleParameters['milk']>>): Partial<RuleParameters> => {
  const majorTiming = { delay: 0, backInRange: 0, hysteresis: 0.2 };
  return { milk: { levelMin: 5, majorHigh: 6, majorTiming, tamperFall: 2, ...change } };
};
const co2 = (limit: number): Partial<RuleParameters> => ({
  co2: { limit, delay: 0, backInRange: 0, hysteresis: 0.2 },
});
const vent = (planned: number): Partial<RuleParameters> => ({
  vent: { planned, tolerance: 5, delay: 0, backInRange: 0 },
});
const humidity = (margin: number): Partial<RuleParameters> => ({
  humidity: { low: 50, high: 65, margin, delay: 0, backInRange: 0, hysteresis: 3 },
});
const coldDelay = (change: { delay?: number; airDelay?: number }): Partial<RuleParameters> => ({
  criticalLow: { ...rules.criticalLow, ...change },
});

type Row = [string, Partial<RuleParameters>, string, number | null, number | null];

describe(ruleProblems.name, () => {
  it.each<Row>([
    ['DURATION_TOO_LONG', coldDelay({ delay: 2_000 * HOUR }), 'criticalLow.delay', 120_000, 5],
    ['DURATION_TOO_LONG', coldDelay({ airDelay: HOUR }), 'criticalLow.airDelay', 60, 20],
    [
      ...([
        'DURATION_TOO_LONG',
        { bandHigh: { ...rules.bandHigh, backInRange: 2 * DAY } },
      ] as const),
      ...(['bandHigh.backInRange', 2_880, 1_440] as const),
    ],
    ['BUDGET_COUNTS_INSIDE_BAND', { budgets: [heat(1)] }, 'budgets.BUDGET_HEAT.low', 1, 2],
    ['BUDGET_COUNTS_ABOVE_CRITICAL', { budgets: [heat(30)] }, 'budgets.BUDGET_HEAT.low', 30, 8],
    [
      ...(['BUDGET_CRIT_BEYOND_HEAT', { budgets: [heat(2, 60), critical(61)] }] as const),
      ...(['budgets.BUDGET_CRIT', 61, 60] as const),
    ],
    ['ENDS_SWAPPED', zone(8, 2), 'budgets.ZONE.high', 2, 8],
    ['ENDS_SWAPPED', zone(4, 4), 'budgets.ZONE.high', 4, 4],
    ['ZONE_OPEN', zone(null, null), 'budgets.ZONE.low', null, null],
    ['ZONE_OVER_SETPOINT', zone(-1, 8), 'budgets.ZONE.low', -1, 0],
    ['ZONE_OVER_SETPOINT', zone(-8, 1), 'budgets.ZONE.high', 1, 0],
    ['ZONE_OVER_SETPOINT', zone(null, 1), 'budgets.ZONE.high', 1, 0],
    ['ZONE_OVER_SETPOINT', zone(-1, null), 'budgets.ZONE.low', -1, 0],
    ['MILK_LIMIT_INSIDE_BAND', milk({ majorHigh: 1 }), 'milk.majorHigh', 1, 2],
    ['MILK_LIMIT_ABOVE_CRITICAL', milk({ majorHigh: 12 }), 'milk.majorHigh', 12, 8],
    ['MILK_LIMIT_ABOVE_CRITICAL', milk({ majorHigh: 8 }), 'milk.majorHigh', 8, 8],
    ['PERCENT_OUT_OF_RANGE', milk({ levelMin: 500 }), 'milk.levelMin', 500, 100],
    ['PERCENT_OUT_OF_RANGE', milk({ levelMin: 100 }), 'milk.levelMin', 100, 100],
    ['PERCENT_OUT_OF_RANGE', milk({ tamperFall: 0 }), 'milk.tamperFall', 0, 0],
    ['PERCENT_OUT_OF_RANGE', co2(-1), 'co2.limit', -1, 0.2],
    ['PERCENT_OUT_OF_RANGE', co2(101), 'co2.limit', 101, 100],
    ['PERCENT_OUT_OF_RANGE', co2(Number.NaN), 'co2.limit', Number.NaN, 0.2],
    ['PERCENT_OUT_OF_RANGE', humidity(200), 'humidity.margin', 200, 100],
    ['VENT_NEGATIVE', vent(-5), 'vent.planned', -5, 0],
  ])('tells %s of %j', (code, change, field, value, bound) => {
    const problem = { code, field: `rules.${field}`, value, bound };
    expect(validateProfile(aProfile({ rules: change }))).toEqual([problem]);
  });

  it.each<Partial<RuleParameters>>([
    coldDelay({ delay: 5 * MINUTE, airDelay: 20 * MINUTE }),
    { budgets: [heat(2, 60), critical(60)] },
    { budgets: [heat(8)] },
    ...[zone(2, 8), zone(null, -0.5), zone(0, 1), zone(-2, 0)],
    ...[milk({}), milk({ majorHigh: 2 }), milk({ tamperFall: 100 })],
    ...[co2(0.3), vent(0), humidity(0)],
  ])('takes %j', (change) => {
    expect(validateProfile(aProfile({ rules: change }))).toEqual([]);
  });

  it.each<[Partial<RuleParameters>, string]>([
    [zone(-400, -2), 'rules.budgets.ZONE.low'],
    [milk({ majorHigh: 900 }), 'rules.milk.majorHigh'],
    [{ budgets: [heat(900)] }, 'rules.budgets.BUDGET_HEAT.low'],
  ])('is not asked where %j is no temperature', (change, field) => {
    expect(validateProfile(aProfile({ rules: change }))).toMatchObject([
      { code: 'NOT_A_TEMPERATURE', field },
    ]);
  });
});
