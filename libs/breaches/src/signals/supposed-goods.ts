import type { LimitProfile } from '@lenglian/limits';
import { HOUR, MINUTE, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import { Estimate, UNSURE } from './estimate.ts';
import type { Memory, Remembering } from './memory.ts';
import type { AirNow } from './cold-air.ts';
import type { Signals } from './signals.ts';
import { goodsThatWarm, isFrost } from './warmed-air.ts';

/** Air is asked for so long in all, and what it said at last is supposed from then on. [C] */
const ASKED_FOR: Duration = HOUR;
/** And it must have said so for longer than a defrost or a door that nobody tells of (domain.md §5: 15-40 min). */
const SURE_AFTER: Duration = 45 * MINUTE;
/** Noise of two sensors is averaged over so much time. [C] */
const SMOOTH: Duration = 5 * MINUTE;

/** What the goods are given by the air of a sample. */
export interface AirGiven {
  /** At most of the goods, °C. */
  readonly air: Celsius;
  readonly isFanOff: boolean;
  /** In a carriage under way, whose supply air is not doubted. */
  readonly isAsked: boolean;
}

/**
 * Goods of which nobody noted how warm they came, and in which no probe lies, by what they give the air in the first quiet hour. Where
 * that is half a kelvin beyond the band, they are supposed to be as warm, in their core too, which then cools as the estimate's does
 * (`rules.estimate.lagOfCore`). It is supposed beside the estimate and only ever raises what is judged; it excuses nothing. It ends when
 * the goods have cooled, or somebody knows better.
 */
export class SupposedGoods implements Remembering {
  private readonly goods: Estimate;
  private readonly gapMax: Duration;
  /** Warm beyond doubt; cooled down. */
  private readonly warm: Celsius;
  private readonly cooled: Celsius;
  private asked: Duration = 0;
  private askedAt = Number.NaN;
  private warming = Number.NaN;
  /** Since when each sample has said that the goods are warm; NaN once that is sure. */
  private since = Number.NaN;

  constructor({ band, rules }: Pick<LimitProfile, 'band' | 'rules'>) {
    this.goods = new Estimate(rules.estimate, rules.gapMax, Number.NaN);
    this.gapMax = rules.gapMax;
    this.warm = band.high + UNSURE;
    this.cooled = band.high - rules.bandHigh.hysteresis;
  }

  /**
   * Raises what is said of the product, where the estimate speaks and nobody ever told it how warm the goods are.
   *
   * @returns the warmest part; NaN where nothing is supposed
   */
  tell(s: Signals, estimate: Estimate, now: AirNow, given: AirGiven): Celsius {
    const { goods } = this;
    if (estimate.isCoreKnown) this.forget();
    if (estimate.isCoreKnown || Number.isNaN(s.estimate)) return Number.NaN;
    const isQuiet = !now.isStill && !now.isUneven && !now.isExplained;
    const isMeasured = !Number.isNaN(now.back - now.supply) && !Number.isNaN(now.ambient);
    // In frost a unit heats, and a third of an unknown stream and wall is warmer than a narrow band.
    const isMild = isMeasured && !isFrost(now.ambient, now.supply);
    const isTold = isMild && isQuiet && given.isAsked;
    const isAsking = this.asked < ASKED_FOR || !Number.isNaN(this.since);
    if (isTold && isAsking) this.ask(now);
    else if (!Number.isNaN(this.since)) this.forget();
    else if (goods.isCoreKnown) goods.follow(given.air, given.isFanOff, now.at);
    const product = goods.warmest;
    if (product < this.cooled) this.forget();
    if (product > s.productWarm) s.productWarm = product;
    return product;
  }

  save(into: Memory): void {
    const isOver = Number.isNaN(this.askedAt);
    const asking = [this.askedAt, this.warming, this.since];
    into.writeList(isOver ? [this.asked] : [this.asked, ...asking]);
    into.write(this.goods.isCoreKnown ? 1 : 0);
    if (this.goods.isCoreKnown) this.goods.save(into);
  }

  restore(from: Memory): void {
    const [asked = 0, askedAt = NaN, warming = NaN, since = NaN] = from.readList();
    this.asked = asked;
    this.askedAt = askedAt;
    this.warming = warming;
    this.since = since;
    if (from.read() === 1) this.goods.restore(from);
    else this.goods.forget();
  }

  private forget(): void {
    this.goods.forget();
    this.since = Number.NaN;
  }

  /** @param now with all that it needs measured */
  private ask({ supply, back, ambient, at }: AirNow): void {
    const warming = back - supply;
    const apart = at - this.askedAt;
    const isNew = !(apart <= this.gapMax);
    // What was not said for long enough before a hole is not said.
    if (isNew && !Number.isNaN(this.since)) this.forget();
    if (isNew) this.warming = warming;
    else this.warming += (warming - this.warming) * -Math.expm1(-apart / SMOOTH);
    if (!isNew) this.asked = Math.min(ASKED_FOR, this.asked + apart);
    this.askedAt = at;
    this.suppose(goodsThatWarm(supply, this.warming, ambient), at);
    // What was said only lately is asked further, until it is sure or no more so.
    if (this.asked < ASKED_FOR || !Number.isNaN(this.since)) return;
    this.askedAt = this.warming = Number.NaN;
  }

  private suppose(product: Celsius, at: Instant): void {
    const { goods } = this;
    if (!(product >= (goods.isCoreKnown ? this.cooled : this.warm))) return this.forget();
    if (!goods.isCoreKnown) this.since = at;
    goods.know(product, at);
    if (at - this.since >= SURE_AFTER) this.since = Number.NaN;
  }
}
