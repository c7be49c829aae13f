import type { Cleanliness } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';

/** The last cleaning of units until a moment, and when goods last came into them before another. */
export async function cleanlinessOf(
  database: ReadableDatabase,
  unitIds: readonly string[],
  { cleanedUntil, loadedBefore }: { cleanedUntil: Instant; loadedBefore: Instant },
): Promise<Map<string, Cleanliness>> {
  const known = new Map<string, Cleanliness>();
  for (const chunk of inChunks(unitIds)) {
    const loads = await lastLoads(database, chunk, loadedBefore);
    const cleanings = await database
      .selectFrom('unitCleanings')
      .select(['unitId', 'cleanedAt', 'isClean'])
      .where('unitId', 'in', chunk)
      .where('cleanedAt', '<=', cleanedUntil)
      .orderBy('cleanedAt')
      .orderBy('id')
      .execute();
    const last = new Map(cleanings.map((cleaning) => [cleaning.unitId, cleaning]));
    for (const id of chunk) {
      const cleaning = last.get(id);
      known.set(id, {
        loadedAt: loads.get(id) ?? null,
        cleaning: cleaning
          ? { cleanedAt: cleaning.cleanedAt, isClean: cleaning.isClean === 1 }
          : null,
      });
    }
  }
  return known;
}

/**
 * Until when devices are calibrated: the earliest end among the newest calibrations of their channels.
 * Those without any are absent.
 */
export async function calibratedUntil(
  database: ReadableDatabase,
  deviceIds: readonly string[],
): Promise<Map<string, Instant>> {
  const until = new Map<string, Instant>();
  for (const chunk of inChunks([...new Set(deviceIds)])) {
    const rows = await database
      .selectFrom('calibrations')
      .select(['deviceId', 'channel', 'validUntil'])
      .where('deviceId', 'in', chunk)
      .orderBy('calibratedAt')
      .orderBy('id')
      .execute();
    const newest = new Map<string, Map<string, Instant>>();
    for (const { deviceId, channel, validUntil } of rows) {
      const channels = newest.get(deviceId) ?? new Map<string, Instant>();
      // One of the whole device takes the place of those of its channels.
      if (channel === null) channels.clear();
      newest.set(deviceId, channels.set(channel ?? '', validUntil));
    }
    for (const [id, channels] of newest) until.set(id, Math.min(...channels.values()));
  }
  return until;
}

/** When goods last came into units: into one itself, its whole, or any of its compartments. */
async function lastLoads(
  database: ReadableDatabase,
  unitIds: readonly string[],
  before: Instant,
): Promise<Map<string, Instant>> {
  const rows = await database
    .selectFrom('units as unit')
    .innerJoin('units as kin', (join) =>
      join.on((on) =>
        on.or([
          on('kin.id', '=', on.ref('unit.id')),
          on('kin.id', '=', on.ref('unit.wholeUnitId')),
          on('kin.wholeUnitId', '=', on.ref('unit.id')),
        ]),
      ),
    )
    .innerJoin('lotPlacements as load', 'load.unitId', 'kin.id')
    .innerJoin('lots', 'lots.id', 'load.lotId')
    .select(['unit.id', (select) => select.fn.max('load.validFrom').as('loadedAt')])
    .where('unit.id', 'in', [...unitIds])
    .where('load.validFrom', '<', before)
    .where('lots.provisionalRunId', 'is', null)
    .groupBy('unit.id')
    .execute();
  return new Map(rows.map(({ id, loadedAt }) => [id, Number(loadedAt)]));
}
