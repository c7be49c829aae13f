import { DAY, HOUR, type Duration, type Instant } from '@lenglian/quantities';
import type { Right } from '@lenglian/rights';
import type { Actor, Page, PageRequest } from '../records.ts';

/** A year: what nobody renews is what nobody remembers. */
export const API_TOKEN_LASTS_MAX: Duration = 366 * DAY;

/** Tokens of one user that stand at once. */
export const API_TOKENS_MAX = 20;

/** The last use is written no oftener than this. */
export const LAST_USE_WRITTEN_EVERY: Duration = HOUR;

/** A token that a user makes for a program of theirs. */
export interface NewApiToken {
  readonly userId: string;
  /** What it is for. */
  readonly name: string;
  /** 64 hex digits; the token itself is never stored. */
  readonly tokenSha256: string;
  /** What it may do, as long as its user's role may too. */
  readonly scopes: readonly Right[];
  /** Excluded. */
  readonly expiresAt: Instant;
}

export interface ApiTokenRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly userId: string;
  readonly name: string;
  readonly scopes: readonly Right[];
  readonly expiresAt: Instant;
  readonly createdAt: Instant;
  /** To within LAST_USE_WRITTEN_EVERY; null: never. */
  readonly lastUsedAt: Instant | null;
  /** When it ended before its time: revoked, or with the user's password, role or account. */
  readonly revokedAt: Instant | null;
}

/** Tokens of users' programs. One ends with its user as sessions do (see `users.change`). */
export interface ApiTokenRecords {
  /**
   * @throws NotFoundError for a user that there is not
   * @throws InvalidRecordError for no scope or one that the role does not have or no token can have, an
   * end that is past or more than API_TOKEN_LASTS_MAX ahead, and for more than API_TOKENS_MAX that stand
   */
  add(actor: Actor, token: NewApiToken): Promise<ApiTokenRecord>;
  /** Of one user, by their making, also those that are over. */
  list(query: PageRequest & { readonly userId: string }): Promise<Page<ApiTokenRecord>>;
  get(id: string): Promise<ApiTokenRecord | undefined>;
  /**
   * Ends it now, for good; a second time changes nothing.
   *
   * @returns the token, and the hash by which whoever uses it now is known
   * @throws NotFoundError
   */
  revoke(
    actor: Actor,
    id: string,
  ): Promise<{ readonly token: ApiTokenRecord; readonly tokenSha256: string }>;
  /** The token of a hash, if it stands at that moment. Whether its user does, the user says. */
  find(tokenSha256: string, now: Instant): Promise<ApiTokenRecord | undefined>;
  /** Puts down that it was used, unless that was put down within LAST_USE_WRITTEN_EVERY. */
  noteUse(id: string, at: Instant): Promise<void>;
}
