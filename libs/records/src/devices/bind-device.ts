import type { Instant } from '@lenglian/quantities';
import { correctBinding } from '../bindings/correct-binding.ts';
import type { Change } from '../database/audited.ts';
import { NotFoundError } from '../records-errors.ts';
import { findDeviceRow } from './device-rows.ts';

/**
 * Binds a device to a unit from a moment on, past or present. The binding that held then ends there;
 * those that began later are believed no more (they stay on record), so that bindings never overlap.
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
  const { organisationId } = device;
  const span = { from, until: null };
  await correctBinding(change, {
    ...{ organisationId, kind: 'device', subjectId: id, targetId: unitId },
    ...span,
  });
}
