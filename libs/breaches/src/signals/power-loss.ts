import type { Celsius } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/** Kelvin by which air and product must have moved since the power went for it to be doing harm. */
const AIR_MOVES = 1;
const PRODUCT_MOVES = 0.3;

/** Whether the goods go towards a limit since the power went (operations.md §A7). */
export class PowerLoss implements Remembering {
  private readonly hasCriticalLow: boolean;
  private air = Number.NaN;
  private product = Number.NaN;

  constructor(hasCriticalLow: boolean) {
    this.hasCriticalLow = hasCriticalLow;
  }

  /** @returns whether anything has moved towards a limit; false with power */
  observe(isOff: boolean, air: Celsius, product: Celsius): boolean {
    if (!isOff) {
      this.air = this.product = Number.NaN;
      return false;
    }
    if (Number.isNaN(this.air)) this.air = air;
    if (Number.isNaN(this.product)) this.product = product;
    return (
      this.moves(air - this.air, AIR_MOVES) || this.moves(product - this.product, PRODUCT_MOVES)
    );
  }

  save(into: Memory): void {
    into.write(this.air);
    into.write(this.product);
  }

  restore(from: Memory): void {
    this.air = from.read();
    this.product = from.read();
  }

  private moves(by: number, enough: number): boolean {
    return by >= enough - 1e-9 || (this.hasCriticalLow && by <= -enough + 1e-9);
  }
}
