import type { Change } from '../database/audited.ts';
import { InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type { CalibrationRecord, NewCalibration } from './equipment.ts';

/** Puts down a calibration. @throws NotFoundError, InvalidRecordError */
export async function recordCalibration(
  change: Change,
  recordedBy: string,
  deviceId: string,
  calibration: NewCalibration,
): Promise<CalibrationRecord> {
  const { calibratedAt, validUntil } = calibration;
  if (calibratedAt > change.now) throw new InvalidRecordError('a calibration in the future');
  if (validUntil <= calibratedAt)
    throw new InvalidRecordError('a calibration that ends before it begins');
  const device = await change.database
    .selectFrom('devices')
    .select('organisationId')
    .where('id', '=', deviceId)
    .executeTakeFirst();
  if (!device) throw new NotFoundError(`device ${deviceId}`);
  const { organisationId } = device;
  const by = { id: change.newId(), organisationId, recordedAt: change.now, recordedBy };
  const row = { ...by, deviceId, ...calibration };
  await change.database.insertInto('calibrations').values(row).execute();
  const about = { action: 'device.calibrate', entity: 'device', entityId: deviceId };
  change.note({ organisationId, ...about, after: row });
  return row;
}
