import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';

/**
 * The embedded store's writing half, owned by one thread (the judge). It lives in two places: the
 * arrivals in the owner's own database (so that they commit together with the owner's progress), and
 * per-device blocks in one file per week, dropped whole when they expire.
 */
export interface LocalStore {
  /** Keeps a page of arrivals. Must be called inside the owner's open transaction. */
  append(readings: readonly Reading[]): void;
  /** After the owner rolled its transaction back: forgets what was appended in it. */
  rollback(): void;
  /** All samples of a window (from included, to excluded) in canonical order, contested ones too. */
  readings(deviceId: string, from: Instant, to: Instant): Reading[];
  /** Whether a copy of this sample is kept already. */
  holds(reading: Reading): boolean;
  /** What is not packed yet, for readers in other threads; canonical order, may overlap the blocks. */
  tail(deviceId: string, from: Instant, to: Instant): Reading[];
  /** Samples in the arrivals. */
  readonly unpacked: number;
  /**
   * Packs arrivals of about `devices` devices into their blocks (its own transactions, never inside
   * one). Call it again and again while idle, or when `unpacked` grows.
   *
   * @returns the devices whose arrivals are now all in blocks; empty when nothing was due
   */
  pack(devices: number, force?: boolean): string[];
}
