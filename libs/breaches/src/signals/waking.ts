import type { Celsius, Duration, Instant, Percent } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/** A set-point so near the planned one is that of a carriage and not of a box in a yard, K. */
const CARRIAGE_WITHIN = 2;

/** What a unit tells of whether it has goods; NaN is "not told". */
export interface Told {
  readonly at: Instant;
  readonly powered: number;
  readonly setpoint: Celsius;
  readonly planned: Celsius;
  /** Of a tank, which cools nothing and is known by what is in it. */
  readonly level: Percent;
}

/**
 * Of goods that nobody has declared: nothing is said of them while their unit says that there are none: it has no power, or,
 * where it tells nothing of its power, is set for no carriage; a tank is empty. A unit that tells none of this for
 * `gapMax` is not known to be empty. Once awake they are goods like any others, also without power.
 */
export class Waking implements Remembering {
  private readonly gapMax: Duration;
  /** Up to this level a tank is empty; null of what is no tank. */
  private readonly levelMin: Percent | null;
  private isAwake = false;
  /** When it last said that there are none; at first its first word. */
  private saidAt = Number.NaN;

  constructor(gapMax: Duration, levelMin: Percent | null) {
    this.gapMax = gapMax;
    this.levelMin = levelMin;
  }

  /** @returns whether there are goods to be judged */
  observe(told: Told): boolean {
    const says = this.levelMin === null ? saysOfCarriage(told) : told.level > this.levelMin;
    const isTold = this.levelMin === null ? isCarriageTold(told) : !Number.isNaN(told.level);
    if ((isTold && !says) || Number.isNaN(this.saidAt)) this.saidAt = told.at;
    if ((isTold && says) || told.at - this.saidAt > this.gapMax) this.isAwake = true;
    return this.isAwake;
  }

  save(memory: Memory): void {
    memory.write(this.isAwake ? 1 : 0);
    memory.write(this.saidAt);
  }

  restore(memory: Memory): void {
    this.isAwake = memory.read() === 1;
    this.saidAt = memory.read();
  }
}

function isCarriageTold({ powered, setpoint }: Told): boolean {
  return !Number.isNaN(powered) || !Number.isNaN(setpoint);
}

function saysOfCarriage({ powered, setpoint, planned }: Told): boolean {
  if (!Number.isNaN(powered)) return powered === 1;
  return Math.abs(setpoint - planned) <= CARRIAGE_WITHIN;
}
