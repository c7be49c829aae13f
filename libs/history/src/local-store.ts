import type { DatabaseSync } from 'node:sqlite';
import type { Clock, Duration, Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';

/**
 * The embedded store's writing half, owned by one thread (the judge). It lives in two places: the
 * arrivals in the owner's own database (so that they commit together with the owner's progress), and
 * per-device blocks in one file per week, dropped whole when they expire.
 *
 * What it returns does not depend on the order or number of arrivals: copies of a sample count once
 * (the copy received first stays), and CONTESTED is set on every sample of an instant that has
 * several, whatever it was appended with.
 */
export interface LocalStore {
  /** Keeps a page of arrivals. Must be called inside the owner's open transaction. */
  append(readings: readonly Reading[]): void;
  /**
   * Takes samples back, for good (a better clock correction moved them): they and every copy of
   * them, also later ones, are as if they had never been. Inside the owner's open transaction.
   */
  retract(readings: readonly Reading[]): void;
  /** After the owner rolled its transaction back: forgets what was appended in it. */
  rollback(): void;
  /** All samples of a window (from included, to excluded) in canonical order, contested ones too. */
  readings(deviceId: string, from: Instant, to: Instant): Reading[];
  /** No sample of this device that is kept lies after this; −Infinity when none is kept. */
  newest(deviceId: string): Instant;
  /** Whether a copy of this sample is kept already (or was retracted). */
  holds(reading: Reading): boolean;
  /**
   * What is not packed yet, for `openLocalHistory` in other threads only: it may overlap the blocks
   * and holds marks of retracted samples. Canonical order.
   */
  tail(deviceId: string, from: Instant, to: Instant): Reading[];
  /** Samples in the arrivals. */
  readonly unpacked: number;
  /**
   * Packs arrivals of about `devices` devices into their blocks (its own transactions, never inside
   * one). Call it again and again while idle, or when `unpacked` grows.
   *
   * @param force packs also what is not due
   * @returns the devices whose arrivals are now all in blocks; empty when nothing was due
   */
  pack(devices: number, force?: boolean): string[];
  /** Unlinks the weeks that lie wholly before `instant`. */
  dropPeriodsBefore(instant: Instant): void;
  /** Closes the week files; the owner's database stays open. */
  close(): void;
}

/** When arrivals are due to be packed, and what the store may hold open. */
export interface LocalStoreLimits {
  /** Above this many samples in the arrivals, the oldest are due. */
  readonly unpackedMax: number;
  /** Arrivals older than this (by the store's clock) are due. */
  readonly arrivalAgeMax: Duration;
  /** A device with this many samples in the arrivals is due. */
  readonly deviceSamplesMax: number;
  /** Week files open at once. */
  readonly openFilesMax: number;
}

export const DEFAULT_LOCAL_STORE_LIMITS: LocalStoreLimits = {
  unpackedMax: 500_000,
  arrivalAgeMax: 10 * 60_000,
  deviceSamplesMax: 240,
  openFilesMax: 8,
};

export interface LocalStoreOptions {
  /** The owner's open database; the tables `arrival_page` and `packed_device` in it are ours. */
  readonly database: DatabaseSync;
  /** Where the week files live; made when it is not there. */
  readonly directory: string;
  /** For the age of arrivals only. */
  readonly clock: Clock;
  readonly limits?: Partial<LocalStoreLimits>;
  /**
   * Called with the devices that were packed, inside the transaction in which their arrivals leave
   * the owner's database: what the owner derives from arrivals is to be saved there.
   */
  readonly onPacked?: (deviceIds: readonly string[]) => void;
}
