import { isValidAt } from '@lenglian/placements';
import { detailsOf } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { codeBegins } from '../database/code-begins.ts';
import type { LotPlacementRow, LotRow } from '../database/schema.ts';
import { leftOf } from '../lots/left-of.ts';
import { usedUp } from '../lots/transformation-rows.ts';
import { isKey, type RecordKey } from './record-key.ts';
import { rowsToRead, toPage } from '../page.ts';
import type { LotRecord, Page } from '../records.ts';
import { heldAt } from './held-at.ts';
import type { LotFilter } from './journey-filters.ts';
import { lotsOnRun } from './riders.ts';

export async function listLots(
  database: ReadableDatabase,
  filter: LotFilter,
  now: Instant,
): Promise<Page<LotRecord>> {
  const { unitId, runId, isPlaced, commodityCode, waybillNumber, consigneeName } = filter;
  const { codePrefix, cursor } = filter;
  let query = database.selectFrom('lots').selectAll();
  if (cursor) query = query.where('id', '>', cursor);
  if (filter.organisationId !== undefined)
    query = query.where('organisationId', '=', filter.organisationId);
  const placed = database.selectFrom('lotPlacements').select('lotId').where(heldAt(now));
  const { isProvisional = false } = filter;
  if (isProvisional !== 'any')
    query = query.where('provisionalRunId', isProvisional ? 'is not' : 'is', null);
  if (unitId) query = query.where('id', 'in', placed.where('unitId', '=', unitId));
  else if (isPlaced) query = query.where('id', 'in', placed);
  if (runId) query = query.where('id', 'in', lotsOnRun(database, runId));
  if (commodityCode !== undefined) query = query.where('commodityCode', '=', commodityCode);
  if (waybillNumber !== undefined) query = query.where('waybillNumber', '=', waybillNumber);
  if (consigneeName !== undefined) query = query.where('consigneeName', '=', consigneeName);
  query = query.orderBy('id').limit(rowsToRead(filter));
  if (codePrefix !== undefined) {
    // Every lot may begin so: their ids are sorted out of the index, and only those of the page read.
    const ids = query.clearSelect().select('id').where(codeBegins(codePrefix));
    query = database.selectFrom('lots').selectAll().where('id', 'in', ids).orderBy('id');
  }
  const rows = await query.execute();
  const { items, nextCursor } = toPage(rows, filter, (row) => row);
  return { items: await toLots(database, items, now), nextCursor };
}

export async function findLot(
  database: ReadableDatabase,
  key: RecordKey,
  now: Instant,
): Promise<LotRecord | undefined> {
  const row = await database.selectFrom('lots').selectAll().where(isKey(key)).executeTakeFirst();
  if (row === undefined) return undefined;
  const [lot] = await toLots(database, [row], now);
  return lot;
}

async function toLots(
  database: ReadableDatabase,
  rows: readonly LotRow[],
  now: Instant,
): Promise<LotRecord[]> {
  const placements = new Map<string, LotPlacementRow>();
  for (const chunk of inChunks(rows.map((row) => row.id))) {
    const found = await database
      .selectFrom('lotPlacements')
      .selectAll()
      .where('lotId', 'in', chunk)
      .orderBy('validFrom')
      .execute();
    // The latest that has begun; before the first has, the first. Where another version of its limits
    // begins, a lot stays where it lies.
    for (const placement of found) {
      const before = placements.get(placement.lotId);
      const staysOn =
        before?.unitId === placement.unitId && before.validUntil === placement.validFrom;
      const { validFrom, validUntil } = placement;
      if (before === undefined || validFrom <= now)
        placements.set(placement.lotId, {
          ...placement,
          validFrom: staysOn ? before.validFrom : validFrom,
        });
      else if (staysOn) placements.set(placement.lotId, { ...before, validUntil });
    }
  }
  const used = await usedUp(
    database,
    rows.map((row) => row.id),
  );
  const ordinary = await ordinaryLimits(
    database,
    rows.filter((row) => !placements.has(row.id)),
    now,
  );
  return rows.map((row) => ({
    ...toLot(row, placements.get(row.id), now),
    ...(ordinary.has(row.id) && { profileId: ordinary.get(row.id) ?? '' }),
    leftKilograms: leftOf(row.quantityKilograms, used.get(row.id) ?? []),
  }));
}

/** Of lots that lay nowhere yet: the limits of their goods, by the version that holds now. */
async function ordinaryLimits(
  database: ReadableDatabase,
  rows: readonly LotRow[],
  now: Instant,
): Promise<Map<string, string>> {
  const limits = new Map<string, string>();
  const codes = [...new Set(rows.map(({ commodityCode }) => commodityCode))];
  for (const chunk of inChunks(codes)) {
    const profiles = await database
      .selectFrom('profiles')
      .select(['id', 'organisationId', 'code'])
      .where('code', 'in', chunk)
      .where('validFrom', '<=', now)
      .orderBy('version')
      .execute();
    for (const { id, organisationId, code } of profiles)
      for (const row of rows)
        if (row.organisationId === organisationId && row.commodityCode === code)
          limits.set(row.id, id);
  }
  return limits;
}

function toLot(
  row: LotRow,
  placement: LotPlacementRow | undefined,
  now: Instant,
): Omit<LotRecord, 'leftKilograms'> {
  const isThere =
    placement !== undefined &&
    isValidAt({ from: placement.validFrom, until: placement.validUntil }, now);
  return {
    ...detailsOf(row),
    id: row.id,
    revision: row.revision,
    organisationId: row.organisationId,
    code: row.code,
    isProvisional: row.provisionalRunId !== null,
    commodityCode: row.commodityCode,
    quantityKilograms: row.quantityKilograms,
    profileId: placement?.profileId ?? '',
    unitId: isThere ? placement.unitId : null,
    placedFrom: placement?.validFrom ?? 0,
    placedUntil: placement?.validUntil ?? null,
  };
}
