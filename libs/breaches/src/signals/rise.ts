import { HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

const SPACING: Duration = 15 * MINUTE;
const YOUNGEST: Duration = 60 * MINUTE;
const OLDEST: Duration = 90 * MINUTE;

/**
 * How fast a temperature rises, against the newest value that is 60…90 minutes old. Values are noted
 * each quarter of an hour; nothing is held: after a hole nothing is known for an hour.
 */
export class Rise implements Remembering {
  private readonly gapMax: Duration;
  /** Instants and values by turns, oldest first. */
  private anchors: number[] = [];
  private lastAt = Number.NaN;

  constructor(gapMax: Duration) {
    this.gapMax = gapMax;
  }

  /** @returns kelvin an hour; NaN while nothing old enough is known */
  observe(value: number, at: Instant): number {
    if (Number.isNaN(value)) return Number.NaN;
    if (at - this.lastAt > this.gapMax) this.forget();
    this.lastAt = at;
    const { anchors } = this;
    while (anchors.length > 0 && at - (anchors[0] as number) > OLDEST) anchors.splice(0, 2);
    let rise = Number.NaN;
    for (let i = anchors.length - 2; i >= 0; i -= 2) {
      const age = at - (anchors[i] as number);
      if (age < YOUNGEST) continue;
      rise = ((value - (anchors[i + 1] as number)) / age) * HOUR;
      break;
    }
    if (anchors.length === 0 || at - (anchors.at(-2) as number) >= SPACING) anchors.push(at, value);
    return rise;
  }

  /** What was warm for a reason says nothing of what comes. */
  forget(): void {
    if (this.anchors.length > 0) this.anchors = [];
  }

  save(into: Memory): void {
    into.writeList(this.anchors);
    into.write(this.lastAt);
  }

  restore(from: Memory): void {
    this.anchors = from.readList();
    this.lastAt = from.read();
  }
}
