import type { LimitProfile } from '@lenglian/limits';
import type { UnitKind, UnitState } from '@lenglian/placements';
import type { BoxFacts, Cleanliness, SeenCheck } from '@lenglian/planning';
import type { Celsius, Instant } from '@lenglian/quantities';
import type { Actor } from '../records.ts';

/** Goods in a box that is to leave. */
export interface DepartingLot {
  readonly lotId: string;
  readonly lotCode: string;
  readonly commodityCode: string;
  readonly pulpTemperatureCelsius: Celsius | null;
  readonly profile: LimitProfile;
}

/** A box of a run, with all that the records know of it before it leaves. */
export interface DepartingBox extends Pick<BoxFacts, 'inspection' | 'sealNumber' | 'devices'> {
  readonly unitId: string;
  readonly unitCode: string;
  readonly unitKind: UnitKind;
  readonly wholeUnitId: string | null;
  readonly position: number | null;
  readonly equipmentGroup: number | null;
  /** Where it is coupled on (甩挂); null: where the run begins. */
  readonly joinPlaceCode: string | null;
  readonly plannedSetpointCelsius: Celsius | null;
  /** As it is declared now, or will be when it is on the run. */
  readonly state: UnitState;
  readonly lots: readonly DepartingLot[];
  readonly cleanliness: Cleanliness;
  /** When the first of its goods came or come into it; when it is on the run, without goods. */
  readonly loadsAt: Instant;
}

/** Lets a box leave although these checks are not green, as they stood then; none: what was released is not any more. */
export interface NewRelease {
  readonly unitId: string;
  readonly checks: readonly SeenCheck[];
  readonly reason: string;
}
export interface ReleaseRecord extends NewRelease {
  readonly id: string;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}

/** What was known of the boxes when a run left; `boxes` is what `setRunState` was given. */
export interface KeptBoard {
  readonly keptAt: Instant;
  readonly boxes: unknown;
}

/** 发车放行: what a departure board is made of (ADR 0037). Releases are only ever added. */
export interface DepartureRecords {
  /** Those that are or will be on the run, in the order of the train; none of a run that is over. */
  boxes(runId: string): Promise<DepartingBox[]>;
  /** The oldest first: the newest of a unit counts. */
  releases(runId: string): Promise<ReleaseRecord[]>;
  /**
   * `Actor.ifRevision` is one more than the releases that were seen.
   *
   * @throws NotFoundError (run, or a unit that never rides on it), RunStateError for a run that is over,
   * RevisionConflictError
   */
  release(actor: Actor, runId: string, release: NewRelease): Promise<ReleaseRecord>;
  kept(runId: string): Promise<KeptBoard | undefined>;
}
