import type { BudgetRule, LimitProfile } from '@lenglian/limits';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import type { Episode } from './episode.ts';
import type { LotContext } from './lot-context.ts';

/** Plain JSON: what must survive a restart of the judge. */
export type SavedLotJudge = Readonly<Record<string, unknown>>;

/** The stretch of event time, both ends included, in which readings came late or were taken away. */
export interface LateStretch {
  readonly first: Instant;
  readonly last: Instant;
}

/** The winners of every instant from `from` (included) to `until` (excluded), in order. */
export type ReadingsBetween = (from: Instant, until: Instant) => readonly Reading[];

/** How much of a budget the goods have spent, by the newest reading applied. */
export interface BudgetSpent {
  readonly rule: BudgetRule;
  readonly spentMinutes: number;
  /** All that there is. */
  readonly maxMinutes: number;
  /** Whether they are in the range by the newest product temperature, and so spend it; not before they ride. */
  readonly isSpending: boolean;
}

/**
 * The incremental judge of one lot. Equals `judge()` over the same set of readings, whatever the
 * order, duplication and cuts in which they came (design §5).
 */
export interface LotJudge {
  /**
   * Takes one winner reading. In order (later than every reading so far): O(1), applied. Otherwise
   * nothing is changed and the answer is false: the caller must `replay`.
   */
  observe(reading: Reading): boolean;
  /** The newest reading applied; −Infinity before the first. */
  readonly through: Instant;
  /**
   * Judges again from the checkpoint before `first` on, until everything remembered is as it was at a
   * checkpoint after `last`: from there on what was judged before stands.
   */
  replay(late: LateStretch, readingsBetween: ReadingsBetween): void;
  /** Every proven episode, ordered by rule and start. */
  episodes(): readonly Episode[];
  /** Budgets of which anything is spent, in the order of `RULES`. */
  budgetsSpent(): readonly BudgetSpent[];
  /** Whether goods that were loaded warm still cool as they must, by the newest reading applied. */
  readonly isPullingDown: boolean;
  /** Another, and greater, whenever `episodes()` may have changed since it was last asked. */
  readonly revision: number;
  save(): SavedLotJudge;
}

/** Makes the judge of a lot, from nothing or from what `save` gave for the same profile. */
export type MakeLotJudge = (
  profile: LimitProfile,
  context: LotContext,
  saved?: SavedLotJudge,
) => LotJudge;
