import type { Instant, Percent } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';
import type { Word } from './paces.ts';

/** The level in a tank: what was said last, and how far it fell where nobody should unload. */
export class TankLevel implements Remembering {
  private readonly word: Word;
  private level = Number.NaN;
  private until = Number.NaN;
  private highest = Number.NaN;

  constructor(word: Word) {
    this.word = word;
  }

  /** @returns percent by which the level fell since the last planned stop; NaN when not said */
  observe(level: Percent, isAtStop: boolean): number {
    if (Number.isNaN(level)) return Number.NaN;
    this.level = level;
    this.until = this.word.until;
    if (isAtStop || !(level <= this.highest)) this.highest = level;
    return this.highest - level;
  }

  /** The level as far as it is known at a moment; NaN when nobody said so lately. */
  known(at: Instant): Percent {
    return at <= this.until ? this.level : Number.NaN;
  }

  save(into: Memory): void {
    into.write(this.level);
    into.write(this.until);
    into.write(this.highest);
  }

  restore(from: Memory): void {
    this.level = from.read();
    this.until = from.read();
    this.highest = from.read();
  }
}
