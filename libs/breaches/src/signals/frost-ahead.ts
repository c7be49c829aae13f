import type { LimitProfile, PowerOffParameters } from '@lenglian/limits';
import type { Celsius, Instant } from '@lenglian/quantities';
import { firstAfter, type LotContext } from '../lot-context.ts';

/**
 * Whether goods without power will be below their critical low before anybody can act (operations.md §A7). They go
 * towards the frost outside as what lies at the rim would by itself, with nothing of the warmth behind it; those who
 * stand by where the power went have not acted so far, and do not count.
 */
export class FrostAhead {
  private readonly criticalLow: Celsius | null;
  private readonly parameters: PowerOffParameters;
  private readonly context: LotContext;

  constructor({ criticalLow, rules }: LimitProfile, context: LotContext) {
    this.criticalLow = criticalLow;
    this.parameters = rules.powerOff;
    this.context = context;
  }

  /**
   * @param product the coldest of it, measured or estimated; `outside` as the unit measures it
   * @returns 1 if they will be, 0 if not or with power; NaN where that cannot be told
   */
  tell(isOff: boolean, product: Celsius, outside: Celsius, at: Instant): number {
    if (!isOff) return 0;
    const { criticalLow } = this;
    if (criticalLow === null || Number.isNaN(product + outside)) return Number.NaN;
    if (outside >= criticalLow) return 0;
    const { lagOutside, helpWithin } = this.parameters;
    const until = firstAfter(this.context.refuels, at) ?? at + helpWithin;
    return outside + (product - outside) * Math.exp((at - until) / lagOutside) < criticalLow
      ? 1
      : 0;
  }
}
