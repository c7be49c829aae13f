import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/** How long one leap is held against a sensor. */
const REMEMBERED: Duration = 10 * MINUTE;

/** Values that leap faster than anything can warm or cool (domain.md §7 Q11). */
export class Jumps implements Remembering {
  private readonly perMinute: number;
  private readonly least: number;
  private value = Number.NaN;
  private at = Number.NaN;
  private jumpedAt = Number.NaN;

  /** @param perMinute kelvin; @param least kelvin that are never a leap */
  constructor(perMinute: number, least: number) {
    this.perMinute = perMinute;
    this.least = least;
  }

  /** @returns whether it has leapt lately */
  observe(value: number, at: Instant): boolean {
    if (!Number.isNaN(value)) {
      const bound = Math.max(this.least, (this.perMinute * (at - this.at)) / MINUTE);
      if (Math.abs(value - this.value) > bound) this.jumpedAt = at;
      this.value = value;
      this.at = at;
    }
    return at - this.jumpedAt < REMEMBERED;
  }

  save(into: Memory): void {
    into.write(this.value);
    into.write(this.at);
    into.write(this.jumpedAt);
  }

  restore(from: Memory): void {
    this.value = from.read();
    this.at = from.read();
    this.jumpedAt = from.read();
  }
}
