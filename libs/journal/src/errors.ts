import { ColdChainError } from '@lenglian/errors';

/** The disk is below its reserve, or truly full. Nothing was stored; the sender shall try again. */
export class JournalFullError extends ColdChainError {
  readonly code = 'JOURNAL_FULL';
}

/** More waits for the disk than we hold in memory. Nothing was stored; the sender shall try again. */
export class JournalBusyError extends ColdChainError {
  readonly code = 'JOURNAL_BUSY';
}

/** The writer failed. What was pending may or may not be on disk, and counts as not stored. */
export class JournalUnavailableError extends ColdChainError {
  readonly code = 'JOURNAL_UNAVAILABLE';
}

/** The journal was closed by its owner. */
export class JournalClosedError extends ColdChainError {
  readonly code = 'JOURNAL_CLOSED';
}

/** Another process, or another appender of this one, holds the journal. */
export class JournalLockedError extends ColdChainError {
  readonly code = 'JOURNAL_LOCKED';
}

/** There is no journal in this directory (yet). */
export class JournalMissingError extends ColdChainError {
  readonly code = 'JOURNAL_MISSING';
}

/** Stored bytes fail their checksum, or entries are missing. Names the segment; see `repair`. */
export class JournalDamagedError extends ColdChainError {
  readonly code = 'JOURNAL_DAMAGED';
}

/** An entry that the format cannot hold: an id of more than 254 bytes. */
export class InvalidEntryError extends ColdChainError {
  readonly code = 'INVALID_ENTRY';
}

/** The position belongs to another journal, or to one that was restored from elsewhere. */
export class UnknownEpochError extends ColdChainError {
  readonly code = 'UNKNOWN_EPOCH';
}

/** The position is beyond what was ever written in its epoch. */
export class PositionPastEndError extends ColdChainError {
  readonly code = 'POSITION_PAST_END';
}

/** What follows the position is no longer kept; go on from `beginning()`, and say so. */
export class PositionTrimmedError extends ColdChainError {
  readonly code = 'POSITION_TRIMMED';
}
