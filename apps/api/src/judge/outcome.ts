import type { VerdictChange } from '@lenglian/breaches';
import { channelIndex, judgedValue, type Reading } from '@lenglian/readings';
import type { DevicePosition, LotOutlook, QuarantineItem } from './judge-port.ts';

const LATITUDE = channelIndex('latitudeDegrees');
const LONGITUDE = channelIndex('longitudeDegrees');

/** What one step of the judge brought, already committed. */
export interface Outcome {
  readonly verdicts: VerdictChange[];
  readonly quarantined: QuarantineItem[];
  readonly outlooks: LotOutlook[];
  /** Where devices were, of readings that were taken in now. */
  readonly positions: DevicePosition[];
}

export function nothing(): Outcome {
  return { verdicts: [], quarantined: [], outlooks: [], positions: [] };
}

export function merge(into: Outcome, from: Outcome): void {
  into.verdicts.push(...from.verdicts);
  into.quarantined.push(...from.quarantined);
  into.outlooks.push(...from.outlooks);
  for (const position of from.positions) into.positions.push(position);
}

/** Where a device was when it measured, if it said so; most readings do not. */
export function notePosition(reading: Reading, { positions }: Outcome): void {
  if (Number.isNaN(reading.values[LATITUDE])) return;
  const latitudeDegrees = judgedValue(reading, LATITUDE);
  const longitudeDegrees = judgedValue(reading, LONGITUDE);
  if (latitudeDegrees === undefined || longitudeDegrees === undefined) return;
  const { deviceId, measuredAt: at } = reading;
  positions.push({ deviceId, at, latitudeDegrees, longitudeDegrees });
}
