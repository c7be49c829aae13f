import type { Celsius, Duration, Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/** Two sensors of ±0.5 K each, and the 0.3 K by which fans alone warm the air on its way: by more nothing but a fault differs. */
const APART = 0.7;
/** Goods that are colder than the air by so much cool it, kelvin. */
const COLDER_GOODS = 0.3;

/** What blows through the cargo in a sample, °C; NaN was not measured. */
export interface AirStream {
  readonly supply: Celsius;
  readonly back: Celsius;
  readonly ambient: Celsius;
  /** Of the goods, as far as is known. */
  readonly coldest: Celsius;
}

/**
 * Air that comes back colder than it was sent, though neither the goods nor the weather could have cooled it: one of the
 * two sensors is wrong, and as a rule it is the one that the unit goes by.
 */
export class AirAtOdds implements Remembering {
  private readonly delay: Duration;
  private readonly gapMax: Duration;
  private since = Number.NaN;
  private lastAt = Number.NaN;

  constructor(delay: Duration, gapMax: Duration) {
    this.delay = delay;
    this.gapMax = gapMax;
  }

  /** Whether it has been so for the delay, and nothing has been said against it since. */
  get isProven(): boolean {
    return this.lastAt - this.since >= this.delay;
  }

  /** @param stream with the fans on and no door or defrost about. @returns 1 or 0; NaN when it cannot be told */
  observe({ supply, back, ambient, coldest }: AirStream, at: Instant): number {
    if (Number.isNaN(supply - back - ambient)) return Number.NaN;
    const isOdd = back < supply - APART && ambient >= supply && !(coldest < back - COLDER_GOODS);
    if (!isOdd) this.since = Number.NaN;
    else if (Number.isNaN(this.since) || (at - this.lastAt > this.gapMax && !this.isProven))
      this.since = at;
    this.lastAt = at;
    return isOdd ? 1 : 0;
  }

  save(into: Memory): void {
    into.write(this.since);
    into.write(this.lastAt);
  }

  restore(from: Memory): void {
    this.since = from.read();
    this.lastAt = from.read();
  }
}
