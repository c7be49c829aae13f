import { HOUR, type Duration, type Instant } from '@lenglian/quantities';
import { doseBetween } from '../held-rule.ts';
import type { Memory, Remembering } from './memory.ts';
import type { Silence } from './paces.ts';

/** Beyond its bound by no more than it needs, kelvin. */
const BEYOND = 0.001;
/** A doubt lasts at most so long: what it went by may have been no more usual than what came. [C] */
const DOUBTED_FOR: Duration = 24 * HOUR;

/** What proves a fault beyond a bound: so many kelvin-minutes (`dose`), or so much time without a break (`after`). */
export interface DoubtProof {
  readonly dose?: number;
  readonly after?: Duration;
}

/**
 * What is beyond a bound until that proves a fault. It lasts until it is told that there is none, for a day at most: what cannot be told
 * mends nothing.
 */
export class Doubt implements Remembering {
  private readonly bound: number;
  private readonly doseMax: number;
  private readonly after: Duration;
  private readonly silence: Silence;
  /** By how much it was beyond the bound when it was told last, kelvin. */
  private excess = 0;
  private dose = 0;
  private since = Number.NaN;
  private provenAt = Number.NaN;
  isProven = false;

  /** @param bound kelvin, itself inside */
  constructor(bound: number, { dose, after }: DoubtProof, silence: Silence) {
    this.bound = bound;
    this.doseMax = dose ?? Number.POSITIVE_INFINITY;
    this.after = after ?? Number.POSITIVE_INFINITY;
    this.silence = silence;
  }

  /** Whether it is proven, or was beyond its bound when it was told last. */
  get isRunning(): boolean {
    return this.isProven || this.excess > 0;
  }

  /** What is told where nothing can be: that it goes on, once that is proven; NaN otherwise. */
  get untold(): number {
    return this.isProven ? this.bound + BEYOND : Number.NaN;
  }

  /** Whether it was proven longer ago than a doubt may last. */
  isTooOld(at: Instant): boolean {
    return at - this.provenAt > DOUBTED_FOR;
  }

  /**
   * @param kelvin NaN when it cannot be told, which breaks off what is not proven yet
   * @returns whether it is proven by this
   */
  weigh(kelvin: number, apart: Duration, at: Instant): boolean {
    if (Number.isNaN(kelvin)) {
      this.excess = this.dose = 0;
      this.since = Number.NaN;
      return false;
    }
    const before = this.isProven;
    const excess = Math.max(0, kelvin - this.bound);
    const goesOn = apart <= this.silence.max && excess > 0 && this.excess > 0;
    this.dose = goesOn ? this.dose + doseBetween(this.excess, excess, apart) : 0;
    if (!goesOn) this.since = excess > 0 ? at : Number.NaN;
    this.excess = excess;
    const isEnough = this.dose >= this.doseMax || at - this.since >= this.after;
    this.isProven = excess > 0 && (before || isEnough);
    if (!this.isProven) {
      this.provenAt = Number.NaN;
      return false;
    }
    // What it came to is of no more use.
    this.dose = 0;
    this.since = Number.NaN;
    if (!before) this.provenAt = at;
    return !before;
  }

  forget(): void {
    this.excess = this.dose = 0;
    this.since = this.provenAt = Number.NaN;
    this.isProven = false;
  }

  save(into: Memory): void {
    const { excess, dose, since, provenAt, isProven } = this;
    into.writeList(this.isRunning ? [excess, dose, since, provenAt, isProven ? 1 : 0] : []);
  }

  restore(from: Memory): void {
    const [excess = 0, dose = 0, since = NaN, provenAt = NaN, isProven = 0] = from.readList();
    this.excess = excess;
    this.dose = dose;
    this.since = since;
    this.provenAt = provenAt;
    this.isProven = isProven === 1;
  }
}
