import type { LimitProfile } from '@lenglian/limits';
import type { DeviceKind, RunState } from '@lenglian/placements';
import type {
  Delay,
  Finding,
  JourneyPlan,
  LegReport,
  LegTimes,
  MeasuredLeg,
  PlannedLeg,
} from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { Role } from '@lenglian/rights';
import type { ChangedUser, UserChange } from './accounts/change-user.ts';
import type { OrganisationRecords } from './accounts/organisation.ts';
import type { AlertRecords } from './alerts/alert.ts';
import type { AuditFilter } from './audit/audit-filter.ts';
import type { BindingCorrection, BindingRecord, CorrectedBinding } from './bindings/binding.ts';
import type { BindingQuery } from './bindings/list-bindings.ts';
import type { ContactRecords } from './contacts/contact.ts';
import type { EquipmentRecords } from './equipment/equipment.ts';
import type { DepartureRecords } from './departures/departure.ts';
import type { GrantRecords } from './grants/grant.ts';
import type { HandOverRecords } from './hand-overs/hand-over.ts';
import type { PersonRecords } from './persons/person.ts';
import type { IncidentRecords } from './incidents/incident.ts';
import type { NewDevice } from './devices/new-device.ts';
import type {
  LotRecord,
  PlacementSnapshot,
  RunRecord,
  UnitRecord,
} from './journeys/journey-record.ts';
import type { RunWay } from './journeys/run-way.ts';
import type { NetworkRecords, PlaceRecord, ServiceRecord } from './network/network.ts';
import type { LotLinkRecords } from './lot-links/lot-link.ts';
import type { LotRecords } from './lots/lot-records.ts';
import type { ProfileRecords } from './profiles/profile.ts';
import type { StockRecords } from './stock/stock.ts';
import type { ApiTokenRecords } from './tokens/api-token.ts';
import type { OnceKeyRecords } from './once-keys/once-keys.ts';
import type { TakenPlan } from './plans/take-plan.ts';
import type { LotFilter, RunFilter, UnitFilter } from './journeys/journey-filters.ts';
import type { AddedJourneys, NewJourneys } from './journeys/new-journeys.ts';

export type * from './alerts/alert.ts';
export type * from './journeys/journey-record.ts';
export type * from './journeys/run-way.ts';
export type * from './network/network.ts';

/** Who makes a change, and why: without this nothing can be written. */
export interface Actor {
  /** A user id, `system`, `judge`, `shell`, or `link` for whoever answers by a one-time link. */
  readonly id: string;
  readonly reason?: string;
  /** The revision of the record that they saw: another one is not changed (RevisionConflictError). */
  readonly ifRevision?: number | undefined;
}

/** A run whose times moved, and what it is late for. */
export interface MovedRun {
  readonly run: RunRecord;
  readonly warnings: readonly Finding[];
}

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}
/** One page of what an organisation has, filtered before it is cut into pages. */
export interface OwnedPageRequest extends PageRequest {
  /** Whose; of everybody when absent, which is nothing to show to a user. */
  readonly organisationId?: string | undefined;
}

export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Who owns records. There is one, `demo`, at first; its id stands in the topics of its devices. */
export interface OrganisationRecord {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface UserRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly revision: number;
  /** Cannot sign in any more; what they did stays theirs. */
  readonly isDisabled: boolean;
  /** PHC-like string of the argon2id hash; empty means nobody can sign in with a password. */
  readonly passwordHash: string;
}

export interface SessionRecord {
  readonly userId: string;
  readonly expiresAt: Instant;
}

export interface DeviceRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: DeviceKind;
  readonly isRevoked: boolean;
  readonly samplingIntervalSeconds: number;
  readonly reportingIntervalSeconds: number;
  readonly configVersion: number;
  readonly revision: number;
  /** The unit it is bound to now. */
  readonly unitId: string | null;
  /** Devices this identity may publish for besides itself; empty unless it is a gateway. */
  readonly publishesFor: readonly string[];
}

/** What the broker needs of a device (see libs/broker-link `deviceAccessSchema`). */
export interface DeviceAccessRecord {
  readonly deviceId: string;
  readonly organisationId: string;
  readonly tokenSha256: string;
  readonly revoked: boolean;
  readonly publishesFor: readonly string[];
}

export interface AuditRecord {
  readonly id: string;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
}

/** One line of the audit: what became of one record. `before` and `after` hold no secrets. */
export interface AuditNote {
  readonly organisationId: string;
  /** `<entity>.<verb>`, for example `device.rotate`. */
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Why; the actor's reason when absent. */
  readonly reason?: string | undefined;
}

/** Which users; what is absent restricts nothing. */
export interface UserFilter extends OwnedPageRequest {
  readonly role?: Role | undefined;
  readonly isDisabled?: boolean | undefined;
}

export interface DeviceFilter extends OwnedPageRequest {
  readonly kind?: DeviceKind | undefined;
  readonly isRevoked?: boolean | undefined;
  /** Whether it is on no unit now. */
  readonly unbound?: boolean | undefined;
}

/**
 * The records: everything that people decided or that was decided about their goods. Every change
 * goes through one audited writer. Lists are ordered by id (UUIDv7: by creation) unless said otherwise.
 */
export interface Records {
  readonly organisations: OrganisationRecords;
  readonly users: {
    count(): Promise<number>;
    get(id: string): Promise<UserRecord | undefined>;
    findByUsername(username: string): Promise<UserRecord | undefined>;
    list(filter: UserFilter): Promise<Page<UserRecord>>;
    /** @throws AlreadyExistsError: user names are unique over all organisations */
    add(
      actor: Actor,
      user: Omit<UserRecord, 'id' | 'isDisabled' | 'revision'>,
    ): Promise<UserRecord>;
    /**
     * Changes a user; another role or password, or being disabled, signs them out everywhere, and
     * ends their tokens.
     *
     * @throws NotFoundError, LastAdminError
     */
    change(actor: Actor, id: string, what: UserChange): Promise<ChangedUser>;
  };
  readonly sessions: {
    /** `tokenSha256`: 64 hex digits. The token itself is never stored. */
    open(tokenSha256: string, session: SessionRecord): Promise<void>;
    find(tokenSha256: string, now: Instant): Promise<SessionRecord | undefined>;
    close(tokenSha256: string): Promise<void>;
    /** A sign-in link that works once. */
    addOneTimeLink(tokenSha256: string, session: SessionRecord): Promise<void>;
    useOneTimeLink(tokenSha256: string, now: Instant): Promise<SessionRecord | undefined>;
  };
  readonly tokens: ApiTokenRecords;
  readonly devices: {
    list(filter: DeviceFilter): Promise<Page<DeviceRecord>>;
    get(id: string): Promise<DeviceRecord | undefined>;
    /**
     * @throws AlreadyExistsError; ids are never reused, also not those of revoked devices. NotFoundError for a
     * device that a gateway is to speak for and that is not of its organisation
     */
    add(actor: Actor, device: NewDevice): Promise<DeviceRecord>;
    /**
     * Many at once, in one transaction: all or none. One with `unitId` is bound to it from `boundFrom`.
     *
     * @throws AlreadyExistsError, NotFoundError (unit)
     */
    addMany(actor: Actor, devices: readonly NewDevice[]): Promise<void>;
    /**
     * Gives a new token; the old one ends.
     *
     * @throws NotFoundError, DeviceRevokedError
     */
    rotate(actor: Actor, id: string, tokenSha256: string): Promise<void>;
    /** Gives many a new token, in one transaction. @throws NotFoundError, DeviceRevokedError */
    rotateMany(
      actor: Actor,
      tokens: readonly { readonly id: string; readonly tokenSha256: string }[],
    ): Promise<void>;
    /** For good; revoking twice changes nothing. @throws NotFoundError */
    revoke(actor: Actor, id: string): Promise<void>;
    /** Ends the present binding at `from` and begins a new one. Past moments re-judge. @throws NotFoundError */
    bind(actor: Actor, id: string, unitId: string, from: Instant): Promise<void>;
    configure(
      actor: Actor,
      id: string,
      change: {
        samplingIntervalSeconds?: number | undefined;
        reportingIntervalSeconds?: number | undefined;
      },
    ): Promise<DeviceRecord>;
    /** Version of the access list; increases with every add, rotate and revoke. */
    accessVersion(): Promise<number>;
    /** All, or those changed after a version. */
    access(afterVersion?: number): Promise<DeviceAccessRecord[]>;
    /** Devices whose configuration changed after a version of their own list (see configVersionMax). */
    configuredSince(version: number): Promise<{ version: number; devices: DeviceRecord[] }>;
  };
  readonly journeys: {
    runs(filter: RunFilter): Promise<Page<RunRecord>>;
    run(id: string): Promise<RunRecord | undefined>;
    units(filter: UnitFilter): Promise<Page<UnitRecord>>;
    unit(id: string): Promise<UnitRecord | undefined>;
    /** Codes are unique in an organisation. */
    unitByCode(organisationId: string, code: string): Promise<UnitRecord | undefined>;
    lots(filter: LotFilter): Promise<Page<LotRecord>>;
    lot(id: string): Promise<LotRecord | undefined>;
    /**
     * Without the lots whose last placement ended longer than PLACEMENTS_KEPT before `now`; of every
     * other lot, all placements. All bindings: the history of a unit is read by them.
     *
     * @param now of the data; the time of the records' clock when absent
     */
    placements(now?: Instant): Promise<PlacementSnapshot>;
    placementsVersion(): Promise<number>;
    /** Every version of every profile, of one organisation or of all. */
    profiles(organisationId?: string): Promise<LimitProfile[]>;
    /** What is kept with a version of a profile beside its limits: `NewProfile.details`; null where nothing is. */
    profileDetails(profileId: string): Promise<unknown>;
    runByCode(organisationId: string, code: string): Promise<RunRecord | undefined>;
    lotByCode(organisationId: string, code: string): Promise<LotRecord | undefined>;
    /** All of one organisation, or of all. */
    places(organisationId?: string): Promise<PlaceRecord[]>;
    services(organisationId?: string): Promise<ServiceRecord[]>;
    /**
     * Adds any number of places, services, profiles, runs, devices, units and lots, bound and placed,
     * in one transaction: all or nothing.
     *
     * @returns the new ids by code
     * @throws AlreadyExistsError, NotFoundError (a code that something refers to)
     */
    addMany(actor: Actor, journeys: NewJourneys): Promise<AddedJourneys>;
    /**
     * Takes a run a step on; when it is closed or cancelled, units and lots leave it.
     *
     * @param board what is known of its boxes, kept where it leaves by this (ADR 0037)
     * @throws NotFoundError, RunStateError, RecordRefusedError (a tanker that is not clean)
     */
    setRunState(
      actor: Actor,
      runId: string,
      state: RunState,
      at?: Instant,
      board?: readonly unknown[],
    ): Promise<MovedRun>;
    /**
     * When a leg really began or ended; units that join or leave at its end do so then.
     *
     * @throws NotFoundError, RunStateError, InvalidRecordError, RecordRefusedError
     */
    reportLeg(actor: Actor, runId: string, report: LegReport): Promise<MovedRun>;
    /**
     * Puts down what positions tell of each leg, where nobody said otherwise; what is put down has the consequences of a report.
     *
     * @param boxes what is known of the boxes of a run that loads; kept where it leaves by that
     * @returns undefined where nothing differs, or the run is over
     * @throws NotFoundError
     */
    measureLegs(
      actor: Actor,
      runId: string,
      measured: readonly MeasuredLeg[],
      boxes?: readonly unknown[],
    ): Promise<RunRecord | undefined>;
    /** What positions of a run are measured by; undefined for one that is not there, or has no legs. */
    way(runId: string): Promise<RunWay | undefined>;
    /**
     * Brings goods that nobody declared (有货无单) to what is known of rides, placements and declarations.
     *
     * @returns how many units changed; 0 where nothing differed, and then nothing is written
     */
    settleProvisional(): Promise<number>;
    /** The next moment after `at` at which a unit joins or leaves a run, or is declared otherwise, by itself. */
    nextRideChange(at: Instant): Promise<Instant | null>;
    /**
     * Moves the plan of a run, and units that are still to join or leave at its stops; no record.
     *
     * @throws NotFoundError, RunStateError, InvalidRecordError, RecordRefusedError
     */
    delayRun(actor: Actor, runId: string, delay: Delay): Promise<MovedRun>;
    /** The legs as they were planned at a moment; empty before the run was planned. */
    legsAsOf(runId: string, asOf: Instant): Promise<(PlannedLeg & LegTimes)[]>;
  };
  readonly bindings: {
    /** What is believed of a subject or of a target, or was at a moment; by its beginning. */
    list(query: BindingQuery): Promise<BindingRecord[]>;
    /** The same, in pages. @throws InvalidRecordError */
    page(query: BindingQuery & PageRequest): Promise<Page<BindingRecord>>;
    /**
     * Records what is now to be believed of a span of time. The judge judges it again. Goods that come into
     * a unit by it are checked as those of a plan are; a unit that was declared empty is in use then.
     *
     * @throws NotFoundError, InvalidRecordError, DeviceRevokedError, RecordRefusedError with every finding
     */
    correct(actor: Actor, correction: BindingCorrection): Promise<CorrectedBinding>;
  };
  readonly plans: {
    /** What is to be said about a plan, without taking it. */
    check(organisationId: string, plan: JourneyPlan): Promise<Finding[]>;
    /** Takes a plan whole or not at all. @throws PlanRefusedError */
    take(actor: Actor, organisationId: string, plan: JourneyPlan): Promise<TakenPlan>;
    /** A run as the plan that would bring it; undefined when there is none. */
    ofRun(runId: string): Promise<JourneyPlan | undefined>;
  };
  readonly network: NetworkRecords;
  readonly profiles: ProfileRecords;
  readonly stock: StockRecords;
  readonly lots: LotRecords;
  readonly lotLinks: LotLinkRecords;
  readonly handOvers: HandOverRecords;
  readonly persons: PersonRecords;
  readonly equipment: EquipmentRecords;
  readonly departures: DepartureRecords;
  readonly contacts: ContactRecords;
  readonly alerts: AlertRecords;
  readonly incidents: IncidentRecords;
  readonly grants: GrantRecords;
  readonly onceKeys: OnceKeyRecords;
  readonly audit: {
    list(filter: AuditFilter): Promise<Page<AuditRecord>>;
    /** Puts on record what somebody does outside the records, for example with the judge. */
    note(actor: Actor, note: AuditNote): Promise<void>;
  };
  close(): Promise<void>;
}
