import type { DeviceKind } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import type { DeviceRow } from '../database/schema.ts';
import { heldAt } from '../journeys/held-at.ts';
import { rowsToRead, toPage } from '../page.ts';
import type {
  AuditNote,
  DeviceAccessRecord,
  DeviceFilter,
  DeviceRecord,
  Page,
} from '../records.ts';

/** Devices and units that a new device starts with: a sample a minute, a message in five. */
export const FIRST_SAMPLING_INTERVAL_SECONDS = 60;
export const FIRST_REPORTING_INTERVAL_SECONDS = 300;

export async function findDeviceRow(
  database: ReadableDatabase,
  id: string,
): Promise<DeviceRow | undefined> {
  return database.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function listDevices(
  database: ReadableDatabase,
  filter: DeviceFilter,
  now: Instant,
): Promise<Page<DeviceRecord>> {
  const { organisationId, kind, isRevoked, unbound, cursor } = filter;
  let query = database.selectFrom('devices').selectAll();
  if (organisationId !== undefined) query = query.where('organisationId', '=', organisationId);
  if (kind) query = query.where('kind', '=', kind);
  if (isRevoked !== undefined) query = query.where('isRevoked', '=', isRevoked ? 1 : 0);
  if (unbound !== undefined) {
    const bound = database.selectFrom('deviceBindings').select('deviceId').where(heldAt(now));
    query = query.where('id', unbound ? 'not in' : 'in', bound);
  }
  if (cursor) query = query.where('id', '>', cursor);
  const rows = await query.orderBy('id').limit(rowsToRead(filter)).execute();
  const { items, nextCursor } = toPage(rows, filter, (row) => row);
  return { items: await toDevices(database, items, now), nextCursor };
}

/** Rows to records, each with the unit that it is bound to at `now`. */
export async function toDevices(
  database: ReadableDatabase,
  rows: readonly DeviceRow[],
  now: Instant,
): Promise<DeviceRecord[]> {
  const units = new Map<string, string>();
  for (const chunk of inChunks(rows.map((row) => row.id))) {
    const bindings = await database
      .selectFrom('deviceBindings')
      .select(['deviceId', 'unitId'])
      .where('deviceId', 'in', chunk)
      .where('validFrom', '<=', now)
      .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>', now)]))
      .execute();
    for (const binding of bindings) units.set(binding.deviceId, binding.unitId);
  }
  return rows.map((row) => toDevice(row, units.get(row.id) ?? null));
}

function toDevice(row: DeviceRow, unitId: string | null): DeviceRecord {
  return {
    id: row.id,
    organisationId: row.organisationId,
    // The column holds only what `addMany` was given.
    kind: row.kind as DeviceKind,
    isRevoked: row.isRevoked === 1,
    samplingIntervalSeconds: row.samplingIntervalSeconds,
    reportingIntervalSeconds: row.reportingIntervalSeconds,
    configVersion: row.configVersion,
    revision: row.revision,
    unitId,
    publishesFor: parseIds(row.publishesFor),
  };
}

export function toAccess(
  row: Pick<DeviceRow, 'id' | 'organisationId' | 'tokenSha256' | 'isRevoked' | 'publishesFor'>,
): DeviceAccessRecord {
  return {
    deviceId: row.id,
    organisationId: row.organisationId,
    tokenSha256: row.tokenSha256,
    revoked: row.isRevoked === 1,
    publishesFor: parseIds(row.publishesFor),
  };
}

/** The beginning of an audit note on a device. */
export function noteOnDevice(
  row: Pick<DeviceRow, 'id' | 'organisationId'>,
): Pick<AuditNote, 'organisationId' | 'entity' | 'entityId'> {
  return { organisationId: row.organisationId, entity: 'device', entityId: row.id };
}

function parseIds(json: string): string[] {
  // The column holds only what was written as a list of ids.
  return JSON.parse(json) as string[];
}
