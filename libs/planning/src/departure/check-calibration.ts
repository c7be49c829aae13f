import { because, type BoardMoment, type BoxFacts, type CheckResult } from './departure.ts';
import { worstOf } from './worst-of.ts';

/** Whether the certificate of each device holds until the goods are there; the worst device counts. */
export function checkCalibration(
  { devices, hasParts }: BoxFacts,
  moment: BoardMoment,
): CheckResult {
  const [first, ...others] = devices.map((device) => calibrationOf(device, moment));
  if (first === undefined) return because('CALIBRATION', hasParts ? 'IN_ITS_PARTS' : 'NO_DEVICE');
  return others.reduce(worstOf, first);
}

function calibrationOf(
  { deviceId, calibratedUntil: at }: BoxFacts['devices'][number],
  { now, arrivesAt }: BoardMoment,
): CheckResult {
  if (at === null) return because('CALIBRATION', 'NOT_CALIBRATED', { deviceId });
  if (at <= now) return because('CALIBRATION', 'CALIBRATION_OVER', { deviceId, at });
  const reason = at < arrivesAt ? 'CALIBRATION_ENDS_UNDER_WAY' : 'CALIBRATED';
  return because('CALIBRATION', reason, { deviceId, at });
}
