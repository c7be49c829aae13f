import type { LotPlacement } from '@lenglian/placements';
import { DAY, type Duration, type Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks, pauseBetweenChunks } from '../database/chunks.ts';
import { readCounter } from '../database/counters.ts';
import type { PlacementSnapshot } from '../records.ts';
import { heardEvery } from '../devices/heard-every.ts';
import { inheritedPlacements } from '../lots/inherited-placements.ts';
import { readProfiles } from './profile-rows.ts';
import { readUnitJourneys } from './unit-journeys.ts';

/**
 * How long the placements of a lot are told after the last of them ended: longer than the 90 days in
 * which data may still be corrected, so that no verdict can change for want of them.
 */
export const PLACEMENTS_KEPT: Duration = 100 * DAY;

/**
 * Reads everything the judge must know about where things are. A lot is there with all its
 * placements or not at all, and bindings are all there: half of a lot's past would be another past,
 * and the verdicts on the other half would be taken back.
 */
export async function readPlacements(
  database: ReadableDatabase,
  now: Instant,
): Promise<PlacementSnapshot> {
  // The version first: what another process commits in between is read again at the next poll.
  const version = await readCounter(database, 'placements');
  const bound = await bySubject(database.selectFrom('devices').select('id'), (ids) =>
    database
      .selectFrom('deviceBindings')
      .innerJoin('devices', 'devices.id', 'deviceBindings.deviceId')
      .where('deviceId', 'in', ids)
      .select(['deviceId', 'unitId', 'validFrom as from', 'validUntil as until'])
      .select(['samplingIntervalSeconds', 'reportingIntervalSeconds'])
      .orderBy('deviceBindings.id')
      .execute(),
  );
  const deviceBindings = bound.map(({ deviceId, unitId, from, until, ...told }) => ({
    ...{ deviceId, unitId, from, until },
    reportingInterval: heardEvery(told),
  }));
  const placed = await bySubject(lotsHeldSince(database, now - PLACEMENTS_KEPT), (ids) =>
    database
      .selectFrom('lotPlacements')
      .innerJoin('lots', 'lots.id', 'lotPlacements.lotId')
      .where('lotId', 'in', ids)
      .select(['lotId', 'unitId', 'profileId', 'validFrom as from', 'validUntil as until'])
      .select(['lots.pulpTemperatureCelsius as loadedProduct', 'lots.provisionalRunId'])
      .orderBy('lotPlacements.id')
      .execute(),
  );
  const lotPlacements = placed.map(({ provisionalRunId, ...placement }) => ({
    ...placement,
    ...(provisionalRunId !== null && { isProvisional: true as const }),
  }));
  const lotIds = [...new Set(lotPlacements.map(({ lotId }) => lotId))];
  const inherited = await inheritedPlacements(database, lotIds);
  const superseded = await supersededLots(database, now - PLACEMENTS_KEPT);
  const placements = [...inherited, ...lotPlacements, ...superseded];
  const unitIds = [...new Set(placements.map(({ unitId }) => unitId))];
  const unitJourneys = await readUnitJourneys(database, unitIds);
  const profiles = await readProfiles(database);
  return { version, deviceBindings, lotPlacements: placements, unitJourneys, profiles };
}

/**
 * Goods that nobody had declared, and somebody has since: they lie nowhere, and the judge must hear so, for all that
 * was told of them was told of other goods.
 */
async function supersededLots(database: ReadableDatabase, since: Instant): Promise<LotPlacement[]> {
  const rows = await database
    .selectFrom('lots')
    .innerJoin('pastLotPlacements as past', 'past.lotId', 'lots.id')
    .select(['past.lotId', 'past.unitId', 'past.profileId', 'past.validFrom as from'])
    .where('lots.provisionalRunId', 'is not', null)
    .where('past.supersededAt', '>=', since)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('lotPlacements as load')
            .select('load.id')
            .whereRef('load.lotId', '=', 'lots.id'),
        ),
      ),
    )
    .orderBy('past.id')
    .execute();
  const last = new Map(rows.map((row) => [row.lotId, row]));
  return [...last.values()].map((row) => ({ ...row, until: row.from, isProvisional: true }));
}

/** The lots with a placement that had not ended at a moment. */
function lotsHeldSince(database: ReadableDatabase, since: Instant) {
  return database
    .selectFrom('lotPlacements')
    .select('lotId as id')
    .distinct()
    .where((where) =>
      where.or([where('validUntil', 'is', null), where('validUntil', '>=', since)]),
    );
}

/**
 * Reads piece by piece, with a turn for others in between, and each subject in one piece: what a
 * device or a lot is believed of is never half of the old and half of the new.
 */
async function bySubject<Row>(
  subjects: { execute(): Promise<{ id: string }[]> },
  read: (ids: readonly string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  const ids = (await subjects.execute()).map(({ id }) => id);
  for (const chunk of inChunks(ids)) {
    rows.push(...(await read(chunk)));
    await pauseBetweenChunks(chunk);
  }
  return rows;
}
