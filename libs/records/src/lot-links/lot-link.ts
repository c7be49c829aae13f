import { DAY, type Duration, type Instant } from '@lenglian/quantities';
import type { Actor, Page, PageRequest } from '../records.ts';

/** A journey and the weeks in which it is settled; whoever needs longer makes another. */
export const LOT_LINK_LASTS_MAX: Duration = 90 * DAY;

/** Links of one lot that stand at once. */
export const LOT_LINKS_MAX = 50;

/** A link that is to show a lot. */
export interface NewLotLink {
  /** Whose the lot is. */
  readonly organisationId: string;
  readonly lotId: string;
  /** For whom it is, in words of those who make it; never shown to whoever has the link. */
  readonly label: string | null;
  /** Excluded. */
  readonly validUntil: Instant;
}

/** A link without its token, which nobody can read any more. */
export interface LotLinkRecord extends NewLotLink {
  readonly id: string;
  /** The user who made it. */
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly revokedAt: Instant | null;
}

/** Links that show one lot to whoever has them, without an account. */
export interface LotLinkRecords {
  /**
   * Makes a link. Its token is signed and stored nowhere: it is told this once.
   *
   * @throws NotFoundError for a lot that the organisation does not have
   * @throws InvalidRecordError for an end that is past or more than LOT_LINK_LASTS_MAX ahead, and
   * for more than LOT_LINKS_MAX that stand
   */
  add(
    actor: Actor,
    link: NewLotLink,
  ): Promise<{ readonly link: LotLinkRecord; readonly token: string }>;
  /** Of one lot, by their making. */
  list(query: PageRequest & { readonly lotId: string }): Promise<Page<LotLinkRecord>>;
  get(id: string): Promise<LotLinkRecord | undefined>;
  /** Ends it now, for good; a second time changes nothing. @throws NotFoundError */
  revoke(actor: Actor, id: string): Promise<LotLinkRecord>;
  /** The link of a token; undefined when we did not sign it, when it is over, and when it was revoked. */
  open(token: string, now: Instant): Promise<LotLinkRecord | undefined>;
}
