import type { Validity } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import type { Actor, OwnedPageRequest, Page } from '../records.ts';

/**
 * Why another organisation may see something: it has a run (or one leg of it) in custody, a lot is
 * consigned to it, or a device is leased from it.
 */
export type GrantKind = 'custody' | 'consignee' | 'lessor';

/** What an organisation lets another see. */
export interface NewGrant {
  /** Whose the subject is. */
  readonly organisationId: string;
  readonly granteeOrganisationId: string;
  readonly kind: GrantKind;
  /** A run (custody), a lot (consignee) or a device (lessor). */
  readonly subjectId: string;
  /** The leg in custody, from 0; null for the whole run. Only for custody. */
  readonly legOrdinal: number | null;
  /** Included. */
  readonly validFrom: Instant;
  /** Excluded; null is open. */
  readonly validUntil: Instant | null;
}

export interface GrantRecord extends NewGrant {
  readonly id: string;
  /** The user who gave it. */
  readonly grantedBy: string;
  readonly grantedAt: Instant;
  readonly revokedAt: Instant | null;
}

export interface GrantQuery extends OwnedPageRequest {
  /** To whom. */
  readonly granteeOrganisationId?: string | undefined;
  readonly kind?: GrantKind | undefined;
  readonly subjectId?: string | undefined;
}

/** A span of time in which somebody may see something. */
export interface GrantedSpan extends Validity {
  /** The leg in custody, from 0; null for the whole. */
  readonly legOrdinal: number | null;
}

/** What crosses organisations. */
export interface GrantRecords {
  list(query: GrantQuery): Promise<Page<GrantRecord>>;
  get(id: string): Promise<GrantRecord | undefined>;
  /**
   * @throws NotFoundError (subject of this owner, its leg, or grantee), InvalidRecordError (ends before
   * it begins, to oneself, or a leg of something that is not a run)
   */
  add(actor: Actor, grant: NewGrant): Promise<GrantRecord>;
  /** Ends it now, for good; revoking twice changes nothing. @throws NotFoundError */
  revoke(actor: Actor, id: string): Promise<GrantRecord>;
  /** The spans in which an organisation may see a subject, by their beginning; empty when in none. */
  spans(granteeOrganisationId: string, kind: GrantKind, subjectId: string): Promise<GrantedSpan[]>;
}
