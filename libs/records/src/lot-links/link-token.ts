import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '@lenglian/quantities';

/** What a token says, once its signature holds. */
export interface LinkClaim {
  /** A UUID. */
  readonly linkId: string;
  readonly validUntil: Instant;
}

/** In front of what is signed, so that no other signature of this key could ever be taken for one. */
const PURPOSE = 'lenglian lot link 1\n';

const ID_BYTES = 16;
/** Enough for any instant until the year 10889. */
const INSTANT_BYTES = 6;
const CLAIM_BYTES = ID_BYTES + INSTANT_BYTES;

/** 22 bytes of claim and 32 of signature: no bit is left over, so one token has one spelling. */
const TOKEN_PATTERN = /^[\w-]{72}$/;

/**
 * The token of a link: its id and its end, signed by HMAC-SHA-256.
 *
 * @param key 32 random bytes
 * @returns 72 characters, base64url
 */
export function signLinkToken(key: Buffer, { linkId, validUntil }: LinkClaim): string {
  const claim = Buffer.alloc(CLAIM_BYTES);
  claim.write(linkId.replaceAll('-', ''), 'hex');
  claim.writeUIntBE(validUntil, ID_BYTES, INSTANT_BYTES);
  return Buffer.concat([claim, signatureOf(key, claim)]).toString('base64url');
}

/**
 * What a token says. Its end is not looked at: whether a link still stands, its record says too.
 *
 * @returns undefined for everything that this key has not signed
 */
export function readLinkToken(key: Buffer, token: string): LinkClaim | undefined {
  if (!isLinkToken(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  const claim = bytes.subarray(0, CLAIM_BYTES);
  if (!timingSafeEqual(bytes.subarray(CLAIM_BYTES), signatureOf(key, claim))) return undefined;
  return {
    linkId: claim
      .toString('hex', 0, ID_BYTES)
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    validUntil: claim.readUIntBE(ID_BYTES, INSTANT_BYTES),
  };
}

/** Whether a text could be a token at all: costs nothing, and spares the look-up of a key. */
export function isLinkToken(text: string): boolean {
  return TOKEN_PATTERN.test(text);
}

function signatureOf(key: Buffer, claim: Buffer): Buffer {
  return createHmac('sha256', key).update(PURPOSE).update(claim).digest();
}
