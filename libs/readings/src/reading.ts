import type { Instant } from '@lenglian/quantities';
import { CHANNEL_COUNT, type ChannelIndex } from './channel.ts';

/**
 * One sample of one device at one instant.
 *
 * Identity (design §3) is (device, boot, seq, index) where the device counts, else (device,
 * measuredAt, content hash). Two copies of one sample have equal `measuredAt`, `boot`, `seq`,
 * `index` and `hash`.
 */
export interface Reading {
  readonly deviceId: string;
  /** Event time: the device's own `measuredAt` plus the message's clock offset. */
  readonly measuredAt: Instant;
  /** When the broker first stamped it. The least over all copies. */
  readonly receivedAt: Instant;
  /** Boot counter of the device, 0…2³¹−1; `UNCOUNTED` when the device sends none. */
  readonly boot: number;
  /** Message counter within the boot, 0…2⁵³−1; `UNCOUNTED` when the device sends none. */
  readonly seq: number;
  /** Position of the sample in its message, from 0. */
  readonly index: number;
  /** 32-bit hash of the values (see `contentHash`), unsigned. */
  readonly hash: number;
  /** Union of `QualityFlag`s. */
  readonly flags: number;
  /** Channels (bit i = channel i) whose value is kept as evidence and never judged. */
  readonly excluded: number;
  /** One number a channel, NaN where the sample has none; booleans are 0 and 1. */
  readonly values: ReadingValues;
}

/**
 * A plain array: a small typed array lies outside of the heap, costs six times as much, and thousands
 * of them a second make the whole heap be collected again and again.
 */
export type ReadingValues = number[];

/** `boot` or `seq` of a device that does not count its messages. */
export const UNCOUNTED = -1;

/** What is known against a reading's trustworthiness; kept beside the raw value, never instead. */
export const QualityFlag = {
  /** The message had no time for the sample; it carries the time of reception. */
  TIME_OF_RECEPTION: 1,
  /** The device's clock was provably wrong and the event time is corrected. */
  CLOCK_CORRECTED: 2,
  /** At least one value is a sensor's way to say "no value" (−127, 85, …). */
  SENTINEL: 4,
  /** At least one value is outside what physics allows here. */
  IMPLAUSIBLE: 8,
  /** The device said it is telling history (`hist`). */
  BACKFILL: 16,
  /** Another, different sample claims the same instant; the winner rule chose. */
  CONTESTED: 32,
} as const;
export type QualityFlagName = keyof typeof QualityFlag;

const NOTHING: ReadingValues = Array.from({ length: CHANNEL_COUNT }, () => Number.NaN);

/** An array for one reading's values with nothing measured yet. */
export function noValues(): ReadingValues {
  return NOTHING.slice();
}

/** The value of a channel, or undefined when it was not measured or must not be judged. */
export function judgedValue(reading: Reading, channel: ChannelIndex): number | undefined {
  if ((reading.excluded >>> channel) & 1) return undefined;
  const value = reading.values[channel];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** Names of the flags set, in the order of their bits. */
export function flagNames(flags: number): QualityFlagName[] {
  return (Object.keys(QualityFlag) as QualityFlagName[]).filter(
    (name) => flags & QualityFlag[name],
  );
}
