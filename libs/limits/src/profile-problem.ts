export type ProfileProblemCode =
  /** Not a number, or not a temperature that any cargo has. */
  | 'NOT_A_TEMPERATURE'
  /** Negative, or not a number; in minutes. */
  | 'NOT_A_DURATION'
  /** Longer than an alarm may wait; value and bound in minutes. */
  | 'DURATION_TOO_LONG'
  /** Nothing, more than any journey lasts, or not a number; value and bound in minutes. */
  | 'BUDGET_OUT_OF_RANGE'
  | 'BAND_EMPTY'
  | 'BAND_LOW_TOO_NEAR_CRITICAL_LOW'
  | 'SETPOINT_TOO_NEAR_BAND_LOW'
  | 'SETPOINT_TOO_NEAR_CRITICAL_LOW'
  | 'SETPOINT_ABOVE_BAND'
  | 'CRITICAL_HIGH_INSIDE_BAND'
  /** So wide that a breach would go on at the set-point itself. */
  | 'HYSTERESIS_BEYOND_SETPOINT'
  | 'OFFLINE_BEFORE_DATA_GAP'
  /** Of every amount. */
  | 'MARGIN_NEGATIVE'
  /** Beyond what makes sense, or beyond another parameter of its rule; value and bound in the unit of the field. */
  | 'PARAMETER_TOO_HIGH'
  | 'PARAMETER_TOO_LOW'
  /** Nothing, where the rule would speak of everything. */
  | 'PARAMETER_ZERO'
  /** Of a budget: less at 100 % than at 80. */
  | 'SEVERITY_FALLS'
  /** Time in the band itself would use it up. */
  | 'BUDGET_COUNTS_INSIDE_BAND'
  | 'BUDGET_COUNTS_ABOVE_CRITICAL'
  /** It would always be the other that is used up first; value and bound in minutes. */
  | 'BUDGET_CRIT_BEYOND_HEAT'
  /** The upper end of a range is not above the lower one. */
  | 'ENDS_SWAPPED'
  | 'ZONE_OPEN'
  /** Goods that are where they should be would use it up. */
  | 'ZONE_OVER_SETPOINT'
  | 'MILK_LIMIT_INSIDE_BAND'
  | 'MILK_LIMIT_ABOVE_CRITICAL'
  /** The bound is the one that is broken. */
  | 'PERCENT_OUT_OF_RANGE'
  | 'VENT_NEGATIVE';

/** One thing wrong with a profile: which field, and the bound it breaks. */
export interface ProfileProblem {
  readonly code: ProfileProblemCode;
  /** Path in the profile, for example `band.low`. */
  readonly field: string;
  /** Null where what is wrong is that there is none. */
  readonly value: number | null;
  /** What the value is held against; null where the value makes no sense by itself. */
  readonly bound: number | null;
}

/** Sums of tenths are not exact; a thousandth of a kelvin is nothing. */
export const ROUNDING = 1e-3;
