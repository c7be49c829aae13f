import type { DeviceKind } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import type { DeviceRow } from '../database/schema.ts';
import type { AuditNote, DeviceAccessRecord, DeviceRecord } from '../records.ts';

/** Devices and units that a new device starts with: a sample a minute, a message in five. */
export const FIRST_SAMPLING_INTERVAL_SECONDS = 60;
export const FIRST_REPORTING_INTERVAL_SECONDS = 300;

export async function findDeviceRow(
  database: ReadableDatabase,
  id: string,
): Promise<DeviceRow | undefined> {
  return database.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst();
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
