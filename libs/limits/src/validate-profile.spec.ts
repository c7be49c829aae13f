import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { defaultRules } from './default-rules.ts';
import { aProfile } from './testing.ts';
import { validateProfile } from './validate-profile.ts';

const rules = defaultRules('chilled');
const spending = { severityAt80: 'INFO', severityAt100: 'MAJOR' } as const;
const BUDGET_PROBLEM = {
  ...{ code: 'BUDGET_OUT_OF_RANGE', field: 'rules.budgets.BUDGET_HEAT', bound: 576_000 },
} as const;
const HEAT = { rule: 'BUDGET_HEAT', low: 2, high: null, ...spending } as const;

describe(validateProfile.name, () => {
  it('takes values that stand exactly on their bounds, tenths being inexact', () => {
    const profile = aProfile({ criticalLow: -1.1, band: { low: -0.9, high: 1.5 }, setpoint: -0.6 });

    expect(validateProfile(profile)).toEqual([]);
  });

  it.each([
    [
      'a band that begins at the freezing limit',
      aProfile({ band: { low: -0.9, high: 2 } }),
      [{ code: 'BAND_LOW_TOO_NEAR_CRITICAL_LOW', field: 'band.low', value: -0.9, bound: -0.8 }],
    ],
    [
      'a set-point at the lower end of the band',
      aProfile({ setpoint: -0.3, rules: { bandLow: null } }),
      [{ code: 'SETPOINT_TOO_NEAR_BAND_LOW', field: 'setpoint', value: -0.3, bound: -0.2 }],
    ],
    [
      'a set-point near the freezing limit where the band is open downwards',
      aProfile({ setpoint: -0.6, band: { low: null, high: 2 } }),
      [{ code: 'SETPOINT_TOO_NEAR_CRITICAL_LOW', field: 'setpoint', value: -0.6, bound: -0.5 }],
    ],
    [
      'a critical limit inside the band',
      aProfile({ criticalHigh: 2 }),
      [{ code: 'CRITICAL_HIGH_INSIDE_BAND', field: 'criticalHigh', value: 2, bound: 2 }],
    ],
    [
      'a hysteresis that keeps a breach open at the set-point',
      aProfile({ rules: { bandHigh: { ...rules.bandHigh, hysteresis: 2.5 } } }),
      [
        {
          code: 'HYSTERESIS_BEYOND_SETPOINT',
          field: 'rules.bandHigh.hysteresis',
          value: 2.5,
          bound: 2,
        },
      ],
    ],
    [
      'a unit that is not cold again at its set-point',
      aProfile({ rules: { precool: { ...rules.precool!, hysteresis: 3.5 } } }),
      [
        {
          ...{ code: 'PARAMETER_TOO_HIGH', field: 'rules.precool.hysteresis' },
          ...{ value: 3.5, bound: 3 },
        },
      ],
    ],
    [
      'a unit that is to be cold after the loading',
      aProfile({ rules: { precool: { ...rules.precool!, lead: -60_000 } } }),
      [{ code: 'NOT_A_DURATION', field: 'rules.precool.lead', value: -1, bound: null }],
    ],
    [
      'a unit that is to be colder than its set-point',
      aProfile({ rules: { precool: { ...rules.precool!, margin: -1 } } }),
      [{ code: 'MARGIN_NEGATIVE', field: 'rules.precool.margin', value: -1, bound: 0 }],
    ],
    [
      'a device that is offline before its data have a gap',
      aProfile({ rules: { dataGapAfter: 600_000, offlineAfter: 300_000 } }),
      [
        {
          code: 'OFFLINE_BEFORE_DATA_GAP',
          field: 'rules.offlineAfter',
          value: 5,
          bound: 10,
        },
      ],
    ],
    [
      'a margin below zero',
      aProfile({ rules: { returnAirMargin: -1 } }),
      [{ code: 'MARGIN_NEGATIVE', field: 'rules.returnAirMargin', value: -1, bound: 0 }],
    ],
    [
      'a delay below zero',
      aProfile({ rules: { criticalHigh: { ...rules.criticalHigh, airDelay: -60_000 } } }),
      [{ code: 'NOT_A_DURATION', field: 'rules.criticalHigh.airDelay', value: -1, bound: null }],
    ],
    ...[0, -1, 500 * 1_440, Number.POSITIVE_INFINITY].map(
      (value) =>
        [
          `a budget of ${value} minutes`,
          aProfile({ rules: { budgets: [{ ...HEAT, max: value * MINUTE }] } }),
          [{ ...BUDGET_PROBLEM, value }],
        ] as const,
    ),
  ])('refuses %s', (_name, profile, problems) => {
    const rounded = validateProfile(profile).map((problem) => ({
      ...problem,
      bound: problem.bound === null ? null : Number(problem.bound.toFixed(6)),
    }));

    expect(rounded).toEqual(problems);
  });

  it('tells every problem at once', () => {
    const upsideDown = aProfile({ setpoint: 9, band: { low: 4, high: 2 }, criticalHigh: 1 });

    expect(validateProfile(upsideDown).map((problem) => problem.code)).toEqual([
      'SETPOINT_ABOVE_BAND',
      'CRITICAL_HIGH_INSIDE_BAND',
      'BAND_EMPTY',
      'HYSTERESIS_BEYOND_SETPOINT',
      'HYSTERESIS_BEYOND_SETPOINT',
    ]);
  });

  it('stops at numbers that are no temperatures', () => {
    expect(validateProfile(aProfile({ criticalHigh: Number.NaN }))).toEqual([
      { code: 'NOT_A_TEMPERATURE', field: 'criticalHigh', value: Number.NaN, bound: null },
    ]);
    expect(validateProfile(aProfile({ setpoint: 320 }))[0]?.code).toBe('NOT_A_TEMPERATURE');
  });
});
