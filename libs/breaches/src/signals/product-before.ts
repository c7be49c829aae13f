import type { Celsius, Duration, Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';
import { GOODS, type Signals } from './signals.ts';

/** A statement of the product, and until when it stands. */
class Statement implements Remembering {
  private at = Number.NaN;
  private until = Number.NaN;
  value: Celsius = Number.NaN;
  known: Celsius = Number.NaN;

  /** How long ago it was; NaN behind a hole. */
  since(at: Instant): Duration {
    return at <= this.until ? at - this.at : Number.NaN;
  }

  note(value: Celsius, known: Celsius, at: Instant, until: Instant): void {
    this.value = value;
    this.known = known;
    this.at = at;
    if (!(until <= this.until)) this.until = until;
  }

  save(into: Memory): void {
    const { at, until, value, known } = this;
    into.writeList(
      Number.isNaN(at) ? [] : [at, until - at, value, ...(known === value ? [] : [known])],
    );
  }

  restore(from: Memory): void {
    const [at = Number.NaN, stands = Number.NaN, value = Number.NaN, known = value] =
      from.readList();
    this.at = at;
    this.until = at + stands;
    this.value = value;
    this.known = known;
  }
}

/** What was said of the product before, of its warmest and its coldest: one device may tell the one and another the other. */
export class ProductBefore implements Remembering {
  private readonly warm = new Statement();
  private readonly cold = new Statement();

  tell(s: Signals, at: Instant): void {
    const until = s.until[GOODS] as Instant;
    const { warm, cold } = this;
    s.sinceProduct = s.sinceProductCold = Number.NaN;
    if (!Number.isNaN(s.productWarm) && !s.isWarmLeft) {
      s.sinceProduct = warm.since(at);
      s.productWarmBefore = warm.value;
      s.productKnownBefore = warm.known;
      warm.note(s.productWarm, s.productKnown, at, until);
    }
    if (Number.isNaN(s.productCold) || s.isColdLeft) return;
    s.sinceProductCold = cold.since(at);
    s.productColdBefore = cold.value;
    cold.note(s.productCold, s.productCold, at, until);
  }

  save(into: Memory): void {
    this.warm.save(into);
    this.cold.save(into);
  }

  restore(from: Memory): void {
    this.warm.restore(from);
    this.cold.restore(from);
  }
}
