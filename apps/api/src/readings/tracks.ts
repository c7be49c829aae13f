import type { Validity } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import { channelIndex, type ChannelIndex, type Reading } from '@lenglian/readings';

/** Where a unit was is where its driver was: personal data, and sensitive (PIPL 28; domain.md §8). */
export const POSITION_CHANNELS: ReadonlySet<ChannelIndex> = new Set([
  channelIndex('latitudeDegrees'),
  channelIndex('longitudeDegrees'),
]);

/** Whether positions of [from, until) are told. */
export type TracksTold = (from: Instant, until: Instant) => boolean;

/** On a run always, as long as the readings are kept: that is the way of the goods. Else for a while. */
export function tracksTold(rides: readonly Validity[], since: Instant): TracksTold {
  return (from, until) =>
    from >= since ||
    rides.some((ride) => ride.from <= from && (ride.until === null || ride.until >= until));
}

/** The same reading, as if nobody had said where it was. */
export function withoutPosition(reading: Reading): Reading {
  const values = [...reading.values];
  for (const channel of POSITION_CHANNELS) values[channel] = NaN;
  return { ...reading, values };
}
