import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '@lenglian/quantities';
import { defaultRules } from './default-rules.ts';
import { parameterProblems } from './parameter-problems.ts';
import { parametersOf } from './parameter-units.ts';
import type { RuleParameters } from './profile.ts';
import { aFrozenProfile, aProfile } from './testing.ts';
import { validateProfile } from './validate-profile.ts';

const defaults = defaultRules('chilled');

/** Numbers of one rule that are not the defaults. */
function of<Rule extends keyof RuleParameters>(
  rule: Rule,
  change: Partial<NonNullable<RuleParameters[Rule]>>,
): Partial<RuleParameters> {
  return { [rule]: { ...(defaults[rule] as object), ...(change as object) } };
}
const milk = (hysteresis: number): Partial<RuleParameters> => ({
  milk: {
    ...{ levelMin: 5, majorHigh: 6, tamperFall: 2 },
    majorTiming: { delay: 0, backInRange: 0, hysteresis },
  },
});
const humidity = (margin: number, hysteresis: number): Partial<RuleParameters> => ({
  humidity: { low: 90, high: 95, margin, delay: 0, backInRange: 0, hysteresis },
});

type Row = [string, Partial<RuleParameters>, string, number, number];

describe(parameterProblems.name, () => {
  it.each<Row>([
    ['DURATION_TOO_LONG', of('doorLong', { delay: 2 * DAY }), 'doorLong.delay', 2_880, 1_440],
    ['DURATION_TOO_LONG', { offlineMajorAfter: 2 * DAY }, 'offlineMajorAfter', 2_880, 1_440],
    ['DURATION_TOO_LONG', { gapMax: 2 * DAY }, 'gapMax', 2_880, 1_440],
    [
      ...(['DURATION_TOO_LONG', of('criticalLow', { stillAirDelay: 3 * HOUR })] as const),
      ...(['criticalLow.stillAirDelay', 180, 100] as const),
    ],
    [
      ...(['PARAMETER_TOO_LOW', of('criticalLow', { stillAirDelay: 10 * MINUTE })] as const),
      ...(['criticalLow.stillAirDelay', 10, 20] as const),
    ],
    ['PARAMETER_TOO_HIGH', of('criticalLow', { doseMax: 21 }), 'criticalLow.doseMax', 21, 20],
    ['PARAMETER_ZERO', of('criticalLow', { doseMax: 0 }), 'criticalLow.doseMax', 0, 0],
    [...(['DURATION_TOO_LONG', of('grace', { max: 46 * MINUTE }), 'grace.max', 46, 30] as const)],
    // Thrice in two hours.
    ['PARAMETER_TOO_LOW', of('grace', { within: 50 * MINUTE }), 'grace.within', 50, 120],
    [
      ...(['DURATION_TOO_LONG', of('grace', { max: 20 * MINUTE, within: 50 * MINUTE })] as const),
      ...(['grace.max', 20, 10] as const),
    ],
    ['PARAMETER_TOO_LOW', of('grace', { within: 20 * MINUTE }), 'grace.within', 20, 30],
    ['DURATION_TOO_LONG', of('grace', { afterDoor: HOUR }), 'grace.afterDoor', 60, 30],
    [
      ...(['PARAMETER_TOO_HIGH', of('powerOff', { movingAfter: 90 * MINUTE })] as const),
      ...(['powerOff.movingAfter', 90, 60] as const),
    ],
    [
      ...(['PARAMETER_TOO_LOW', of('powerOff', { restingAfter: 10 * MINUTE })] as const),
      ...(['powerOff.restingAfter', 10, 20] as const),
    ],
    [
      ...(['PARAMETER_TOO_LOW', of('powerOff', { harmfulAfter: MINUTE })] as const),
      ...(['powerOff.harmfulAfter', 1, 3] as const),
    ],
    [
      ...(['PARAMETER_TOO_HIGH', of('setpoint', { tolerance: 2.5 })] as const),
      ...(['setpoint.tolerance', 2.5, 2] as const),
    ],
    ['PARAMETER_TOO_HIGH', of('setpoint', { hysteresis: 1 }), 'setpoint.hysteresis', 1, 0.5],
    [
      ...(['PARAMETER_TOO_LOW', of('setpointHeld', { tolerance: 0.2 })] as const),
      ...(['setpointHeld.tolerance', 0.2, 0.3] as const),
    ],
    ['PARAMETER_TOO_LOW', of('precool', { margin: 0.2 }), 'precool.margin', 0.2, 0.5],
    [
      ...(['PARAMETER_TOO_HIGH', of('startStop', { turnMin: 2 * HOUR })] as const),
      ...(['startStop.turnMin', 120, 120] as const),
    ],
    ['PARAMETER_TOO_LOW', of('startStop', { turnMin: MINUTE }), 'startStop.turnMin', 1, 5],
    [
      ...(['PARAMETER_TOO_LOW', of('startStop', { within: 30 * MINUTE })] as const),
      ...(['startStop.within', 30, 60] as const),
    ],
    [
      ...(['PARAMETER_TOO_LOW', of('pullDown', { deadline: HOUR })] as const),
      ...(['pullDown.deadline', 60, 120] as const),
    ],
    [
      ...(['DURATION_TOO_LONG', of('pullDown', { deadline: 5 * DAY })] as const),
      ...(['pullDown.deadline', 7_200, 5_760] as const),
    ],
    [
      ...(['DURATION_TOO_LONG', of('pullDown', { fallsFrom: 5 * HOUR })] as const),
      ...(['pullDown.fallsFrom', 300, 240] as const),
    ],
    ['PARAMETER_TOO_LOW', of('pullDown', { margin: 0 }), 'pullDown.margin', 0, 0.5],
    ['PARAMETER_TOO_HIGH', of('pullDown', { margin: 10 }), 'pullDown.margin', 10, 8],
    [
      ...(['PARAMETER_TOO_LOW', of('setpointHeld', { recoveryDelay: 0 })] as const),
      ...(['setpointHeld.recoveryDelay', 0, 20] as const),
    ],
    [
      ...(['DURATION_TOO_LONG', of('precool', { delay: 3 * HOUR })] as const),
      ...(['precool.delay', 180, 120] as const),
    ],
    ['PARAMETER_TOO_LOW', { dataGapAfter: 0 }, 'dataGapAfter', 0, 5],
    [
      ...(['PARAMETER_TOO_HIGH', of('startStop', { lasting: 4 * HOUR })] as const),
      ...(['startStop.lasting', 240, 240] as const),
    ],
    ['PARAMETER_ZERO', of('suspect', { disagreement: 0 }), 'suspect.disagreement', 0, 0],
    ['PARAMETER_TOO_HIGH', of('suspect', { disagreement: 500 }), 'suspect.disagreement', 500, 50],
    ['MARGIN_NEGATIVE', of('suspect', { disagreement: -1 }), 'suspect.disagreement', -1, 0],
    ['PARAMETER_ZERO', of('riseRate', { air: 0, hysteresis: 0 }), 'riseRate.air', 0, 0],
    ['PARAMETER_ZERO', of('lateArrival', { share: 0 }), 'lateArrival.share', 0, 0],
    ['PERCENT_OUT_OF_RANGE', of('lateArrival', { share: 101 }), 'lateArrival.share', 101, 100],
    ['PERCENT_OUT_OF_RANGE', of('battery', { limit: 96 }), 'battery.limit', 96, 95],
    ['PERCENT_OUT_OF_RANGE', of('fuel', { hysteresis: 90 }), 'fuel.hysteresis', 90, 85],
    ['PARAMETER_TOO_LOW', of('fuel', { learntOver: 0 }), 'fuel.learntOver', 0, 120],
    ['PARAMETER_TOO_LOW', of('milkPickUp', { warmingMost: 0 }), 'milkPickUp.warmingMost', 0, 0.03],
    ['PERCENT_OUT_OF_RANGE', humidity(2, 9.5), 'humidity.hysteresis', 9.5, 9],
    ['HYSTERESIS_BEYOND_SETPOINT', milk(6.5), 'milk.majorTiming.hysteresis', 6.5, 6],
    [
      ...(['OFFLINE_BEFORE_DATA_GAP', { dataGapAfter: 40 * MINUTE }] as const),
      ...(['dataGapAfter', 40, 30] as const),
    ],
  ])('tells %s of %j at what is not a default', (code, change, field, value, bound) => {
    const problem = { code, field: `rules.${field}`, value, bound };
    expect(validateProfile(aProfile({ rules: change }))).toEqual([problem]);
  });

  it.each<Partial<RuleParameters>>([
    of('grace', { max: 30 * MINUTE, within: 4 * HOUR }),
    of('grace', { max: 10 * MINUTE, within: 50 * MINUTE }),
    of('powerOff', { noticedAfter: 0, harmfulAfter: 0, movingAfter: 0, restingAfter: 0 }),
    of('lateArrival', { leastLife: 10 * DAY, share: 100 }),
    of('battery', { limit: 0 }),
    of('criticalLow', { stillAirDelay: 20 * MINUTE, doseMax: 20 }),
    ...[humidity(0, 5), milk(6)],
  ])('takes %j', (change) => {
    expect(validateProfile(aProfile({ rules: change }))).toEqual([]);
  });

  it('asks every wait to be one', () => {
    for (const { path, unit } of parametersOf(defaults)) {
      if (unit !== 'Minutes') continue;
      const [rule = '', name] = path.split('.');
      const change =
        name === undefined
          ? { [rule]: Number.NaN }
          : of(rule as keyof RuleParameters, { [name]: Number.NaN });
      expect(validateProfile(aProfile({ rules: change }))).toEqual([
        { code: 'NOT_A_DURATION', field: `rules.${path}`, value: Number.NaN, bound: null },
      ]);
    }
  });

  it('tells of a budget that is less news when it is used up', () => {
    const budget = { rule: 'BUDGET_HEAT', low: 2, high: null, max: HOUR } as const;
    const severities = { severityAt80: 'MAJOR', severityAt100: 'WARN' } as const;
    const profile = aProfile({ rules: { budgets: [{ ...budget, ...severities }] } });
    expect(validateProfile(profile)).toEqual([
      {
        ...{ code: 'SEVERITY_FALLS', field: 'rules.budgets.BUDGET_HEAT.severityAt100' },
        ...{ value: null, bound: null },
      },
    ]);
  });

  it('has nothing to say of the defaults', () => {
    const profiles = [aProfile(), aFrozenProfile(), aProfile({ thermalState: 'ambient' })];
    for (const profile of profiles) expect(parameterProblems(profile)).toEqual([]);
  });
});
