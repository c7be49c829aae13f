import { because, type BoardMoment, type BoxFacts, type CheckResult } from './departure.ts';
import { HEARD_WITHIN } from './heard.ts';

/** Heard within the last ten minutes of the judge's time: an outage of ours makes nobody silent. */
export function checkDevice(
  { devices, reported, hasParts }: BoxFacts,
  { judgeNow }: BoardMoment,
): CheckResult {
  const [device] = devices;
  if (device === undefined) return because('DEVICE', hasParts ? 'IN_ITS_PARTS' : 'DEVICE_MISSING');
  if (judgeNow === null) return because('DEVICE', 'JUDGE_NOT_READY');
  const { deviceId } = device;
  if (reported === null) return because('DEVICE', 'NEVER_HEARD', { deviceId });
  const at = reported.measuredAt;
  const reason = judgeNow - at < HEARD_WITHIN ? 'HEARD' : 'SILENT';
  return because('DEVICE', reason, { deviceId, at });
}
