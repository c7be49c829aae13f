import type { ReadableDatabase } from '../database/audited.ts';
import { readCounter } from '../database/counters.ts';
import type { PlacementSnapshot } from '../records.ts';
import { readProfiles } from './profile-rows.ts';

/** Reads everything the judge must know about where things are. */
export async function readPlacements(database: ReadableDatabase): Promise<PlacementSnapshot> {
  // The version first: what another process commits in between is read again at the next poll.
  const version = await readCounter(database, 'placements');
  const deviceBindings = await database
    .selectFrom('deviceBindings')
    .select(['deviceId', 'unitId', 'validFrom as from', 'validUntil as until'])
    .orderBy('id')
    .execute();
  const lotPlacements = await database
    .selectFrom('lotPlacements')
    .select(['lotId', 'unitId', 'profileId', 'validFrom as from', 'validUntil as until'])
    .orderBy('id')
    .execute();
  const profiles = await readProfiles(database);
  return { version, deviceBindings, lotPlacements, profiles };
}
