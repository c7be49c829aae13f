import type { LimitProfile } from '@lenglian/limits';
import type { ReadableDatabase } from '../database/audited.ts';

/** Every version of every profile. */
export async function readProfiles(database: ReadableDatabase): Promise<LimitProfile[]> {
  const rows = await database
    .selectFrom('profiles')
    .select(['id', 'definition'])
    .orderBy('id')
    .execute();
  // The column holds only what `addMany` was given, a LimitProfile without its id.
  return rows.map((row) => ({ ...(JSON.parse(row.definition) as LimitProfile), id: row.id }));
}
