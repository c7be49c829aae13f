import type { SuspectParameters } from '@lenglian/limits';
import { HOUR, type Duration, type Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/** Air that moves by less stands still; its own noise is more. Kelvin. */
const AIR_STILL = 0.05;
/** How far the other air sensor must have moved for the unit to be cycling, kelvin. */
const CYCLING = 0.5;
/** A probe may stand still while air moved by less, or for less time. */
const AIR_MOVED = 3;
const AIR_MOVED_FOR: Duration = 2 * HOUR;

/**
 * An air sensor that stands still although the air on the other side of the coil moves. Behind a hole it is looked at
 * anew, unless it was known to be stuck: then it is until it moves.
 */
export class StillAir implements Remembering {
  private readonly stuckAfter: Duration;
  private readonly gapMax: Duration;
  private since = Number.NaN;
  private lastAt = Number.NaN;
  private low = Number.NaN;
  private high = Number.NaN;
  private otherLow = Number.NaN;
  private otherHigh = Number.NaN;

  constructor({ stuckAir }: SuspectParameters, gapMax: Duration) {
    this.stuckAfter = stuckAir;
    this.gapMax = gapMax;
  }

  private get isStuck(): boolean {
    const stoodFor = this.lastAt - this.since;
    return stoodFor >= this.stuckAfter && this.otherHigh - this.otherLow >= CYCLING;
  }

  observe(value: number, other: number, at: Instant): boolean {
    if (Number.isNaN(value)) return false;
    const low = value < this.low ? value : this.low;
    const high = value > this.high ? value : this.high;
    const isNew = !(at - this.lastAt <= this.gapMax) && !this.isStuck;
    this.lastAt = at;
    if (isNew || !(high - low < AIR_STILL)) {
      this.since = at;
      this.low = this.high = value;
      this.otherLow = this.otherHigh = other;
      return false;
    }
    this.low = low;
    this.high = high;
    if (!(other >= this.otherLow)) this.otherLow = Number.isNaN(other) ? this.otherLow : other;
    if (!(other <= this.otherHigh)) this.otherHigh = Number.isNaN(other) ? this.otherHigh : other;
    return this.isStuck;
  }

  save(into: Memory): void {
    into.write(this.since);
    into.write(this.lastAt);
    into.write(this.low);
    into.write(this.high);
    into.write(this.otherLow);
    into.write(this.otherHigh);
  }

  restore(from: Memory): void {
    this.since = from.read();
    this.lastAt = from.read();
    this.low = from.read();
    this.high = from.read();
    this.otherLow = from.read();
    this.otherHigh = from.read();
  }
}

/**
 * A probe that says exactly the same for a day although the air around it moved. Only time that was seen counts, and it
 * is summed: on the road there is hardly a day without a hole.
 */
export class StillProbe implements Remembering {
  private readonly stuckAfter: Duration;
  private readonly gapMax: Duration;
  private value = Number.NaN;
  private airAtStart = Number.NaN;
  private lastAt = Number.NaN;
  private stoodFor = 0;
  private movedFor = 0;

  constructor({ stuckProbe }: SuspectParameters, gapMax: Duration) {
    this.stuckAfter = stuckProbe;
    this.gapMax = gapMax;
  }

  observe(value: number, air: number, at: Instant): boolean {
    if (Number.isNaN(value)) return false;
    if (value !== this.value) {
      this.value = value;
      this.airAtStart = air;
      this.stoodFor = this.movedFor = 0;
    } else {
      if (Number.isNaN(this.airAtStart)) this.airAtStart = air;
      const apart = at - this.lastAt <= this.gapMax ? at - this.lastAt : 0;
      this.stoodFor += apart;
      if (Math.abs(air - this.airAtStart) >= AIR_MOVED) this.movedFor += apart;
    }
    this.lastAt = at;
    return this.stoodFor >= this.stuckAfter && this.movedFor >= AIR_MOVED_FOR;
  }

  save(into: Memory): void {
    into.write(this.value);
    into.write(this.airAtStart);
    into.write(this.lastAt);
    into.write(this.stoodFor);
    into.write(this.movedFor);
  }

  restore(from: Memory): void {
    this.value = from.read();
    this.airAtStart = from.read();
    this.lastAt = from.read();
    this.stoodFor = from.read() || 0;
    this.movedFor = from.read() || 0;
  }
}
