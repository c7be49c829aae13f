import { createHash, randomBytes } from 'node:crypto';

/** A new secret: 32 random bytes, base64url, 43 characters. Shown once and never stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is stored instead of a token: SHA-256, 64 lower-case hex digits. Fast is right here: the
 * secret has 256 random bits, so nobody can guess it, however fast.
 */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
