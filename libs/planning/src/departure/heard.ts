import { MINUTE } from '@lenglian/quantities';
import {
  because,
  type BoardMoment,
  type BoxFacts,
  type CheckResult,
  type DepartureCheck,
  type ReportedByDevice,
} from './departure.ts';

/** A device that is to leave has been heard within this time (operations.md §D). */
export const HEARD_WITHIN = 10 * MINUTE;

/** What the device says now; a value that is older is not held on to: then the check is unknown. */
export function heardLately(
  check: DepartureCheck,
  { devices, reported }: BoxFacts,
  { judgeNow }: BoardMoment,
): ReportedByDevice | CheckResult {
  if (devices.length === 0) return because(check, 'NO_DEVICE');
  const isHeard =
    reported !== null && judgeNow !== null && judgeNow - reported.measuredAt < HEARD_WITHIN;
  return isHeard ? reported : because(check, 'NOT_HEARD_LATELY');
}

/** Whether that is an answer already. */
export function isResult(heard: ReportedByDevice | CheckResult): heard is CheckResult {
  return 'check' in heard;
}
