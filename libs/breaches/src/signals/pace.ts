import { HOUR, type Duration, type Instant } from '@lenglian/quantities';
import type { Memory } from './memory.ts';

/** So many intervals are a silence that may still be none: one word was lost (domain.md §7 Q4), and clocks are not exact. */
const INTERVALS = 2.1;
/** No device is told to measure more rarely (device-protocol.md). */
const INTERVAL_MAX: Duration = HOUR;
/** Beyond it every silence is a hole. */
const SILENCE_MAX: Duration = INTERVALS * INTERVAL_MAX;
/** The intervals by which a pace is known. */
const KEPT = 6;
/** What is kept and saved of them while all are short: one for all that are fast. */
const SETTLED = -1;
const ALL_SHORT: readonly number[] = new Array<number>(KEPT).fill(0);
const UNKNOWN: readonly number[] = [];

/**
 * How often something is heard, from when it was: what is heard each quarter of an hour is not silent for ten minutes, it
 * is not asked. It is slow when of its last six intervals three are long, or, while fewer are known, two and at least
 * half; then the shortest of these is its pace. What is heard oftener than half of `gapMax` may be silent for `gapMax`.
 */
export class Pace {
  private readonly gapMax: Duration;
  lastAt = Number.NaN;
  /** Latest first, 0 for short ones. */
  private intervals = UNKNOWN;
  /** The longest silence after the last word that is no hole. */
  silenceMax: Duration;

  /** @param gapMax at least so much silence is no hole */
  constructor(gapMax: Duration) {
    this.gapMax = gapMax;
    this.silenceMax = gapMax;
  }

  /** Until when the last word stands; NaN where there was none. */
  get until(): Instant {
    return this.lastAt + this.silenceMax;
  }

  /** Takes a word. */
  note(at: Instant): void {
    const interval = at - this.lastAt;
    const isFirst = Number.isNaN(interval);
    this.lastAt = at;
    const isLong = interval * INTERVALS > this.gapMax && interval <= SILENCE_MAX;
    if (isFirst || (this.intervals === ALL_SHORT && !isLong)) return;
    this.learn([isLong ? interval : 0, ...this.intervals.slice(0, KEPT - 1)]);
  }

  /** @param newest of what its device said, in relation to which it is kept: a short number, mostly 0 */
  save(into: Memory, newest: Instant): void {
    into.write(newest - this.lastAt);
    into.writeList(this.intervals === ALL_SHORT ? [SETTLED] : this.intervals);
  }

  restore(from: Memory, newest: Instant): void {
    this.lastAt = newest - from.read();
    const saved = from.readList();
    if (saved[0] !== SETTLED) return this.learn(saved);
    this.intervals = ALL_SHORT;
    this.silenceMax = this.gapMax;
  }

  private learn(intervals: readonly number[]): void {
    const longestFirst = intervals.toSorted((a, b) => b - a);
    const rank = Math.max(2, Math.ceil(longestFirst.length / 2));
    const pace = Math.min(longestFirst[rank - 1] ?? 0, INTERVAL_MAX);
    this.silenceMax = Math.max(this.gapMax, Math.round(INTERVALS * pace));
    const isFast = intervals.length === KEPT && longestFirst[0] === 0;
    this.intervals = isFast ? ALL_SHORT : intervals;
  }
}
