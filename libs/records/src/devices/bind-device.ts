import type { Instant } from '@lenglian/quantities';
import type { Change } from '../database/audited.ts';
import { bumpCounter } from '../database/counters.ts';
import { DeviceRevokedError, NotFoundError } from '../records-errors.ts';
import { insertBindings, newBinding } from './add-devices.ts';
import { findDeviceRow, noteOnDevice } from './device-rows.ts';

/**
 * Binds a device to a unit from a moment on, past or present. The binding that held then ends there;
 * those that began later are taken back (the audit keeps them), so that bindings never overlap.
 *
 * @throws NotFoundError, DeviceRevokedError
 */
export async function bindDevice(
  change: Change,
  id: string,
  unitId: string,
  from: Instant,
): Promise<void> {
  const device = await findDeviceRow(change.database, id);
  if (device === undefined) throw new NotFoundError(`there is no device ${id}`);
  if (device.isRevoked === 1) throw new DeviceRevokedError(`device ${id} is revoked`);
  const unit = await change.database
    .selectFrom('units')
    .select('id')
    .where('id', '=', unitId)
    .executeTakeFirst();
  if (unit === undefined) throw new NotFoundError(`there is no unit ${unitId}`);

  const before = await endBindings(change, id, from);
  await insertBindings(change, [newBinding(change, device, unitId, from)]);
  // A device on a new unit is told its configuration (retained) once more.
  const configuredVersion = await bumpCounter(change, 'configured');
  await change.database
    .updateTable('devices')
    .set({ configuredVersion })
    .where('id', '=', id)
    .execute();
  change.note({ ...noteOnDevice(device), action: 'device.bind', before, after: { unitId, from } });
}

/** @returns what was ended or taken back, for the audit */
async function endBindings(change: Change, deviceId: string, from: Instant): Promise<object[]> {
  const touched = await change.database
    .selectFrom('deviceBindings')
    .select(['unitId', 'validFrom', 'validUntil'])
    .where('deviceId', '=', deviceId)
    .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>', from)]))
    .orderBy('validFrom')
    .execute();
  await change.database
    .deleteFrom('deviceBindings')
    .where('deviceId', '=', deviceId)
    .where('validFrom', '>=', from)
    .execute();
  await change.database
    .updateTable('deviceBindings')
    .set({ validUntil: from })
    .where('deviceId', '=', deviceId)
    .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>', from)]))
    .execute();
  return touched;
}
