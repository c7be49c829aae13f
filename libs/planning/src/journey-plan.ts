import type { UnitKind } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import type { LotDetails } from './lot-details.ts';

/** How goods travel on one leg. */
export const LEG_MODES = ['RAIL', 'ROAD', 'AIR', 'CITY'] as const;
export type LegMode = (typeof LEG_MODES)[number];

/** One leg of a run with its planned times, UTC ms. */
export interface PlannedLeg {
  readonly mode: LegMode;
  readonly fromPlaceCode: string;
  readonly toPlaceCode: string;
  readonly plannedDepartureAt: Instant;
  readonly plannedArrivalAt: Instant;
}

/** When a leg really began and ended, UTC ms; null while nobody has reported it. */
export interface LegTimes {
  readonly departedAt: Instant | null;
  readonly arrivedAt: Instant | null;
}

/** Goods of one kind that are planned to lie in one unit. */
export interface PlannedLot extends LotDetails {
  readonly code: string;
  /** Also the code of the limit profile by which it is judged. */
  readonly commodityCode: string;
  /** Net mass; null when it is not known yet. */
  readonly quantityKilograms: number | null;
  readonly originPlaceCode: string | null;
  readonly note: string | null;
}

/** One line of a manifest: a unit with one lot. A mixed load is several lines with the same unit. */
export interface PlanLine {
  /** Where it stands in the file, from 1; findings name it. */
  readonly line: number;
  /**
   * Container number (ISO 6346) of a reefer; else plate or house number. A compartment of a tanker or a
   * zone of a store is `<unit>/<part>`.
   */
  readonly unitCode: string;
  readonly unitKind: UnitKind;
  /** Place in the train, from 1; null on the road. */
  readonly position: number | null;
  /** Units with the same number share a genset. */
  readonly equipmentGroup: number | null;
  readonly deviceId: string | null;
  /** The stop at which it is coupled on (甩挂); null: where the run begins. */
  readonly joinPlaceCode: string | null;
  /** The stop at which it is set out, and its goods with it; null: where the run ends. */
  readonly leavePlaceCode: string | null;
  /** What the carriage is to be set to, °C; null where the plan does not say. */
  readonly setpointCelsius: number | null;
  /** Null: declared empty (空箱). */
  readonly lot: PlannedLot | null;
}

/** A run before it exists: where it goes, when, and what rides on it. */
export interface JourneyPlan {
  readonly runCode: string;
  readonly serviceCode: string;
  /** From when on units and lots belong to the run; not after the departure. */
  readonly loadingAt: Instant;
  readonly legs: readonly PlannedLeg[];
  readonly lines: readonly PlanLine[];
}

/** Lines that one plan may have. */
export const PLAN_LINES_MAX = 1_000;
