import type { GraceParameters } from '@lenglian/limits';
import { HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';
import type { Silence } from './paces.ts';

/** On a round from door to door: as many doors as that take more of it (operations.md §A1). [C] */
const ROUND_MAX: Duration = 45 * MINUTE;
/** So long after the last of them doors and defrosts make one chain with the next. */
const CHAIN_LINK: Duration = 2 * HOUR;
/** A chain that has lasted for longer than this on the way is how it is there, and explains no more. [C] */
const CHAIN_MAX: Duration = 4 * HOUR;
/** Spans of grace kept at most; beyond it the two oldest become one, which leaves less grace. */
const SPANS_MAX = 8;

/** What a sample and its journey say that warms air. */
export interface GraceFlags {
  readonly isDefrosting: boolean;
  readonly isDoorOpen: boolean;
  readonly isOnRound: boolean;
  /** In a carriage between its stops, and not from door to door: nobody opens doors there by plan. */
  readonly isRiding: boolean;
}

/**
 * Whether the warmth of air is explained by a defrost or an open door. Needs a flag that was said and is fresh, and is
 * used up after a while (operations.md §A1): what cannot be explained is judged. It is used up by what it covers: air
 * beyond its limits, and that for longer than the delay which any air has.
 */
export class Grace implements Remembering {
  private readonly parameters: GraceParameters;
  private readonly silence: Silence;
  private readonly delay: Duration;
  private defrostAt = Number.NaN;
  private doorAt = Number.NaN;
  /** Of graced time, from and to by turns, oldest first. */
  private spans: number[] = [];
  private lastGracedAt = Number.NaN;
  private lastAt = Number.NaN;
  /** Since when air has been beyond its limits without a break; NaN while it is within. */
  private outSince = Number.NaN;
  /** When the chain began; NaN where there is none. */
  private chainedSince = Number.NaN;
  private isWorn = false;
  /** Whether a door or a defrost is not over, or only just, whatever it explains. */
  isFresh = false;
  /** Whether it explains the air of the last sample, though its grace may be used up. */
  isExplained = false;

  /** @param delay of the rules that air is excused of: what is over sooner needed no grace */
  constructor(parameters: GraceParameters, silence: Silence, delay: Duration) {
    this.parameters = parameters;
    this.silence = silence;
    this.delay = delay;
  }

  /** Takes the flags of a sample and whether its air is beyond a limit; says whether air is excused. */
  observe(
    { isDefrosting, isDoorOpen, isOnRound, isRiding }: GraceFlags,
    isOut: boolean,
    at: Instant,
  ): boolean {
    this.followChain(isDefrosting || isDoorOpen, isRiding, at);
    if (isDefrosting) this.defrostAt = at;
    if (isDoorOpen) this.doorAt = at;
    this.isWorn = isRiding && at - this.chainedSince > CHAIN_MAX;
    const { afterDefrost, afterDoor } = this.parameters;
    const max = isOnRound ? Math.max(ROUND_MAX, this.parameters.max) : this.parameters.max;
    const apart = at - this.lastAt <= this.silence.max ? at - this.lastAt : 0;
    this.followExcursion(isOut, apart, at);
    this.lastAt = at;
    this.isFresh = at - this.defrostAt <= afterDefrost || at - this.doorAt <= afterDoor;
    this.isExplained = this.isFresh && !this.isWorn;
    if (!this.isFresh) return false;
    const isBegun = isOut && this.outSince < at;
    if (this.gracedBefore(at) + (isBegun ? apart : 0) > max) return false;
    if (isOut) this.cover(isBegun, at);
    return true;
  }

  /** Whether a fresh flag has explained the air within a time. */
  wasExplainedWithin(time: Duration, at: Instant): boolean {
    return !this.isWorn && this.wasFlaggedWithin(time, at);
  }

  /** Whether a door was open within a time, whatever it explains. */
  wasOpenWithin(time: Duration, at: Instant): boolean {
    return at - this.doorAt <= time;
  }

  private wasFlaggedWithin(time: Duration, at: Instant): boolean {
    return at - this.defrostAt <= time || at - this.doorAt <= time;
  }

  private followChain(isFlagged: boolean, isRiding: boolean, at: Instant): void {
    if (!this.wasFlaggedWithin(CHAIN_LINK, at)) this.chainedSince = Number.NaN;
    if (isFlagged && Number.isNaN(this.chainedSince)) this.chainedSince = at;
    // Where doors are opened by plan a chain may be long; under way it explains what a single door does.
    if (!isRiding && this.chainedSince < at - CHAIN_LINK) this.chainedSince = at - CHAIN_LINK;
  }

  save(into: Memory): void {
    into.write(this.defrostAt);
    into.write(this.doorAt);
    into.write(this.lastGracedAt);
    into.write(this.lastAt);
    into.write(this.outSince);
    into.write(this.chainedSince);
    into.writeList(this.spans);
  }

  restore(from: Memory): void {
    this.defrostAt = from.read();
    this.doorAt = from.read();
    this.lastGracedAt = from.read();
    this.lastAt = from.read();
    this.outSince = from.read();
    this.chainedSince = from.read();
    this.spans = from.readList();
  }

  /** An excursion that the delay alone excuses gives its grace back. */
  private followExcursion(isOut: boolean, apart: Duration, at: Instant): void {
    if (isOut) {
      if (Number.isNaN(this.outSince) || apart === 0) this.outSince = at;
      return;
    }
    if (this.lastAt - this.outSince < this.delay) {
      const { spans, outSince } = this;
      while (spans.length > 0 && (spans.at(-2) as number) >= outSince) spans.length -= 2;
    }
    this.outSince = Number.NaN;
  }

  private cover(isBegun: boolean, at: Instant): void {
    const continues =
      isBegun && this.spans.length > 0 && at - this.lastGracedAt <= this.silence.max;
    if (continues) this.spans[this.spans.length - 1] = at;
    else this.spans.push(at, at);
    if (this.spans.length > 2 * SPANS_MAX) this.spans.splice(1, 2);
    this.lastGracedAt = at;
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
