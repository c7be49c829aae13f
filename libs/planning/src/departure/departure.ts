import type { UnitKind, UnitState } from '@lenglian/placements';
import type { Celsius, Instant } from '@lenglian/quantities';
import type { Cleanliness } from '../checks/cleaning.ts';

/** What is looked at before a box leaves (发车放行, operations.md §D), in the order of the sheet. */
export const DEPARTURE_CHECKS = [
  'INSPECTION',
  'SETPOINT',
  'VENT',
  'POWER',
  'DEVICE',
  'CALIBRATION',
  'GOODS',
  'PULP',
  'SEAL',
  'CLEANING',
] as const;
export type DepartureCheck = (typeof DEPARTURE_CHECKS)[number];

/** How one check stands. `UNKNOWN` is said plainly: nothing is green because nobody said otherwise. */
export const CHECK_STATES = ['GREEN', 'AMBER', 'RED', 'UNKNOWN', 'NOT_APPLICABLE'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** Why, and how a check stands for that reason. Stable: consoles know the codes. */
export const DEPARTURE_REASONS = {
  EMPTY: 'NOT_APPLICABLE',
  NOT_FOR_ITS_KIND: 'NOT_APPLICABLE',
  OF_ITS_WHOLE: 'NOT_APPLICABLE',
  IN_ITS_PARTS: 'NOT_APPLICABLE',
  // Of what devices report.
  NO_DEVICE: 'UNKNOWN',
  NOT_HEARD_LATELY: 'UNKNOWN',
  NOT_REPORTED: 'UNKNOWN',
  INSPECTION_PASSED: 'GREEN',
  INSPECTION_OLD: 'AMBER',
  INSPECTION_FAILED: 'RED',
  NO_INSPECTION: 'UNKNOWN',
  SETPOINT_AS_PLANNED: 'GREEN',
  SETPOINT_NEAR: 'AMBER',
  SETPOINT_WRONG: 'RED',
  NO_PLANNED_SETPOINT: 'UNKNOWN',
  VENT_AS_PLANNED: 'GREEN',
  VENT_WRONG: 'AMBER',
  VENT_NOT_ASKED: 'NOT_APPLICABLE',
  POWERED: 'GREEN',
  FUEL_LOW: 'AMBER',
  NOT_POWERED: 'RED',
  HEARD: 'GREEN',
  SILENT: 'RED',
  NEVER_HEARD: 'RED',
  DEVICE_MISSING: 'RED',
  JUDGE_NOT_READY: 'UNKNOWN',
  CALIBRATED: 'GREEN',
  CALIBRATION_ENDS_UNDER_WAY: 'AMBER',
  CALIBRATION_OVER: 'RED',
  NOT_CALIBRATED: 'UNKNOWN',
  LOADED: 'GREEN',
  DECLARED_EMPTY: 'GREEN',
  LAID_UP: 'RED',
  NOT_DECLARED: 'RED',
  PULP_COLD_ENOUGH: 'GREEN',
  PULP_WARM: 'AMBER',
  PULP_TOO_WARM: 'RED',
  PULP_COLD: 'AMBER',
  PULP_TOO_COLD: 'RED',
  PULP_NOT_MEASURED: 'UNKNOWN',
  SEALED: 'GREEN',
  NO_SEAL: 'UNKNOWN',
  CLEAN: 'GREEN',
  NOT_CLEAN: 'RED',
  NEVER_CLEANED: 'UNKNOWN',
} as const satisfies Record<string, CheckState>;
export type DepartureReason = keyof typeof DEPARTURE_REASONS;

/** How one check of one box stands, why, and what its words name: °C, m³/h, percent, codes; `at` in UTC ms. */
export interface CheckResult {
  readonly check: DepartureCheck;
  readonly state: CheckState;
  readonly reason: DepartureReason;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** What the newest reading of a box's devices says; null: not measured. */
export interface ReportedByDevice {
  readonly measuredAt: Instant;
  readonly setpointCelsius: Celsius | null;
  readonly freshAirCubicMetresPerHour: number | null;
  readonly isPowered: boolean | null;
  readonly fuelPercent: number | null;
}

/** Goods in a box, with the limits by which they are judged. */
export interface BoxLot {
  readonly lotCode: string;
  readonly pulpTemperatureCelsius: Celsius | null;
  readonly limits: {
    readonly setpoint: Celsius;
    readonly bandLow: Celsius | null;
    readonly bandHigh: Celsius;
    readonly criticalLow: Celsius | null;
    readonly criticalHigh: Celsius;
    /** Kelvin above the set-point that goods which are still to cool down may have; 0 where they may not. */
    readonly pullDownMargin: number;
  };
}

/** All that is known of one box of a run. */
export interface BoxFacts {
  readonly unitKind: UnitKind;
  /** As it is declared. */
  readonly state: UnitState;
  /** It is a compartment; it has compartments that ride with it. */
  readonly isPart: boolean;
  readonly hasParts: boolean;
  /** The newest PTI on record. */
  readonly inspection: { readonly inspectedAt: Instant; readonly hasPassed: boolean } | null;
  /** Put on since the ride began. */
  readonly sealNumber: string | null;
  /** What the plan, else its goods, ask for. */
  readonly plannedSetpointCelsius: Celsius | null;
  /** Kelvin from it: amber beyond the first, red beyond the second. */
  readonly setpointTolerance: number;
  readonly setpointCriticalTolerance: number;
  /** Fresh air that the goods are to have, m³/h; null where nobody says how much. */
  readonly vent: { readonly planned: number; readonly tolerance: number } | null;
  readonly fuelPercentMin: number;
  /** Until when each device is calibrated, excluded; null: nothing on record. */
  readonly devices: readonly {
    readonly deviceId: string;
    readonly calibratedUntil: Instant | null;
  }[];
  readonly reported: ReportedByDevice | null;
  readonly lots: readonly BoxLot[];
  readonly cleanliness: Cleanliness;
  /** When its goods came or come into it. */
  readonly loadsAt: Instant;
}

/** When a board is looked at, UTC ms. */
export interface BoardMoment {
  readonly now: Instant;
  /** The judge's: the last tick that it read; null before the first. */
  readonly judgeNow: Instant | null;
  /** By the plan, else `now`. */
  readonly departsAt: Instant;
  readonly arrivesAt: Instant;
}

/** A result for a reason. */
export function because(
  check: DepartureCheck,
  reason: DepartureReason,
  parameters: CheckResult['parameters'] = {},
): CheckResult {
  return { check, state: DEPARTURE_REASONS[reason], reason, parameters };
}
