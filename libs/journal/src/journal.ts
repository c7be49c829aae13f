import type { Instant } from '@lenglian/quantities';

/** What an entry of the journal tells. */
export const ENTRY_KINDS = [
  'TELEMETRY',
  'EVENT',
  'STATUS',
  'ACK',
  /** A device's session began; the payload is `{"address":…}`. */
  'CONNECTED',
  /** A device's session ended; the payload is `{"reason":…}`. */
  'DISCONNECTED',
  /** The broker's clock, once a second: the judge's only "now" (design §6). */
  'TICK',
  /** The broker came up; every session of before is over. */
  'STARTED',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** A place in the journal: everything up to and including `seq` of `epoch`. `seq` 0 is the beginning. */
export interface JournalPosition {
  readonly epoch: string;
  readonly seq: number;
}

export interface NewEntry {
  readonly kind: EntryKind;
  readonly receivedAt: Instant;
  /** Empty for TICK and STARTED. */
  readonly organisationId: string;
  /** Whose entry it is. Empty for TICK and STARTED. */
  readonly deviceId: string;
  /** Who published it: the device itself, or a gateway for it. */
  readonly publisherId: string;
  /** The bytes exactly as they came. */
  readonly payload: Uint8Array;
}

export interface JournalEntry extends NewEntry {
  readonly seq: number;
}

export interface JournalPage {
  readonly entries: JournalEntry[];
  /** Position of the last entry; the position asked for, when there was none. */
  readonly position: JournalPosition;
}

/** The one appender. Owned by the broker. */
export interface JournalAppender {
  /**
   * Queues entries; `done` is called once they are on disk (fsync), or with a typed error when they
   * are not and never will be. Callbacks come in the order of the calls.
   */
  append(entry: NewEntry, done: (error?: Error) => void): void;
  readonly end: JournalPosition;
}

/** Reads in bounded pages from any process on the machine; holds no cursor open between calls. */
export interface JournalReader {
  /** The last committed entry. */
  end(): JournalPosition;
  /** The position before the oldest entry still kept. */
  beginning(): JournalPosition;
  /**
   * Entries after `after`, at most `limit` of them (and not beyond `upTo`, if given).
   *
   * @throws UnknownEpochError, PositionPastEndError, PositionTrimmedError
   */
  read(after: JournalPosition, limit: number, upTo?: number): JournalPage;
  close(): void;
}
