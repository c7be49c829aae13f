import type { LimitProfile } from '@lenglian/limits';
import type { RunState, UnitKind } from '@lenglian/placements';
import type { LegHole, LotDetails, PlannedLeg } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { NewContact } from '../contacts/contact.ts';
import type { NewDevice } from '../devices/new-device.ts';
import type { PlaceRecord, ServiceRecord } from '../network/network.ts';

/**
 * What `journeys.addMany` takes. Things refer to each other by code, to what is in the same call or
 * already there.
 */
export interface NewJourneys {
  readonly organisationId: string;
  readonly places?: readonly NewPlace[];
  readonly services?: readonly NewService[];
  readonly profiles?: readonly NewProfile[];
  readonly runs?: readonly NewRun[];
  readonly devices?: readonly Omit<NewDevice, 'organisationId' | 'unitId' | 'boundFrom'>[];
  readonly units?: readonly NewUnit[];
  readonly lots?: readonly NewLot[];
  readonly contacts?: readonly NewContactOf[];
}

type NotGiven = 'id' | 'organisationId' | 'revision' | 'isSeeded' | 'roles';

export interface NewPlace extends Omit<PlaceRecord, NotGiven> {
  readonly roles?: PlaceRecord['roles'];
  /** Newer seeds may change it; not when absent. */
  readonly isSeeded?: boolean;
}

export interface NewService extends Omit<ServiceRecord, NotGiven> {
  readonly isSeeded?: boolean;
}

/** One version of a profile. */
export interface NewProfile extends Omit<LimitProfile, 'id'> {
  /** What later rules need: zones, budgets, shelf life, sources. */
  readonly details?: unknown;
  /** Newer seeds may add the next version; not when absent. */
  readonly isSeeded?: boolean;
}

export interface NewRun {
  readonly code: string;
  readonly serviceCode: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly state: RunState;
  readonly legs: readonly PlannedLeg[];
  /** Stretches where nothing is to be heard of it. */
  readonly holes?: readonly NewRunHole[];
}

/** Of the leg of that ordinal, the first when none is told. */
export interface NewRunHole extends Omit<LegHole, 'legOrdinal'> {
  readonly legOrdinal?: number;
}

export interface NewUnit {
  readonly code: string;
  readonly kind: UnitKind;
  /** Of a compartment or zone (`<unit>/<part>`): the unit that it is a part of. */
  readonly wholeUnitCode?: string;
  readonly run?: {
    readonly runCode: string;
    readonly position: number | null;
    readonly equipmentGroup: number | null;
    readonly from: Instant;
  };
  readonly devices?: readonly { readonly deviceId: string; readonly from: Instant }[];
}

export interface NewLot {
  readonly code: string;
  readonly commodityCode: string;
  readonly quantityKilograms: number | null;
  readonly originPlaceCode?: string;
  readonly note?: string;
  readonly details?: Partial<LotDetails>;
  /** Judged by the newest version of this profile that is valid at `from`. */
  readonly placement?: {
    readonly unitCode: string;
    readonly profileCode: string;
    readonly from: Instant;
    readonly until?: Instant | null;
  };
}

type Duty = Pick<NewContact, 'role' | 'name' | 'phone' | 'language' | 'hours'>;

/** Whom to call about a run, a leg of it or a unit. */
export interface NewContactOf extends Duty {
  readonly about:
    /** The leg from 0; the whole run when none is told. */
    { readonly runCode: string; readonly legOrdinal?: number } | { readonly unitCode: string };
  /** Who stands in for them. */
  readonly deputy?: Duty;
}

/** The ids that were made, by code. */
export interface AddedJourneys {
  readonly profileIds: ReadonlyMap<string, string>;
  readonly runIds: ReadonlyMap<string, string>;
  readonly unitIds: ReadonlyMap<string, string>;
  readonly lotIds: ReadonlyMap<string, string>;
}
