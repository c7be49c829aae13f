import { createHmac, randomBytes } from 'node:crypto';
import type { Change, ReadableDatabase } from '../database/audited.ts';
import type { Pseudonyms } from './person.ts';

/** Crockford's: nothing in it is read for something else. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 40 bits: two of ten thousand people share one with a chance of 1 in 20,000. */
const LENGTH = 8;

/** Stands where there is no key, and so never was a name. */
const NOBODY = '—';

/** The pseudonyms of an organisation, by the secret that is kept with its records. */
export async function readPseudonyms(
  database: ReadableDatabase,
  organisationId: string,
): Promise<Pseudonyms> {
  const row = await database
    .selectFrom('pseudonymKeys')
    .select('key')
    .where('organisationId', '=', organisationId)
    .executeTakeFirst();
  return row === undefined ? () => NOBODY : pseudonymsBy(row.key);
}

/** The same, with a new secret for an organisation that has none: before its first name. */
export async function ensurePseudonyms(
  change: Change,
  organisationId: string,
): Promise<Pseudonyms> {
  const row = { organisationId, key: randomBytes(32).toString('hex') };
  await change.database
    .insertInto('pseudonymKeys')
    .values(row)
    .onConflict((conflict) => conflict.column('organisationId').doNothing())
    .execute();
  return readPseudonyms(change.database, organisationId);
}

/** `#` and a keyed hash: without the key nobody can try out names. */
function pseudonymsBy(key: string): Pseudonyms {
  return (name) => {
    const hash = createHmac('sha256', Buffer.from(key, 'hex')).update(name, 'utf8').digest();
    return `#${[...hash.subarray(0, LENGTH)].map((byte) => DIGITS[byte % 32]).join('')}`;
  };
}
