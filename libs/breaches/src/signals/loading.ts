import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';
import type { Word } from './paces.ts';

/** A door that stands open at a stop for so long may have let other goods in: as long as DOOR_LONG. [C] */
const LOADED_AFTER: Duration = 20 * MINUTE;

/** Whether other goods may have come into a unit, or some have gone, at a planned stop. */
export class Loading implements Remembering {
  private readonly word: Word;
  private since = Number.NaN;
  private until = Number.NaN;
  /** Whether anybody ever tells of doors; else they are open at every stop. */
  private isDoorTold = false;

  constructor(word: Word) {
    this.word = word;
  }

  /** @param door 1 open, 0 shut, NaN not said */
  observe(door: number, atStop: boolean, at: Instant): boolean {
    const isSaid = !Number.isNaN(door);
    if (isSaid) this.isDoorTold = true;
    const isShut = isSaid ? door !== 1 : this.isDoorTold && Number.isNaN(this.since);
    if (!atStop || isShut) {
      this.since = this.until = Number.NaN;
      return false;
    }
    if (!(at <= this.until)) this.since = at;
    this.until = this.word.until;
    return at - this.since >= LOADED_AFTER;
  }

  save(into: Memory): void {
    const { since, until, isDoorTold } = this;
    if (!Number.isNaN(since)) into.writeList([isDoorTold ? 1 : 0, since, until]);
    else into.writeList(isDoorTold ? [1] : []);
  }

  restore(from: Memory): void {
    const [isDoorTold = 0, since = Number.NaN, until = Number.NaN] = from.readList();
    this.isDoorTold = isDoorTold === 1;
    this.since = since;
    this.until = until;
  }
}
