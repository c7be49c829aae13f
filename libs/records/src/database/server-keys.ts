import { randomBytes } from 'node:crypto';
import type { Change, ReadableDatabase } from './audited.ts';

/** What a key is for; a signature of one purpose is never good for another. */
export type ServerKeyName = 'lot-links';

const KEY_BYTES = 32;

/** A key of this server; undefined before it was first needed. */
export async function readServerKey(
  database: ReadableDatabase,
  name: ServerKeyName,
): Promise<Buffer | undefined> {
  const row = await database
    .selectFrom('serverKeys')
    .select('key')
    .where('name', '=', name)
    .executeTakeFirst();
  return row && Buffer.from(row.key, 'base64url');
}

/** Makes a key up where there is none yet; of two processes at once, both get the same one. */
export async function ensureServerKey(change: Change, name: ServerKeyName): Promise<Buffer> {
  const present = await readServerKey(change.database, name);
  if (present) return present;
  const key = randomBytes(KEY_BYTES);
  await change.database
    .insertInto('serverKeys')
    .values({ name, key: key.toString('base64url'), createdAt: change.now })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  change.leaveUnnoted('a key is made up once and says nothing; what it signs is noted');
  return (await readServerKey(change.database, name)) ?? key;
}
