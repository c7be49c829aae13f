import type { Instant } from '@lenglian/quantities';

/** Ordered from mildest to worst. */
export const SEVERITIES = ['INFO', 'WARN', 'MAJOR', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Rules that exist (ADR 0025); a later one is added here and gets its file in `rules/`. */
export const RULES = [
  'BAND_HI',
  'BAND_LO',
  'CRIT_HI',
  'CRIT_LO',
  'MILK_6',
  'MILK_10',
  'MILK_PICKUP',
  'PULLDOWN_LATE',
  'BUDGET_HEAT',
  'BUDGET_CRIT',
  'BUDGET_COLD',
  'ZONE',
  'SETPOINT_MISMATCH',
  'SETPOINT_NOT_HELD',
  'VENT_MISMATCH',
  'POWER_OFF',
  'RISE_RATE',
  'START_STOP',
  'DOOR_TRANSIT',
  'DOOR_LONG',
  'DEFROST_LONG',
  'DEFROST_OFTEN',
  'SENSOR_SUSPECT',
  'RH_HI',
  'RH_LO',
  'CO2_HI',
  'BATTERY_LOW',
  'FUEL_LOW',
  'MILK_TAMPER',
  'NOT_AGITATED',
  'CLOCK_SKEW',
  'UNIT_ALARM',
  'NO_LOT',
  'DATA_GAP',
  'NO_DATA',
  'PREDICTED',
  'LATE_ARRIVAL',
  'OFF_ROUTE',
  'PRECOOL_LATE',
] as const;
export type RuleCode = (typeof RULES)[number];

/**
 * Rules that no fold of readings judges: silence is a matter of reception, what is foretold is no breach,
 * where a run is follows from its way, and a unit that is not cold yet has no goods. None is a part of a lot's
 * verdict, nor counted as a breach.
 */
export const RULES_APART = [
  'DATA_GAP',
  'NO_DATA',
  'PREDICTED',
  'LATE_ARRIVAL',
  'OFF_ROUTE',
  'PRECOOL_LATE',
] as const satisfies readonly RuleCode[];
export type RuleApart = (typeof RULES_APART)[number];

/** Whether what an episode tells of has happened to the goods, as far as it is known. */
export function isBreach(rule: RuleCode): boolean {
  return !(RULES_APART as readonly RuleCode[]).includes(rule);
}

/** Whether a rule is for the owner of the goods alone: of a unit that nobody else has taken over yet. */
export function isForOwnerAlone(rule: RuleCode): boolean {
  return rule === 'PRECOOL_LATE';
}

/** What a limit and a peak are measured in. */
export const RULE_UNIT_NAMES = [
  'celsius',
  'kelvin',
  'kelvinPerHour',
  'percent',
  'cubicMetresPerHour',
  'hours',
] as const;
export type RuleUnit = (typeof RULE_UNIT_NAMES)[number];

/** The unit of a rule's limit and peak; null for rules about something that is or is not. */
export const RULE_UNITS: Readonly<Record<RuleCode, RuleUnit | null>> = {
  BAND_HI: 'celsius',
  BAND_LO: 'celsius',
  CRIT_HI: 'celsius',
  CRIT_LO: 'celsius',
  MILK_6: 'celsius',
  MILK_10: 'celsius',
  MILK_PICKUP: 'celsius',
  PULLDOWN_LATE: null,
  BUDGET_HEAT: 'celsius',
  BUDGET_CRIT: 'celsius',
  BUDGET_COLD: 'celsius',
  ZONE: 'celsius',
  SETPOINT_MISMATCH: 'kelvin',
  SETPOINT_NOT_HELD: 'kelvin',
  VENT_MISMATCH: 'cubicMetresPerHour',
  POWER_OFF: null,
  RISE_RATE: 'kelvinPerHour',
  START_STOP: null,
  DOOR_TRANSIT: null,
  DOOR_LONG: null,
  DEFROST_LONG: null,
  DEFROST_OFTEN: null,
  SENSOR_SUSPECT: null,
  RH_HI: 'percent',
  RH_LO: 'percent',
  CO2_HI: 'percent',
  BATTERY_LOW: 'percent',
  FUEL_LOW: 'percent',
  MILK_TAMPER: null,
  NOT_AGITATED: null,
  CLOCK_SKEW: null,
  UNIT_ALARM: null,
  NO_LOT: null,
  DATA_GAP: null,
  NO_DATA: null,
  PREDICTED: 'celsius',
  LATE_ARRIVAL: 'hours',
  OFF_ROUTE: null,
  PRECOOL_LATE: 'celsius',
};

/** Which kind of sensor, or of knowledge, proved a breach. ESTIMATE is marked 估算. */
export const EPISODE_SIGNALS = ['PROBE', 'RETURN', 'SUPPLY', 'AIR', 'ESTIMATE', 'UNIT'] as const;
export type EpisodeSignal = (typeof EPISODE_SIGNALS)[number];

/** -1, 0 or 1 as `a` is milder than, as bad as, or worse than `b`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return Math.sign(SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b));
}

/**
 * One breach: one rule, one lot, from its first bad sample to its first good one. All times are
 * event times. Only proven breaches become episodes.
 */
export interface Episode {
  readonly rule: RuleCode;
  /** The worst that was proven so far. */
  readonly severity: Severity;
  /** The first measured sample outside the limit; of a budget, the sample that spent half of it. */
  readonly startedAt: Instant;
  /** The sample with which the delay was proven. */
  readonly raisedAt: Instant;
  /** The first good sample of the return that ended it; null while it lasts. */
  readonly endedAt: Instant | null;
  /** The sample that proved the return (back-in-range time served); null while it lasts. */
  readonly clearedAt: Instant | null;
  /** The limit that was crossed, in the rule's unit (`RULE_UNITS`); null for rules without one. */
  readonly limit: number | null;
  /** The worst value measured, in the rule's unit; null for rules without one. */
  readonly peak: number | null;
  /** Which kind of sensor proved it. */
  readonly signal: EpisodeSignal | null;
  /** Kelvin-minutes beyond the limit as measured; null for rules that are not about temperature. */
  readonly degreeMinutes: number | null;
  /** Minutes of a budget that are spent; null for other rules. */
  readonly spentMinutes: number | null;
  /** Proven while something was held against the sensors: 待核实. */
  readonly isUnverified: boolean;
}
