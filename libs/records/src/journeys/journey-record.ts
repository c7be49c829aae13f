import type { LimitProfile } from '@lenglian/limits';
import type {
  DeviceBinding,
  LotPlacement,
  RunState,
  UnitJourney,
  UnitKind,
  UnitState,
} from '@lenglian/placements';
import type { KnownLeg, LegMode, LotDetails } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';

export interface LegRecord extends KnownLeg {
  readonly mode: LegMode;
  readonly fromPlaceCode: string;
  readonly fromNameZh: string;
  readonly fromNameEn: string;
  readonly toPlaceCode: string;
  readonly toNameZh: string;
  readonly toNameEn: string;
  readonly plannedDepartureAt: Instant;
  readonly plannedArrivalAt: Instant;
}

export interface RunRecord {
  readonly id: string;
  readonly revision: number;
  readonly organisationId: string;
  readonly code: string;
  readonly serviceCode: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly state: RunState;
  readonly legs: readonly LegRecord[];
  /** Units that ride on it at any time, also later, as it is believed now. */
  readonly plannedUnitCount: number;
}

export interface UnitRecord {
  readonly id: string;
  readonly revision: number;
  readonly organisationId: string;
  /** Container number, plate or house number. */
  readonly code: string;
  readonly kind: UnitKind;
  /** Of a compartment or zone: the unit that it is a part of. */
  readonly wholeUnitId: string | null;
  /** As it, or the unit that it is a part of, is declared now. */
  readonly state: UnitState;
  /** The run it is on now, with its place and genset there. */
  readonly runId: string | null;
  readonly position: number | null;
  readonly equipmentGroup: number | null;
  /** What the plan of that run asks the carriage to be set to, °C. */
  readonly plannedSetpointCelsius: number | null;
}

export interface LotRecord extends LotDetails {
  readonly id: string;
  readonly revision: number;
  readonly organisationId: string;
  readonly code: string;
  /** 有货无单: it stands for goods that nobody declared (ADR 0032). */
  readonly isProvisional: boolean;
  readonly commodityCode: string;
  /** When it was made. */
  readonly quantityKilograms: number | null;
  /** What has not become other lots; null where nobody weighed. */
  readonly leftKilograms: number | null;
  readonly profileId: string;
  /** Where it lies now. */
  readonly unitId: string | null;
  readonly placedFrom: Instant;
  readonly placedUntil: Instant | null;
}

/** Everything the judge must know about where things are. */
export interface PlacementSnapshot {
  /** Increases with every change of bindings, placements or profiles. */
  readonly version: number;
  readonly deviceBindings: readonly DeviceBinding[];
  readonly lotPlacements: readonly LotPlacement[];
  /** Of units with goods. */
  readonly unitJourneys: readonly UnitJourney[];
  readonly profiles: readonly LimitProfile[];
}
