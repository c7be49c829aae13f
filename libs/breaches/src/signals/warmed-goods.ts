import type { LimitProfile } from '@lenglian/limits';
import { HOUR, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/** So long after a door or a defrost its warmth still lies unevenly in the cargo. */
export const UNEVEN: Duration = 2 * HOUR;

/**
 * What a door or a defrost warmed of goods that no probe is in, as their band sees it. Air that has passed the goods and comes back within
 * its limit cools them: that breaks no band anew, nor is it mended yet. It ends by itself: goods that are out for longer are not being
 * cooled, whatever is opened meanwhile (operations.md §A1).
 */
export class WarmedGoods implements Remembering {
  private readonly high: Celsius;
  private readonly cooledBy: Celsius;
  private readonly max: Duration;
  /** Since when the estimate has been above the band; NaN while it is within. */
  private outSince = Number.NaN;

  constructor({ band, rules }: LimitProfile) {
    this.high = band.high;
    this.cooledBy = band.high + rules.returnAirMargin;
    this.max = UNEVEN + rules.grace.max;
  }

  /**
   * @param estimate NaN where the goods are measured
   * @param cooling air that comes back while doors or defrosts are not long over and the fan is known to run; NaN otherwise
   */
  outer(estimate: Celsius, cooling: Celsius, at: Instant): Celsius {
    if (estimate <= this.high) this.outSince = Number.NaN;
    if (!(estimate > this.high)) return estimate;
    // A hole renews no excuse.
    if (Number.isNaN(this.outSince)) this.outSince = at;
    const isCooled = cooling <= this.cooledBy && at - this.outSince <= this.max;
    return isCooled ? this.high : estimate;
  }

  save(into: Memory): void {
    into.write(this.outSince);
  }

  restore(from: Memory): void {
    this.outSince = from.read();
  }
}
