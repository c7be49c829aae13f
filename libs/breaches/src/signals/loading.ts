import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';
import type { Silence } from './paces.ts';

/** A door that stands open at a stop for so long may have let other goods in: as long as DOOR_LONG. [C] */
const LOADED_AFTER: Duration = 20 * MINUTE;

/** Whether other goods may have come into a unit, or some have gone, at a planned stop. */
export class Loading implements Remembering {
  private readonly silence: Silence;
  private since = Number.NaN;
  private lastAt = Number.NaN;
  /** Whether anybody ever tells of doors; else they are open at every stop. */
  private isDoorTold = false;

  constructor(silence: Silence) {
    this.silence = silence;
  }

  /** @param door 1 open, 0 shut, NaN not said */
  observe(door: number, atStop: boolean, at: Instant): boolean {
    const isSaid = !Number.isNaN(door);
    if (isSaid) this.isDoorTold = true;
    const isShut = isSaid ? door !== 1 : this.isDoorTold && Number.isNaN(this.since);
    if (!atStop || isShut) {
      this.since = this.lastAt = Number.NaN;
      return false;
    }
    if (!(at - this.lastAt <= this.silence.max)) this.since = at;
    this.lastAt = at;
    return at - this.since >= LOADED_AFTER;
  }

  save(into: Memory): void {
    const { since, lastAt, isDoorTold } = this;
    if (!Number.isNaN(since)) into.writeList([isDoorTold ? 1 : 0, since, lastAt]);
    else into.writeList(isDoorTold ? [1] : []);
  }

  restore(from: Memory): void {
    const [isDoorTold = 0, since = Number.NaN, lastAt = Number.NaN] = from.readList();
    this.isDoorTold = isDoorTold === 1;
    this.since = since;
    this.lastAt = lastAt;
  }
}
