import type { Clock } from '@lenglian/quantities';
import type { Audited, Change, ReadableDatabase } from '../database/audited.ts';
import { bumpCounter, readCounter } from '../database/counters.ts';
import { revise } from '../database/revise.ts';
import type { DeviceRow } from '../database/schema.ts';
import { DeviceRevokedError, NotFoundError } from '../records-errors.ts';
import type { DeviceRecord, Records } from '../records.ts';
import { addDevices, refuseToSpeakForOthers } from './add-devices.ts';
import { bindDevice } from './bind-device.ts';
import { heardEvery } from './heard-every.ts';
import { findDeviceRow, listDevices, noteOnDevice, toAccess, toDevices } from './device-rows.ts';

export function deviceRecords(
  database: ReadableDatabase,
  audited: Audited,
  clock: Clock,
): Records['devices'] {
  return { ...readingDevices(database, clock), ...changingDevices(audited, clock) };
}

type DeviceReads = 'list' | 'get' | 'accessVersion' | 'access' | 'configuredSince';

function readingDevices(
  database: ReadableDatabase,
  clock: Clock,
): Pick<Records['devices'], DeviceReads> {
  return {
    list: (filter) => listDevices(database, filter, clock.now()),
    get: (id) => findDevice(database, id, clock),
    accessVersion: () => readCounter(database, 'access'),
    async access(afterVersion = -1) {
      const rows = await database
        .selectFrom('devices')
        .select(['id', 'organisationId', 'tokenSha256', 'isRevoked', 'publishesFor'])
        .where('accessVersion', '>', afterVersion)
        .orderBy('id')
        .execute();
      return rows.map(toAccess);
    },
    async configuredSince(version) {
      // The version first: a change in between is told again next time, never missed.
      const newest = await readCounter(database, 'configured');
      if (newest === version) return { version, devices: [] };
      const rows = await database
        .selectFrom('devices')
        .selectAll()
        .where('configuredVersion', '>', version)
        .orderBy('id')
        .execute();
      return { version: newest, devices: await toDevices(database, rows, clock.now()) };
    },
  };
}

function changingDevices(audited: Audited, clock: Clock): Omit<Records['devices'], DeviceReads> {
  return {
    add: (actor, device) =>
      audited(actor, async (change) => {
        await refuseToSpeakForOthers(change, device);
        await addDevices(change, [device]);
        return deviceNow(change, device.id, clock);
      }),
    addMany: (actor, devices) => audited(actor, (change) => addDevices(change, devices)),
    rotate: (actor, id, tokenSha256) =>
      audited(actor, (change) => rotateTokens(change, [{ id, tokenSha256 }])),
    rotateMany: (actor, tokens) => audited(actor, (change) => rotateTokens(change, tokens)),
    revoke: (actor, id) => audited(actor, (change) => revokeDevice(change, id)),
    bind: (actor, id, unitId, from) =>
      audited(actor, (change) => bindDevice(change, id, unitId, from)),
    configure: (actor, id, wanted) =>
      audited(actor, async (change) => {
        await configureDevice(change, id, wanted);
        return deviceNow(change, id, clock);
      }),
  };
}

async function rotateTokens(
  change: Change,
  tokens: readonly { id: string; tokenSha256: string }[],
): Promise<void> {
  if (tokens.length === 0) return;
  const accessVersion = await bumpCounter(change, 'access');
  for (const { id, tokenSha256 } of tokens) {
    const row = await usableDevice(change, id);
    await change.database
      .updateTable('devices')
      .set({ tokenSha256, accessVersion })
      .where('id', '=', id)
      .execute();
    change.note({ ...noteOnDevice(row), action: 'device.rotate' });
  }
}

async function revokeDevice(change: Change, id: string): Promise<void> {
  const row = await deviceRow(change.database, id);
  if (row.isRevoked === 1) return;
  const accessVersion = await bumpCounter(change, 'access');
  await change.database
    .updateTable('devices')
    .set({ isRevoked: 1, accessVersion })
    .where('id', '=', id)
    .execute();
  const [before, after] = [{ isRevoked: false }, { isRevoked: true }];
  change.note({ ...noteOnDevice(row), action: 'device.revoke', before, after });
}

type Intervals = Parameters<Records['devices']['configure']>[2];

async function configureDevice(change: Change, id: string, wanted: Intervals): Promise<void> {
  const row = await deviceRow(change.database, id);
  const before = {
    samplingIntervalSeconds: row.samplingIntervalSeconds,
    reportingIntervalSeconds: row.reportingIntervalSeconds,
  };
  const after = {
    samplingIntervalSeconds: wanted.samplingIntervalSeconds ?? before.samplingIntervalSeconds,
    reportingIntervalSeconds: wanted.reportingIntervalSeconds ?? before.reportingIntervalSeconds,
  };
  await revise(change, 'devices', id);
  const configuredVersion = await bumpCounter(change, 'configured');
  await change.database
    .updateTable('devices')
    .set({ ...after, configVersion: row.configVersion + 1, configuredVersion })
    .where('id', '=', id)
    .execute();
  // The judge of silence goes by it.
  if (heardEvery(after) !== heardEvery(before)) await bumpCounter(change, 'placements');
  change.note({ ...noteOnDevice(row), action: 'device.configure', before, after });
}

async function usableDevice(change: Change, id: string): Promise<DeviceRow> {
  const row = await deviceRow(change.database, id);
  if (row.isRevoked === 1) throw new DeviceRevokedError(`device ${id} is revoked`);
  return row;
}

async function deviceRow(database: ReadableDatabase, id: string): Promise<DeviceRow> {
  const row = await findDeviceRow(database, id);
  if (row === undefined) throw new NotFoundError(`there is no device ${id}`);
  return row;
}

async function deviceNow(change: Change, id: string, clock: Clock): Promise<DeviceRecord> {
  const device = await findDevice(change.database, id, clock);
  if (device === undefined) throw new NotFoundError(`there is no device ${id}`);
  return device;
}

async function findDevice(
  database: ReadableDatabase,
  id: string,
  clock: Clock,
): Promise<DeviceRecord | undefined> {
  const row = await findDeviceRow(database, id);
  if (row === undefined) return undefined;
  const [device] = await toDevices(database, [row], clock.now());
  return device;
}
