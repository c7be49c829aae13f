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

/** A dispute by link that is open, and what was last proposed to settle it. */
export interface SettlementToAgree {
  readonly id: string;
  readonly disputeId: string;
  readonly reason: string;
  readonly settlement: string;
}

/** What a link that is still good opens. */
export interface OpenedLink {
  /** What was proposed for the disputes by link of its side that are open, one each. */
  readonly toAgree: readonly SettlementToAgree[];
  readonly link: HandOverLinkRecord;
  readonly handOver: HandOverRecord;
}

/** What whoever has the link says, once. */
export type LinkAnswer =
  | { readonly answer: 'confirm'; readonly name: string }
  | { readonly answer: 'dispute'; readonly name: string | null; readonly reason: string }
  /** To a settlement that was proposed for what its side disputes; confirms the hand-over with it. */
  | { readonly answer: 'agree'; readonly name: string; readonly settlementId: string };
