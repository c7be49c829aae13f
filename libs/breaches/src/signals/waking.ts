import type { Celsius } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/** A set-point so near the planned one is that of a carriage and not of a box in a yard, K. */
const CARRIAGE_WITHIN = 2;

/**
 * Of goods that nobody has declared: nothing is said of them until their unit first has power, or, where it tells
 * nothing of its power, is set for a carriage. From then on they are goods like any others, also without power.
 */
export class Waking implements Remembering {
  private isAwake = false;

  /** @returns whether there are goods to be judged; NaN is "not told" */
  observe(powered: number, setpoint: Celsius, planned: Celsius): boolean {
    const isSet = Number.isNaN(powered) && Math.abs(setpoint - planned) <= CARRIAGE_WITHIN;
    if (powered === 1 || isSet) this.isAwake = true;
    return this.isAwake;
  }

  save(memory: Memory): void {
    memory.write(this.isAwake ? 1 : 0);
  }

  restore(memory: Memory): void {
    this.isAwake = memory.read() === 1;
  }
}
