import { withDefaultRules, type LimitProfile, type StoredProfile } from '@lenglian/limits';
import type { ReadableDatabase } from '../database/audited.ts';

/** Every version of every profile, of one organisation or of all. */
export async function readProfiles(
  database: ReadableDatabase,
  organisationId?: string,
): Promise<LimitProfile[]> {
  const rows = await database
    .selectFrom('profiles')
    .select(['id', 'definition'])
    .$if(organisationId !== undefined, (query) =>
      query.where('organisationId', '=', organisationId ?? ''),
    )
    .orderBy('id')
    .execute();
  // The column holds only what `addMany` was given, perhaps by an older version with fewer rules.
  return rows.map((row) => ({
    ...withDefaultRules<LimitProfile>(JSON.parse(row.definition) as StoredProfile<LimitProfile>),
    id: row.id,
  }));
}
