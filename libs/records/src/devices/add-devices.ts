import type { Instant } from '@lenglian/quantities';
import type { Change, ReadableDatabase } from '../database/audited.ts';
import { inChunks, pauseBetweenChunks } from '../database/chunks.ts';
import { bumpCounter } from '../database/counters.ts';
import type { DeviceBindingRow, DeviceRow } from '../database/schema.ts';
import { AlreadyExistsError, InvalidRecordError, NotFoundError } from '../records-errors.ts';
import {
  FIRST_REPORTING_INTERVAL_SECONDS,
  FIRST_SAMPLING_INTERVAL_SECONDS,
  noteOnDevice,
} from './device-rows.ts';
import type { NewDevice } from './new-device.ts';

/**
 * Adds devices with their bindings within a change.
 *
 * @throws AlreadyExistsError for an id that is known or given twice
 * @throws NotFoundError for a unit that is not there
 */
export async function addDevices(change: Change, devices: readonly NewDevice[]): Promise<void> {
  if (devices.length === 0) return;
  await refuseKnownIds(change, devices);
  await refuseUnknownUnits(change.database, devices);
  const accessVersion = await bumpCounter(change, 'access');
  const configuredVersion = await bumpCounter(change, 'configured');
  for (const chunk of inChunks(devices)) {
    const rows = chunk.map((device) => toRow(device, accessVersion, configuredVersion));
    await change.database.insertInto('devices').values(rows).execute();
    for (const device of chunk) {
      const after = withoutToken(device);
      change.note({ ...noteOnDevice(device), action: 'device.add', after });
    }
    await pauseBetweenChunks(chunk);
  }
  await insertBindings(change, devices.flatMap(bindingOf(change)));
}

/** Binds within a change; the placements version is bumped once. */
export async function insertBindings(
  change: Change,
  bindings: readonly DeviceBindingRow[],
): Promise<void> {
  if (bindings.length === 0) return;
  for (const chunk of inChunks(bindings)) {
    await change.database.insertInto('deviceBindings').values(chunk).execute();
    await pauseBetweenChunks(chunk);
  }
  await bumpCounter(change, 'placements');
}

function bindingOf(change: Change) {
  return (device: NewDevice): DeviceBindingRow[] => {
    if (device.unitId === undefined) return [];
    return [newBinding(change, device, device.unitId, device.boundFrom ?? change.now)];
  };
}

/** An open binding. */
export function newBinding(
  change: Change,
  device: { id: string; organisationId: string },
  unitId: string,
  validFrom: Instant,
): DeviceBindingRow {
  const { organisationId } = device;
  const id = change.newId();
  const times = { validFrom, validUntil: null, recordedAt: change.now };
  return { id, organisationId, deviceId: device.id, unitId, ...times };
}

function toRow(device: NewDevice, accessVersion: number, configuredVersion: number): DeviceRow {
  if (!/^[0-9a-f]{64}$/.test(device.tokenSha256)) {
    throw new InvalidRecordError(`device ${device.id}: tokenSha256 is not 64 hex digits`);
  }
  return {
    id: device.id,
    organisationId: device.organisationId,
    kind: device.kind,
    tokenSha256: device.tokenSha256,
    isRevoked: 0,
    revision: 1,
    samplingIntervalSeconds: device.samplingIntervalSeconds ?? FIRST_SAMPLING_INTERVAL_SECONDS,
    reportingIntervalSeconds: device.reportingIntervalSeconds ?? FIRST_REPORTING_INTERVAL_SECONDS,
    configVersion: 1,
    publishesFor: JSON.stringify(device.publishesFor ?? []),
    accessVersion,
    configuredVersion,
  };
}

/**
 * A gateway speaks for devices of its own organisation. (One that serves several is added from the shell, by
 * whoever runs the installation.)
 *
 * @throws NotFoundError for a device that is not there, not the organisation's or revoked
 */
export async function refuseToSpeakForOthers(
  { database }: Change,
  { organisationId, publishesFor = [] }: NewDevice,
): Promise<void> {
  const missing = new Set(publishesFor);
  for (const chunk of inChunks([...missing])) {
    const own = await database
      .selectFrom('devices')
      .select('id')
      .where('organisationId', '=', organisationId)
      .where('isRevoked', '=', 0)
      .where('id', 'in', chunk)
      .execute();
    for (const { id } of own) missing.delete(id);
  }
  const [first] = missing;
  if (first !== undefined) throw new NotFoundError(`there is no device ${first} to speak for`);
}

async function refuseKnownIds(change: Change, devices: readonly NewDevice[]): Promise<void> {
  const seen = new Set<string>();
  for (const chunk of inChunks(devices.map((device) => device.id))) {
    for (const id of chunk) {
      if (seen.has(id)) throw new AlreadyExistsError(`device ${id} is given twice`);
      seen.add(id);
    }
    const known = await change.database
      .selectFrom('devices')
      .select(['id', 'isRevoked'])
      .where('id', 'in', chunk)
      .executeTakeFirst();
    if (known === undefined) continue;
    const why = known.isRevoked === 1 ? 'was revoked; its id is never used again' : 'exists';
    throw new AlreadyExistsError(`device ${known.id} ${why}`);
  }
}

async function refuseUnknownUnits(
  database: ReadableDatabase,
  devices: readonly NewDevice[],
): Promise<void> {
  const wanted = new Set(devices.flatMap(({ unitId }) => (unitId === undefined ? [] : [unitId])));
  for (const chunk of inChunks([...wanted])) {
    const rows = await database.selectFrom('units').select('id').where('id', 'in', chunk).execute();
    for (const row of rows) wanted.delete(row.id);
  }
  const [missing] = wanted;
  if (missing !== undefined) throw new NotFoundError(`there is no unit ${missing}`);
}

function withoutToken({ tokenSha256: _, ...rest }: NewDevice): object {
  return rest;
}
