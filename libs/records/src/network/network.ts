import type { Place, PlaceRole, Service } from '@lenglian/seed-files';
import type { Actor, OwnedPageRequest, Page } from '../records.ts';

/** What places and services have in common. */
interface NetworkRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly revision: number;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** As it came from the seeds: newer seeds may still change it. */
  readonly isSeeded: boolean;
}

/** A place of the network; WGS-84 degrees. */
export interface PlaceRecord extends NetworkRecord {
  readonly latitudeDegrees: number;
  readonly longitudeDegrees: number;
  readonly roles: readonly PlaceRole[];
  /** The whole entry, as in the seeds (libs/seed-files `Place`). */
  readonly details: unknown;
}

/** A named service (香梨号): what runs are runs of. */
export interface ServiceRecord extends NetworkRecord {
  /** The whole entry, as in the seeds (libs/seed-files `Service`). */
  readonly details: unknown;
}

export interface PlaceQuery extends OwnedPageRequest {
  readonly role?: PlaceRole | undefined;
}

export interface ServiceQuery extends OwnedPageRequest {
  /** Letter for letter, capitals too. */
  readonly codePrefix?: string | undefined;
}

/** The network: places, and the services between them. Codes are for good; all else may change. */
export interface NetworkRecords {
  places(query: PlaceQuery): Promise<Page<PlaceRecord>>;
  place(id: string): Promise<PlaceRecord | undefined>;
  /** @throws AlreadyExistsError */
  addPlace(actor: Actor, organisationId: string, place: Place): Promise<PlaceRecord>;
  /** Replaces the whole entry. @throws NotFoundError, RevisionConflictError, InvalidRecordError (another code) */
  changePlace(actor: Actor, id: string, place: Place): Promise<PlaceRecord>;
  services(query: ServiceQuery): Promise<Page<ServiceRecord>>;
  service(id: string): Promise<ServiceRecord | undefined>;
  /** @throws AlreadyExistsError, RecordRefusedError (unknown places or goods, legs that do not join) */
  addService(actor: Actor, organisationId: string, service: Service): Promise<ServiceRecord>;
  /** Replaces the whole entry. @throws as `changePlace` and `addService` */
  changeService(actor: Actor, id: string, service: Service): Promise<ServiceRecord>;
  /**
   * Brings what still is as the seeds brought it to what the seeds say now; what people changed stays.
   *
   * @returns how many changed
   */
  followSeeds(
    actor: Actor,
    organisationId: string,
    seeds: { readonly places: readonly Place[]; readonly services: readonly Service[] },
  ): Promise<number>;
}
