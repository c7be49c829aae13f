import { createHash, randomBytes } from 'node:crypto';

/**
 * A new secret: 32 random bytes, base64url, 43 characters. Shown once and never stored. It never
 * begins with a hyphen, which a command line would take for an option.
 */
export function newToken(): string {
  for (;;) {
    const token = randomBytes(32).toString('base64url');
    if (!token.startsWith('-')) return token;
  }
}

/**
 * What is stored instead of a token: SHA-256, 64 lower-case hex digits. Fast is right here: the
 * secret has 256 random bits, so nobody can guess it, however fast.
 */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * Stands where a device has no token yet (from the seeds): nobody can find a token with this hash.
 * Rotating gives it one.
 */
export const UNISSUED_TOKEN_SHA256 = '0'.repeat(64);
