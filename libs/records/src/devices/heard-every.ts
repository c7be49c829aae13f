import { SECOND, type Duration } from '@lenglian/quantities';
import type { DeviceRecord } from '../records.ts';

/** How often something comes of a device as it is told to: what is not measured cannot be reported. */
export function heardEvery({
  samplingIntervalSeconds: sampling,
  reportingIntervalSeconds: reporting,
}: Pick<DeviceRecord, 'samplingIntervalSeconds' | 'reportingIntervalSeconds'>): Duration {
  return Math.max(sampling, reporting) * SECOND;
}
