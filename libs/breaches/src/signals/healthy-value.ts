import type { ChannelIndex, Reading } from '@lenglian/readings';

/** As `judgedValue`, with NaN for "none". */
export function healthyValue(reading: Reading, channel: ChannelIndex): number {
  return (reading.excluded >>> channel) & 1 ? Number.NaN : (reading.values[channel] as number);
}
