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

/** What is kept with a version of a profile beside its limits; null where nothing is, or no such profile. */
export async function readProfileDetails(
  database: ReadableDatabase,
  profileId: string,
): Promise<unknown> {
  const row = await database
    .selectFrom('profiles')
    .select('details')
    .where('id', '=', profileId)
    .executeTakeFirst();
  return row ? (JSON.parse(row.details) as unknown) : null;
}
