import type { Celsius, Percent } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/** Less than this share of the tank says nothing: a probe's tenth would be kelvins of what came in. */
const TAKEN_MIN: Percent = 10;
/** What a probe may be off, K: given in the farm's favour, before and after. */
const PROBE_ERROR = 0.1;

/**
 * What a farm gave, from what a tank held before and after: the mixture is the mean of its parts by
 * mass. Level stands for mass, for tanks are about as wide all the way up where milk is taken in.
 */
export class PickUp implements Remembering {
  private levelBefore = Number.NaN;
  private milkBefore = Number.NaN;

  /**
   * @param milk NaN where there is none, or nothing is measured
   * @returns at most how cold the milk was that came in at this stop; NaN when none did
   */
  observe(level: Percent, milk: Celsius, isAtStop: boolean): Celsius {
    if (Number.isNaN(level)) return Number.NaN;
    if (!isAtStop || !(level >= this.levelBefore)) {
      this.levelBefore = level;
      this.milkBefore = milk;
      return Number.NaN;
    }
    const held = Number.isNaN(this.milkBefore) ? 0 : this.levelBefore;
    const taken = level - held;
    if (level - this.levelBefore < TAKEN_MIN) return Number.NaN;
    const heatBefore = held === 0 ? 0 : held * this.milkBefore;
    return (level * milk - heatBefore - PROBE_ERROR * (level + held)) / taken;
  }

  save(into: Memory): void {
    into.write(this.levelBefore);
    into.write(this.milkBefore);
  }

  restore(from: Memory): void {
    this.levelBefore = from.read();
    this.milkBefore = from.read();
  }
}
