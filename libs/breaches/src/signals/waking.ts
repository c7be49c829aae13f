import type { Celsius, Duration, Percent } from '@lenglian/quantities';
import { POWERED, SETPOINT, TANK_LEVEL, type Reading } from '@lenglian/readings';
import { healthyValue } from './healthy-value.ts';
import type { Memory, Remembering } from './memory.ts';

/** A set-point so near the planned one is that of a carriage and not of a box in a yard, K. */
const CARRIAGE_WITHIN = 2;

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

  /**
   * @param planned set-point of its carriage
   * @returns whether there are goods to be judged
   */
  observe(reading: Reading, planned: Celsius): boolean {
    const at = reading.measuredAt;
    const said =
      this.levelMin === null ? ofCarriage(reading, planned) : ofTank(reading, this.levelMin);
    if (said === false || Number.isNaN(this.saidAt)) this.saidAt = at;
    if (said === true || at - this.saidAt > this.gapMax) this.isAwake = true;
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

/** Whether a unit tells that it has goods; undefined where it tells nothing of it. */
function ofCarriage(reading: Reading, planned: Celsius): boolean | undefined {
  const powered = healthyValue(reading, POWERED);
  if (!Number.isNaN(powered)) return powered === 1;
  const setpoint = healthyValue(reading, SETPOINT);
  return Number.isNaN(setpoint) ? undefined : Math.abs(setpoint - planned) <= CARRIAGE_WITHIN;
}

/** The same of a tank, which cools nothing and is known by what is in it. */
function ofTank(reading: Reading, levelMin: Percent): boolean | undefined {
  const level = healthyValue(reading, TANK_LEVEL);
  return Number.isNaN(level) ? undefined : level > levelMin;
}
