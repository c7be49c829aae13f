import { DAY, MINUTE } from '@lenglian/quantities';
import { CHANNELS, SUPPLY, type Channel } from '@lenglian/readings';
import type { LimitProfile } from './profile.ts';
import { ROUNDING, type ProfileProblem, type ProfileProblemCode } from './profile-problem.ts';
import { parameterProblems, senselessDurations } from './parameter-problems.ts';
import { countsFrom, ruleProblems } from './rule-problems.ts';

/** Kelvin that the critical low must keep from the warm end of freezing (operations.md §A5). */
export const FREEZING_MARGIN = 0.5;
/** Kelvin that the band must keep from the critical low: one step of a sensor, twice its noise (operations.md §A5). */
export const CRITICAL_LOW_MARGIN = 0.2;
/** Kelvin that the set-point must keep from the lower end of the band: a unit's own swing (operations.md §A5). */
export const SETPOINT_MARGIN = 0.3;

/** Minutes of 400 days: longer than any journey. */
export const BUDGET_MINUTES_MAX = (400 * DAY) / MINUTE;

/**
 * Says everything that is wrong with a profile; empty when it can be used. A profile whose numbers
 * are no numbers is not looked at further.
 */
export function validateProfile(profile: LimitProfile): ProfileProblem[] {
  const senseless = [
    ...senselessTemperatures(profile),
    ...senselessDurations(profile),
    ...senselessBudgets(profile),
  ];
  return senseless.length > 0
    ? senseless
    : [
        ...limitProblems(profile),
        ...hysteresisProblems(profile),
        ...parameterProblems(profile),
        ...ruleProblems(profile),
      ];
}

function senselessTemperatures(profile: LimitProfile): ProfileProblem[] {
  const { min, max }: Channel = CHANNELS[SUPPLY] as Channel;
  const temperatures = {
    setpoint: profile.setpoint,
    'band.low': profile.band.low,
    'band.high': profile.band.high,
    criticalLow: profile.criticalLow,
    criticalHigh: profile.criticalHigh,
    'rules.budgets.BUDGET_HEAT.low': countsFrom(profile),
    'rules.milk.majorHigh': profile.rules.milk?.majorHigh ?? null,
    ...zoneEnds(profile),
  };
  return Object.entries(temperatures).flatMap(([field, value]) =>
    value === null || (value >= min && value <= max)
      ? []
      : [{ code: 'NOT_A_TEMPERATURE', field, value, bound: null }],
  );
}

function zoneEnds({ rules }: LimitProfile): Record<string, number | null> {
  const zone = rules.budgets.find(({ rule }) => rule === 'ZONE');
  if (!zone) return {};
  return { 'rules.budgets.ZONE.low': zone.low, 'rules.budgets.ZONE.high': zone.high };
}

function senselessBudgets(profile: LimitProfile): ProfileProblem[] {
  return profile.rules.budgets.flatMap(({ rule, max }) => {
    const value = max / MINUTE;
    if (value > 0 && value <= BUDGET_MINUTES_MAX) return [];
    const field = `rules.budgets.${rule}`;
    return [{ code: 'BUDGET_OUT_OF_RANGE', field, value, bound: BUDGET_MINUTES_MAX }];
  });
}

function limitProblems(profile: LimitProfile): ProfileProblem[] {
  const { setpoint, band, criticalLow, criticalHigh } = profile;
  const problems: ProfileProblem[] = [];
  const demand = (
    holds: boolean,
    code: ProfileProblemCode,
    field: string,
    value: number,
    bound: number,
  ) => {
    if (!holds) problems.push({ code, field, value, bound });
  };
  demand(setpoint <= band.high, 'SETPOINT_ABOVE_BAND', 'setpoint', setpoint, band.high);
  demand(
    criticalHigh > band.high,
    'CRITICAL_HIGH_INSIDE_BAND',
    'criticalHigh',
    criticalHigh,
    band.high,
  );
  if (band.low !== null) {
    demand(band.low < band.high, 'BAND_EMPTY', 'band.low', band.low, band.high);
    const least = band.low + SETPOINT_MARGIN;
    const holds = setpoint >= least - ROUNDING;
    demand(holds, 'SETPOINT_TOO_NEAR_BAND_LOW', 'setpoint', setpoint, least);
  }
  if (criticalLow !== null && band.low !== null) {
    const least = criticalLow + CRITICAL_LOW_MARGIN;
    const holds = band.low >= least - ROUNDING;
    demand(holds, 'BAND_LOW_TOO_NEAR_CRITICAL_LOW', 'band.low', band.low, least);
  } else if (criticalLow !== null) {
    const least = criticalLow + CRITICAL_LOW_MARGIN + SETPOINT_MARGIN;
    const holds = setpoint >= least - ROUNDING;
    demand(holds, 'SETPOINT_TOO_NEAR_CRITICAL_LOW', 'setpoint', setpoint, least);
  }
  return problems;
}

function hysteresisProblems(profile: LimitProfile): ProfileProblem[] {
  const { setpoint, band, criticalLow, criticalHigh, rules } = profile;
  const ends: [field: string, hysteresis: number | undefined, room: number][] = [
    ['bandHigh', rules.bandHigh.hysteresis, band.high - setpoint],
    ['bandLow', rules.bandLow?.hysteresis, setpoint - (band.low ?? -Infinity)],
    ['criticalHigh', rules.criticalHigh.hysteresis, criticalHigh - setpoint],
    ['criticalLow', rules.criticalLow.hysteresis, setpoint - (criticalLow ?? -Infinity)],
    [
      'milk.majorTiming',
      rules.milk?.majorTiming.hysteresis,
      (rules.milk?.majorHigh ?? 0) - setpoint,
    ],
  ];
  return ends.flatMap(([rule, hysteresis, room]) =>
    hysteresis === undefined || hysteresis <= room + ROUNDING
      ? []
      : [
          {
            code: 'HYSTERESIS_BEYOND_SETPOINT',
            field: `rules.${rule}.hysteresis`,
            value: hysteresis,
            bound: room,
          },
        ],
  );
}
