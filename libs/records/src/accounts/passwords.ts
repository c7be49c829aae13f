import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * Cost of a password hash: 19 MiB, 2 passes, 1 lane, the first choice of the OWASP Password Storage
 * Cheat Sheet for argon2id.
 */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

const SALT_BYTES = 16;

/** More than any configured cost; a stored string may not make us spend gigabytes. */
const MEMORY_MAX = 1_048_576;
const PASSES_MAX = 16;

const derive = promisify(argon2);

/**
 * Hashes a password with argon2id (RFC 9106), outside the event loop.
 *
 * @returns a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`, base64 without padding
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive('argon2id', { ...COST, message: prepare(password), nonce: salt });
  const cost = `m=${COST.memory},t=${COST.passes},p=${COST.parallelism}`;
  return `$argon2id$v=19$${cost}$${unpadded(salt)}$${unpadded(hash)}`;
}

/**
 * Whether a password fits a hash. A hash that is empty or not one of ours fits no password, but the
 * answer takes as long as for one that is.
 */
export async function verifyPassword(password: string, passwordHash: string): Promise<boolean> {
  const stored = parseHash(passwordHash);
  if (stored === undefined) return verifyNobody(password);
  const { cost, salt, hash } = stored;
  const message = prepare(password);
  const derived = await derive('argon2id', {
    ...cost,
    tagLength: hash.length,
    message,
    nonce: salt,
  });
  return timingSafeEqual(derived, hash);
}

/**
 * Takes as long as verifying a password and says no: for a name that nobody has, so that the time of
 * an answer does not tell which names exist.
 */
export async function verifyNobody(password: string): Promise<false> {
  const nonce = Buffer.alloc(SALT_BYTES);
  await derive('argon2id', { ...COST, message: prepare(password), nonce });
  return false;
}

/** The same characters typed on another keyboard are the same password (RFC 8265: NFC). */
function prepare(password: string): Buffer {
  return Buffer.from(password.normalize('NFC'), 'utf8');
}

function parseHash(text: string) {
  const fields =
    /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]+)\$([\w+/]+)$/.exec(text);
  if (fields === null) return undefined;
  const [memory, passes, parallelism] = [fields[1], fields[2], fields[3]].map(Number);
  const salt = Buffer.from(fields[4] ?? '', 'base64');
  const hash = Buffer.from(fields[5] ?? '', 'base64');
  if (!memory || !passes || !parallelism || hash.length < 16 || salt.length < 8) return undefined;
  if (memory > MEMORY_MAX || passes > PASSES_MAX || memory < 8 * parallelism) return undefined;
  return { cost: { memory, passes, parallelism }, salt, hash };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
