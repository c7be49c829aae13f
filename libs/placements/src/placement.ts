import type { Duration, Instant } from '@lenglian/quantities';

/** A validity in time: `from` included, `until` excluded; null is open. */
export interface Validity {
  readonly from: Instant;
  readonly until: Instant | null;
}

export const DEVICE_KINDS = ['reefer', 'tanker', 'room', 'box', 'store'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** What goods travel or wait in: whatever devices are made for, and what carries a device of another kind. */
export const UNIT_KINDS = [...DEVICE_KINDS, 'wagon', 'truck', 'uld'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** What somebody declared of a unit; empty and laid up (空箱, 封存) are never inferred. */
export const UNIT_STATES = ['IN_USE', 'EMPTY', 'LAID_UP'] as const;
export type UnitState = (typeof UNIT_STATES)[number];

export const RUN_STATES = [
  'PLANNED',
  'LOADING',
  'IN_TRANSIT',
  'ARRIVED',
  'CLOSED',
  'CANCELLED',
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** A device rides on a unit for a time. */
export interface DeviceBinding extends Validity {
  readonly deviceId: string;
  readonly unitId: string;
  /** How often it is told to report; undefined where that is not known. */
  readonly reportingInterval?: Duration;
}

/** A lot lies in a unit for a time, judged by one version of a profile. */
export interface LotPlacement extends Validity {
  readonly lotId: string;
  readonly unitId: string;
  readonly profileId: string;
  /**
   * The goods lay there as another lot, of which this one is a part: what they went through belongs to
   * it, but breaches that had ended by then were that lot's.
   */
  readonly isInherited?: true;
  /** 有货无单: nobody has declared these goods. It may be empty (`from` = `until`): somebody has since. */
  readonly isProvisional?: true;
  /** Pulp temperature that was noted at loading, °C. */
  readonly loadedProduct?: number | null;
}

/** A place that a run calls at, as it is expected now, and what can be done there for goods in danger. */
export interface PlannedCall {
  readonly placeCode: string;
  /** When it was reached, else when it is to be. */
  readonly at: Instant;
  /** Somebody reported that it was. */
  readonly isReached: boolean;
  /** How one gets there: a mode of libs/planning. */
  readonly mode: string;
  /** The words of the seed files: `PLUG_IN`, `SPARE_GENSET`, `REPAIR`, `SWAP_UNIT`, `ICE`, `REFUEL`. */
  readonly actions: readonly string[];
}

/** Where a unit stands by plan or report: doors may be opened, power may be changed. */
export interface PlannedStop extends Validity {
  /** For how long it may be without power there by contract; absent where nobody said. */
  readonly offPowerMax?: Duration;
  /** Goods are only taken in there, as at a farm: a tank that holds milk is not emptied. Absent elsewhere. */
  readonly isIntake?: true;
}

/**
 * A stretch of a unit's life in which it is known where it should be: a ride on a run, or a store that
 * stands where it stands.
 */
export interface UnitJourney extends Validity {
  readonly unitId: string;
  /** What the carriage is to be set to, °C; null where the goods' own set-point holds. */
  readonly setpoint: number | null;
  /** 一箱制: nobody opens it between origin and destination. */
  readonly isOneBox: boolean;
  /** In order. */
  readonly stops: readonly PlannedStop[];
  /** 城配: rounds from door to door, which nobody plans one by one; none where absent. */
  readonly rounds?: readonly Validity[];
  /** Of a ride, in order; the last is where the unit is set out. None where it stands for good. */
  readonly calls: readonly PlannedCall[];
  /** Where it is not to be heard, in no order. */
  readonly holes: readonly ExpectedHole[];
}

/** A stretch of a run's way without coverage, by its plan or report: silence is expected there. */
export interface ExpectedHole {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** Whether a moment lies inside a validity. */
export function isValidAt(validity: Validity, at: Instant): boolean {
  return validity.from <= at && (validity.until === null || at < validity.until);
}

/** The overlap of two validities, or undefined when they do not meet. */
export function overlapOf(a: Validity, b: Validity): Validity | undefined {
  const from = Math.max(a.from, b.from);
  const ends = [a.until, b.until].filter((end) => end !== null);
  const until = ends.length === 0 ? null : Math.min(...ends);
  return until === null || from < until ? { from, until } : undefined;
}
