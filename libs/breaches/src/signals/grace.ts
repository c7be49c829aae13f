import type { GraceParameters } from '@lenglian/limits';
import type { Duration, Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/** Spans of grace kept at most; beyond it the two oldest become one, which leaves less grace. */
const SPANS_MAX = 8;

/**
 * Whether the warmth of air is explained by a defrost or an open door. Needs a flag that was said and
 * is fresh, and is used up after a while (operations.md §A1): what cannot be explained is judged.
 */
export class Grace implements Remembering {
  private readonly parameters: GraceParameters;
  private readonly gapMax: Duration;
  private defrostAt = Number.NaN;
  private doorAt = Number.NaN;
  /** Of graced time, from and to by turns, oldest first. */
  private spans: number[] = [];
  private lastGracedAt = Number.NaN;
  private lastAt = Number.NaN;
  /** Whether a fresh flag explains the air of the last sample, used up or not. */
  isExplained = false;

  constructor(parameters: GraceParameters, gapMax: Duration) {
    this.parameters = parameters;
    this.gapMax = gapMax;
  }

  /** Takes the flags of a sample and says whether its air is excused. */
  observe(isDefrosting: boolean, isDoorOpen: boolean, at: Instant): boolean {
    if (isDefrosting) this.defrostAt = at;
    if (isDoorOpen) this.doorAt = at;
    const { afterDefrost, afterDoor, max } = this.parameters;
    const apart = at - this.lastAt <= this.gapMax ? at - this.lastAt : 0;
    this.lastAt = at;
    this.isExplained = at - this.defrostAt <= afterDefrost || at - this.doorAt <= afterDoor;
    if (!this.isExplained) return false;
    const continues = at - this.lastGracedAt <= this.gapMax;
    if (this.gracedBefore(at) + apart > max) return false;
    if (continues) this.spans[this.spans.length - 1] = at;
    else this.spans.push(at, at);
    if (this.spans.length > 2 * SPANS_MAX) this.spans.splice(1, 2);
    this.lastGracedAt = at;
    return true;
  }

  save(into: Memory): void {
    into.write(this.defrostAt);
    into.write(this.doorAt);
    into.write(this.lastGracedAt);
    into.write(this.lastAt);
    into.writeList(this.spans);
  }

  restore(from: Memory): void {
    this.defrostAt = from.read();
    this.doorAt = from.read();
    this.lastGracedAt = from.read();
    this.lastAt = from.read();
    this.spans = from.readList();
  }

  private gracedBefore(at: Instant): Duration {
    const begin = at - this.parameters.within;
    while (this.spans.length > 0 && (this.spans[1] as number) < begin) this.spans.splice(0, 2);
    let sum = 0;
    for (let i = 0; i < this.spans.length; i += 2) {
      sum += (this.spans[i + 1] as number) - Math.max(begin, this.spans[i] as number);
    }
    return sum;
  }
}
