import type { TrimOutcome, TrimRequest } from './committer.ts';
import type { EpochReason } from './journal-state.ts';
import type { JournalPosition } from './journal.ts';

/** Appender → commit worker. Answered in the order sent. */
export type ToCommitWorker =
  | {
      readonly type: 'commit';
      readonly body: ArrayBuffer;
      readonly used: number;
      readonly count: number;
    }
  | { readonly type: 'trim'; readonly id: number; readonly request: TrimRequest }
  | {
      readonly type: 'epoch';
      readonly id: number;
      readonly reason: EpochReason;
      readonly beyondSeq: number;
    }
  | { readonly type: 'close' };

/** Commit worker → appender. A buffer comes back to be used again. */
export type FromCommitWorker =
  | { readonly type: 'ready'; readonly end: JournalPosition }
  | { readonly type: 'committed'; readonly end: JournalPosition; readonly body: ArrayBuffer }
  | {
      readonly type: 'refused';
      readonly message: string;
      readonly body: ArrayBuffer;
    }
  | { readonly type: 'trimmed'; readonly id: number; readonly outcome: TrimOutcome }
  | { readonly type: 'begun'; readonly id: number; readonly end: JournalPosition }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
