import type { LimitProfile } from '@lenglian/limits';
import type { Instant } from '@lenglian/quantities';
import type { Commodity } from '@lenglian/seed-files';
import type { Actor, OwnedPageRequest, Page } from '../records.ts';

/** One version of what a commodity tolerates. It never changes; what changes is a further version. */
export interface ProfileRecord extends LimitProfile {
  readonly organisationId: string;
  /** As the seeds brought it. */
  readonly isSeeded: boolean;
  /** The whole entry, as in the seeds (libs/seed-files `Commodity`); null where nobody gave one. */
  readonly entry: unknown;
}

/** Which versions; what is absent restricts nothing. Variants for the sugar of single lots are none of them. */
export interface ProfileQuery extends OwnedPageRequest {
  readonly code?: string | undefined;
  /** Letter for letter, capitals too. */
  readonly codePrefix?: string | undefined;
  /** Of each commodity only the version by which goods are judged at this moment. */
  readonly validAt?: Instant | undefined;
}

/** What goods tolerate, version by version. Codes are for good. */
export interface ProfileRecords {
  list(query: ProfileQuery): Promise<Page<ProfileRecord>>;
  get(id: string): Promise<ProfileRecord | undefined>;
  /**
   * The first version of a profile.
   *
   * @throws AlreadyExistsError, RecordRefusedError (limits that contradict each other)
   */
  add(
    actor: Actor,
    organisationId: string,
    commodity: Commodity,
    validFrom: Instant,
  ): Promise<ProfileRecord>;
  /**
   * A further version, by which goods are judged from `validFrom` on, also those that lie in a unit
   * already, and also in the past (90 days); before it they are judged as they were.
   *
   * @param seenId the version that it takes the place of: the newest one
   * @throws NotFoundError, InvalidRecordError (another code), RecordRefusedError
   * @throws RevisionConflictError when there is a newer version than the one seen
   */
  addVersion(
    actor: Actor,
    seenId: string,
    commodity: Commodity,
    validFrom: Instant,
  ): Promise<ProfileRecord>;
}
