/** Whether a plan with this finding can be taken. */
export type FindingSeverity = 'REFUSE' | 'WARN';

/** Every finding and how bad it is. Stable: consoles and scripts know the codes. */
export const FINDINGS = {
  RUN_EXISTS: 'REFUSE',
  UNKNOWN_SERVICE: 'REFUSE',
  UNKNOWN_WAY: 'REFUSE',
  LEG_WITHOUT_DURATION: 'REFUSE',
  OUT_OF_SEASON: 'WARN',
  NO_LEGS: 'REFUSE',
  UNKNOWN_PLACE: 'REFUSE',
  LEG_TOO_SHORT: 'REFUSE',
  LEGS_APART: 'REFUSE',
  LEGS_OVERLAP: 'REFUSE',
  ARRIVED_BEFORE_IT_DEPARTED: 'REFUSE',
  LOADING_AFTER_DEPARTURE: 'REFUSE',
  NO_LINES: 'REFUSE',
  TOO_MANY_LINES: 'REFUSE',
  WRONG_VALUE: 'REFUSE',
  MISSING_COLUMN: 'REFUSE',
  UNKNOWN_COLUMN: 'WARN',
  UNREADABLE_LINE: 'REFUSE',
  BAD_CONTAINER_NUMBER: 'REFUSE',
  BAD_ULD_NUMBER: 'WARN',
  NO_PARTS: 'REFUSE',
  UNIT_LAID_UP: 'REFUSE',
  TANKER_NOT_CLEAN: 'REFUSE',
  TANKER_TO_BE_CLEANED: 'WARN',
  UNIT_KIND_DIFFERS: 'REFUSE',
  UNIT_ELSEWHERE: 'REFUSE',
  UNIT_LINES_DIFFER: 'REFUSE',
  POSITION_TWICE: 'REFUSE',
  EMPTY_AND_LOADED: 'REFUSE',
  NOT_ITS_STOPS: 'REFUSE',
  NO_DEVICE: 'WARN',
  UNKNOWN_DEVICE: 'REFUSE',
  DEVICE_REVOKED: 'REFUSE',
  DEVICE_ELSEWHERE: 'REFUSE',
  DEVICE_TWICE: 'REFUSE',
  DEVICE_KIND_DIFFERS: 'WARN',
  CALIBRATION_EXPIRED: 'WARN',
  CALIBRATION_EXPIRES: 'WARN',
  LOT_EXISTS: 'REFUSE',
  LOT_TWICE: 'REFUSE',
  UNKNOWN_COMMODITY: 'REFUSE',
  COMMODITY_NOT_OF_SERVICE: 'WARN',
  UNKNOWN_CULTIVAR: 'REFUSE',
  NO_SAFE_TEMPERATURE: 'REFUSE',
  SETPOINT_OUTSIDE: 'REFUSE',
  SETPOINT_DIFFERS: 'WARN',
  BANDS_DO_NOT_MEET: 'REFUSE',
  BANDS_MEET_NARROWLY: 'WARN',
  THERMAL_STATES_MIXED: 'REFUSE',
  FAMILIES_MIXED: 'REFUSE',
  ETHYLENE: 'WARN',
  SULPHUR_DIOXIDE: 'WARN',
  HUMIDITIES_DO_NOT_MEET: 'WARN',
  // Of runs that are late.
  NEXT_RUN_OVERLAPS: 'WARN',
  DEVICE_NEXT_OVERLAPS: 'WARN',
  // Of transformations and hand-overs.
  IN_THE_FUTURE: 'REFUSE',
  WRONG_COUNT: 'REFUSE',
  UNKNOWN_LOT: 'REFUSE',
  UNKNOWN_RUN: 'REFUSE',
  UNKNOWN_UNIT: 'REFUSE',
  UNKNOWN_ORGANISATION: 'REFUSE',
  LOT_NOT_THERE_YET: 'REFUSE',
  LOT_USED_UP: 'REFUSE',
  LOT_WENT_ON: 'REFUSE',
  MORE_THAN_IS_LEFT: 'REFUSE',
  COMMODITY_CHANGES: 'REFUSE',
  NO_UNIT: 'REFUSE',
  MASS_MISSING: 'REFUSE',
  MASS_GAINED: 'REFUSE',
  NO_LOTS: 'REFUSE',
  SAME_PARTY: 'REFUSE',
  REASON_MISSING: 'REFUSE',
  MORE_REFUSED_THAN_HANDED: 'REFUSE',
  MORE_HANDED_THAN_THERE_IS: 'WARN',
  LOT_IN_ANOTHER_UNIT: 'WARN',
  CUSTODIAN_DIFFERS: 'WARN',
  CORE_MISSING: 'REFUSE',
  CORE_OUTSIDE: 'WARN',
  SEAL_DIFFERS: 'WARN',
  WAYBILL_DIFFERS: 'WARN',
  MILK_SLIP_MISSING: 'REFUSE',
  MILK_SLIP_WITHOUT_MILK: 'REFUSE',
  MILK_PICKED_UP_WARM: 'WARN',
  MILK_NOT_COOLED: 'WARN',
  MILKED_LATER: 'REFUSE',
  ANTIBIOTICS: 'REFUSE',
  // Of cleanings and bindings.
  GOODS_IN_TANK: 'REFUSE',
  TAKEN_FROM: 'WARN',
  RUN_IS_OVER: 'REFUSE',
  // Of profiles: those of libs/limits `ProfileProblemCode`, what their entry says besides, and when a version may begin.
  NOT_A_TEMPERATURE: 'REFUSE',
  NOT_A_DURATION: 'REFUSE',
  DURATION_TOO_LONG: 'REFUSE',
  BUDGET_OUT_OF_RANGE: 'REFUSE',
  BAND_EMPTY: 'REFUSE',
  BAND_LOW_TOO_NEAR_CRITICAL_LOW: 'REFUSE',
  SETPOINT_TOO_NEAR_BAND_LOW: 'REFUSE',
  SETPOINT_TOO_NEAR_CRITICAL_LOW: 'REFUSE',
  SETPOINT_ABOVE_BAND: 'REFUSE',
  CRITICAL_HIGH_INSIDE_BAND: 'REFUSE',
  HYSTERESIS_BEYOND_SETPOINT: 'REFUSE',
  OFFLINE_BEFORE_DATA_GAP: 'REFUSE',
  MARGIN_NEGATIVE: 'REFUSE',
  PARAMETER_TOO_HIGH: 'REFUSE',
  PARAMETER_TOO_LOW: 'REFUSE',
  PARAMETER_ZERO: 'REFUSE',
  SEVERITY_FALLS: 'REFUSE',
  BUDGET_COUNTS_INSIDE_BAND: 'REFUSE',
  BUDGET_COUNTS_ABOVE_CRITICAL: 'REFUSE',
  BUDGET_CRIT_BEYOND_HEAT: 'REFUSE',
  ENDS_SWAPPED: 'REFUSE',
  ZONE_OPEN: 'REFUSE',
  ZONE_OVER_SETPOINT: 'REFUSE',
  MILK_LIMIT_INSIDE_BAND: 'REFUSE',
  MILK_LIMIT_ABOVE_CRITICAL: 'REFUSE',
  PERCENT_OUT_OF_RANGE: 'REFUSE',
  VENT_NEGATIVE: 'REFUSE',
  CRITICAL_LOW_TOO_NEAR_FREEZING: 'REFUSE',
  ZONES_TOO_MANY: 'REFUSE',
  HUMIDITY_ALARM_WITHOUT_RANGE: 'REFUSE',
  RULE_NOT_OF_GOODS: 'REFUSE',
  VARIANT_UNUSED: 'REFUSE',
  VARIANT_NOT_COLDER: 'REFUSE',
  Q10_BELOW_ONE: 'REFUSE',
  KINETICS_APART: 'REFUSE',
  KINETICS_MIXED: 'REFUSE',
  MINIMUM_NOT_BELOW_REFERENCE: 'REFUSE',
  VERSION_NOT_LATER: 'REFUSE',
  TOO_LONG_AGO: 'REFUSE',
  LOT_AWAITS_DISPOSITION: 'WARN',
  LOT_NOT_RELEASED: 'WARN',
  // Of a run that leaves.
  LEFT_NOT_RELEASED: 'WARN',
} as const satisfies Record<string, FindingSeverity>;
export type FindingCode = keyof typeof FINDINGS;

/** One thing about a plan, a transformation or a hand-over that a person should mend or know. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: FindingSeverity;
  /** The line of the manifest; null when it is about the whole run. */
  readonly line: number | null;
  /** The field that is to be changed, by its name in the manifest. */
  readonly field: string;
  /** What its words name: codes, temperatures in °C, the line that was there first. */
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** Makes a finding with the severity that belongs to its code. */
export function finding(
  code: FindingCode,
  line: number | null,
  field: string,
  parameters: Finding['parameters'] = {},
): Finding {
  return { code, severity: FINDINGS[code], line, field, parameters };
}

/** Whether a plan with these findings can be taken. */
export function isRefused(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'REFUSE');
}
