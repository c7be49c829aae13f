import type { Instant } from '@lenglian/quantities';
import type { Episode } from './episode.ts';
import type { Signals } from './signals/signals.ts';

/** A machine that is not idle, as plain JSON (NaN is null). */
export type SavedRuleMachine = readonly (number | null)[];

/** The live form of one rule for one lot: the definition, one sample at a time, in constant memory. */
export interface RuleMachine {
  /** False while nothing is pending or open. */
  readonly isActive: boolean;
  /** Episodes that have ended, oldest first. */
  closed: Episode[];
  /** Takes the next sample; whether the episodes changed. */
  observe(signals: Signals, at: Instant): boolean;
  /** The episode that lasts, if one does. */
  openEpisode(): Episode | undefined;
  /** Null while there is nothing to remember. */
  save(): SavedRuleMachine | null;
  /** Goes on from a saved state; `closed` is not part of it. */
  restore(saved: SavedRuleMachine | null): void;
}
