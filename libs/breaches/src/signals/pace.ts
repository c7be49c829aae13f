import { HOUR, type Duration, type Instant } from '@lenglian/quantities';
import type { Memory } from './memory.ts';

/** So many intervals are a silence that may still be none: one word was lost (domain.md §7 Q4), and clocks are not exact. */
const INTERVALS = 2.1;
/** No device is told to measure more rarely (device-protocol.md). */
const INTERVAL_MAX: Duration = HOUR;
/** Beyond it every silence is a hole. */
const SILENCE_MAX: Duration = INTERVALS * INTERVAL_MAX;
/** The intervals by which a pace is known: the second longest of them, so that one hole among them makes nothing slow. */
const KEPT = 4;

/**
 * How often something is heard, from when it was: what is heard each quarter of an hour is not silent for ten minutes, it
 * is not asked. What is heard oftener than half of `gapMax` may be silent for `gapMax`.
 */
export class Pace {
  private readonly gapMax: Duration;
  lastAt = Number.NaN;
  /** Latest first; none are kept while all are short. */
  private intervals: number[] = [];
  /** The longest silence after the last word that is no hole. */
  silenceMax: Duration;

  /** @param gapMax at least so much silence is no hole */
  constructor(gapMax: Duration) {
    this.gapMax = gapMax;
    this.silenceMax = gapMax;
  }

  /** Takes a word. */
  note(at: Instant): void {
    const interval = at - this.lastAt;
    this.lastAt = at;
    const isLong = interval * INTERVALS > this.gapMax && interval <= SILENCE_MAX;
    if (!isLong && this.intervals.length === 0) return;
    this.intervals.unshift(isLong ? interval : 0);
    if (this.intervals.length > KEPT) this.intervals.length = KEPT;
    this.learn();
  }

  /** @param newest of what its device said, in relation to which it is kept: a short number, mostly 0 */
  save(into: Memory, newest: Instant): void {
    into.write(newest - this.lastAt);
    into.writeList(this.intervals);
  }

  restore(from: Memory, newest: Instant): void {
    this.lastAt = newest - from.read();
    this.intervals = from.readList();
    this.learn();
  }

  private learn(): void {
    let longest = 0;
    let second = 0;
    for (let i = 0; i < this.intervals.length; i++) {
      const interval = this.intervals[i] as number;
      if (interval > longest) {
        second = longest;
        longest = interval;
      } else if (interval > second) second = interval;
    }
    if (longest === 0) this.intervals = [];
    const pace = Math.min(second, INTERVAL_MAX);
    this.silenceMax = Math.max(this.gapMax, Math.round(INTERVALS * pace));
  }
}
