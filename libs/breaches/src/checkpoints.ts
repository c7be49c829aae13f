import { HOUR, type Duration, type Instant } from '@lenglian/quantities';
import type { SavedRuleMachine } from './rule-machine.ts';

/** What the judge of a lot remembered after every sample up to `at`. */
export interface Checkpoint {
  readonly at: Instant;
  /** Of the fold of signals. */
  readonly memory: Float64Array;
  /** Of the rules, in their order; null when all were idle. */
  readonly states: readonly (SavedRuleMachine | null)[] | null;
}

/** Event time between two checkpoints while they are new. */
export const CHECKPOINT_SPACING: Duration = 2 * HOUR;
/** Checkpoints kept at most a lot. */
export const CHECKPOINTS_MAX = 16;

/**
 * Where a lot can be judged again from. They are close together near the present and thin out with
 * age, so that going back costs in proportion to how far one goes, and memory stays bounded.
 */
export class Checkpoints {
  private kept: Checkpoint[];

  constructor(kept: readonly Checkpoint[] = []) {
    this.kept = [...kept];
  }

  isDue(at: Instant): boolean {
    const last = this.kept.at(-1);
    return last === undefined || at - last.at >= CHECKPOINT_SPACING;
  }

  add(checkpoint: Checkpoint): void {
    this.kept.push(checkpoint);
    if (this.kept.length > CHECKPOINTS_MAX) this.thin();
  }

  /** The newest one that knows nothing of `at` or later. */
  before(at: Instant): Checkpoint | undefined {
    return this.kept.findLast((checkpoint) => checkpoint.at < at);
  }

  /** Forgets those that know anything later than `at`. */
  cut(at: Instant): void {
    this.kept = this.kept.filter((checkpoint) => checkpoint.at <= at);
  }

  /** Those that know `at` or later, oldest first. */
  from(at: Instant): readonly Checkpoint[] {
    return this.kept.filter((checkpoint) => checkpoint.at >= at);
  }

  all(): readonly Checkpoint[] {
    return this.kept;
  }

  /** Drops the one whose absence lengthens a way back the least, measured by how long it is. */
  private thin(): void {
    const newest = this.kept.at(-1)?.at ?? 0;
    let drop = 1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 1; i < this.kept.length - 1; i++) {
      const older = this.kept[i - 1]?.at ?? 0;
      const newer = this.kept[i + 1]?.at ?? 0;
      const loss = (newer - older) / (newest - older + CHECKPOINT_SPACING);
      if (loss < least) [drop, least] = [i, loss];
    }
    this.kept.splice(drop, 1);
  }
}
