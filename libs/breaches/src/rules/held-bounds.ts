import type { HeldRule } from '../held-rule.ts';
import { SIGNALS, placeOf, type Signals } from '../signals/signals.ts';

/** Within these bounds a sample has nothing bad to say to any of the rules. */
export class HeldBounds {
  /** In the order of `SIGNALS`. */
  private readonly least = new Float64Array(SIGNALS.length).fill(Number.NEGATIVE_INFINITY);
  private readonly most = new Float64Array(SIGNALS.length).fill(Number.POSITIVE_INFINITY);

  constructor(rules: readonly HeldRule[]) {
    for (const { side, watches } of rules) {
      for (const { signal, limit } of watches) {
        const i = placeOf(signal);
        if (side === 'ABOVE') this.most[i] = Math.min(this.most[i] as number, limit);
        else this.least[i] = Math.max(this.least[i] as number, limit);
      }
    }
  }

  /** Whether any signal is outside. Equal to a bound is inside; NaN is neither. */
  areBroken({ numbers }: Signals): boolean {
    const { least, most } = this;
    for (let i = 0; i < numbers.length; i++) {
      const value = numbers[i] as number;
      if (value > (most[i] as number) || value < (least[i] as number)) return true;
    }
    return false;
  }
}
