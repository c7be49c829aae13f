import type { Celsius } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/** Kelvin by which air and product must have moved since the power went for it to be doing harm. */
const AIR_MOVES = 1;
const PRODUCT_MOVES = 0.3;

/** Whether the goods go towards a limit since the power went (operations.md §A7). */
export class PowerLoss implements Remembering {
  private readonly hasCriticalLow: boolean;
  private air = Number.NaN;
  private warmest = Number.NaN;
  private coldest = Number.NaN;

  constructor(hasCriticalLow: boolean) {
    this.hasCriticalLow = hasCriticalLow;
  }

  /**
   * @param warmest of the product, and `coldest`: freezing begins at the rim while the core is warm
   * @returns whether anything has moved towards a limit; false with power
   */
  observe(isOff: boolean, air: Celsius, warmest: Celsius, coldest: Celsius): boolean {
    if (!isOff) {
      this.air = this.warmest = this.coldest = Number.NaN;
      return false;
    }
    if (Number.isNaN(this.air)) this.air = air;
    if (Number.isNaN(this.warmest)) this.warmest = warmest;
    if (Number.isNaN(this.coldest)) this.coldest = coldest;
    return (
      this.moves(air - this.air, AIR_MOVES) ||
      this.moves(warmest - this.warmest, PRODUCT_MOVES) ||
      this.moves(coldest - this.coldest, PRODUCT_MOVES)
    );
  }

  save(into: Memory): void {
    into.write(this.air);
    into.write(this.warmest);
    into.write(this.coldest);
  }

  restore(from: Memory): void {
    this.air = from.read();
    this.warmest = from.read();
    this.coldest = from.read();
  }

  private moves(by: number, enough: number): boolean {
    return by >= enough - 1e-9 || (this.hasCriticalLow && by <= -enough + 1e-9);
  }
}
