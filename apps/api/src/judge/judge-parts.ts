import type { MakeLotJudge } from '@lenglian/breaches';
import type { MessageBounds } from '@lenglian/device-messages';
import type { LocalStore } from '@lenglian/history';
import type { JournalReader } from '@lenglian/journal';
import type { Duration } from '@lenglian/quantities';
import type { CopyQueue } from './copy-queue.ts';
import type { FloatingMessages } from './floating-messages.ts';
import type { JudgeStore } from './judge-store.ts';
import type { Moments } from './moments.ts';
import type { QuarantineStore } from './quarantine-store.ts';
import type { AlertIdOf } from './verdict-book.ts';

/** What the judge works with. */
export interface JudgeParts {
  readonly journal: JournalReader;
  readonly store: JudgeStore;
  readonly localStore: LocalStore;
  readonly quarantine: QuarantineStore;
  readonly copyQueue: CopyQueue | undefined;
  readonly floating: FloatingMessages;
  readonly bounds: MessageBounds;
  readonly makeLotJudge: MakeLotJudge;
  readonly alertIdOf: AlertIdOf;
  /** The last verdict that the records applied. */
  readonly appliedThrough: number;
  /** Ticks further apart than this have time without us between them. */
  readonly tickHole?: Duration | undefined;
  /** Where a simulator tells the time. */
  readonly moments?: Moments | undefined;
  /** Only to bound slices of work; no verdict depends on it. */
  readonly stopwatch: () => number;
}
