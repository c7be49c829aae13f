import type { LimitProfile } from '@lenglian/limits';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import type { Episode } from './episode.ts';

/** Plain JSON: what must survive a restart of the judge. */
export type SavedLotJudge = Readonly<Record<string, unknown>>;

/**
 * The incremental judge of one lot. Equals `judge()` over the same set of readings, whatever the
 * order, duplication and cuts in which they came (design §5).
 */
export interface LotJudge {
  /**
   * Takes one winner reading. In order (later than every reading so far): O(1), applied. A late one
   * that provably changes nothing is taken too. Otherwise nothing is changed and the answer is
   * false: the caller must `replay`.
   */
  observe(reading: Reading): boolean;
  /** The newest reading applied; −Infinity before the first. */
  readonly through: Instant;
  /** The event time from which readings (included) are needed to replay a change at `at`; ≥ 0. */
  rewindPoint(at: Instant): Instant;
  /**
   * Judges again from `rewindPoint(at)` on.
   *
   * @param readings the winners of every instant ≥ `rewindPoint(at)`, in order
   */
  replay(at: Instant, readings: readonly Reading[]): void;
  /** Every proven episode, ordered by rule and start. */
  episodes(): readonly Episode[];
  /** Increases whenever `episodes()` may have changed. */
  readonly revision: number;
  save(): SavedLotJudge;
}

/** Makes the judge of a lot, from nothing or from what `save` gave for the same profile. */
export type MakeLotJudge = (profile: LimitProfile, saved?: SavedLotJudge) => LotJudge;
