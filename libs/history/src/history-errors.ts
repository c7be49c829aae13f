import { ColdChainError } from '@lenglian/errors';

/** The history cannot be reached or is overloaded; the same call may work later. */
export class HistoryUnavailableError extends ColdChainError {
  readonly code = 'HISTORY_UNAVAILABLE';
}

/** Stored history does not read as what we wrote: damage, or a newer version's file. */
export class UnreadableHistoryError extends ColdChainError {
  readonly code = 'HISTORY_UNREADABLE';
}

/** The database answered, and its answer means that it is not set up for us. */
export class HistoryNotUsableError extends ColdChainError {
  readonly code = 'HISTORY_NOT_USABLE';
}

/** A query came after `close()`. */
export class HistoryClosedError extends ColdChainError {
  readonly code = 'HISTORY_CLOSED';
}
