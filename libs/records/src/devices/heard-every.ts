import { SECOND, type Duration } from '@lenglian/quantities';
import type { DeviceRow } from '../database/schema.ts';

/** How often something comes of a device as it is told to: what is not measured cannot be reported. */
export function heardEvery({
  samplingIntervalSeconds: sampling,
  reportingIntervalSeconds: reporting,
}: Pick<DeviceRow, 'samplingIntervalSeconds' | 'reportingIntervalSeconds'>): Duration {
  return Math.max(sampling, reporting) * SECOND;
}
