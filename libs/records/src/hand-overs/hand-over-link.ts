import type { Side } from '@lenglian/goods';
import { DAY, type Duration, type Instant } from '@lenglian/quantities';
import type { HandOverRecord } from './hand-over.ts';

/** A link is for whoever stands there with a phone, or comes to the office within the week. */
export const LINK_VALID_MAX: Duration = 7 * DAY;

/** A one-time link by which a party without an account answers for its side. */
export interface NewHandOverLink {
  readonly handOverId: string;
  readonly side: Side;
  /** SHA-256 of the secret in the link, hex; the secret itself is kept nowhere. */
  readonly tokenSha256: string;
  /** Excluded; at most LINK_VALID_MAX from now. */
  readonly validUntil: Instant;
}

export interface HandOverLinkRecord {
  readonly id: string;
  readonly handOverId: string;
  readonly side: Side;
  readonly validUntil: Instant;
}

/** What a link that is still good opens. */
export interface OpenedLink {
  readonly link: HandOverLinkRecord;
  readonly handOver: HandOverRecord;
}

/** What whoever has the link says, once. */
export type LinkAnswer =
  | { readonly answer: 'confirm'; readonly name: string }
  | { readonly answer: 'dispute'; readonly name: string | null; readonly reason: string };
