import type { LimitProfile } from '@lenglian/limits';
import { HOUR, MINUTE, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import { Estimate } from './estimate.ts';
import type { Memory, Remembering } from './memory.ts';
import type { AirNow } from './cold-air.ts';
import type { Silence } from './paces.ts';
import type { Signals } from './signals.ts';
import { goodsThatWarm } from './warmed-air.ts';

/** Air is asked for so long in all, and what it said at last is supposed from then on. [C] */
const ASKED_FOR: Duration = HOUR;
/** And it must have said so for longer than a defrost or a door that nobody tells of (domain.md §5: 15-40 min). */
const SURE_AFTER: Duration = 45 * MINUTE;
/** Noise of two sensors is averaged over so much time. [C] */
const SMOOTH: Duration = 5 * MINUTE;

/** No less is reckoned to be left of the outer part's warmth: what is not sure grows with it. [C] */
const LEFT_LEAST = 1 / 2;
/** And when the core has lost more than this leaves of it, after some eight hours, nothing is reckoned of it any more: all of it shows. [C] */
const CORE_KEPT = 0.85;

/** What the goods are given by the air of a sample. */
export interface AirGiven {
  /** At most of the goods, °C. */
  readonly air: Celsius;
  readonly isFanOff: boolean;
  /** In a carriage under way, whose supply air is not doubted. */
  readonly isAsked: boolean;
}

/**
 * Goods of which nobody noted how warm they came, and in which no probe lies, by what they give the air in the first quiet hour. What gives
 * it is their outer part, which has cooled since they ride: so much warmer as that is than what is sent, so much warmer, by the share that
 * it has lost, are they inside. Where that is beyond the band, with all that is not sure taken off, they are supposed to be as warm, and
 * then cool as the estimate does. It is supposed beside the estimate and only ever raises what is judged; it excuses nothing. It ends when
 * the goods have cooled, or somebody knows better.
 */
export class SupposedGoods implements Remembering {
  private readonly goods: Estimate;
  /** What is left of their warmth since they ride, as a share: of the outer part and of the core. */
  private readonly left: Estimate;
  private readonly silence: Silence;
  /** Warm; cooled down. */
  private readonly warm: Celsius;
  private readonly cooled: Celsius;
  private isLeftOver = false;
  private asked: Duration = 0;
  private askedAt = Number.NaN;
  private warming = Number.NaN;
  /** Since when each sample has said that the goods are warm; NaN once that is sure. */
  private since = Number.NaN;

  constructor({ band, rules }: Pick<LimitProfile, 'band' | 'rules'>, silence: Silence) {
    this.goods = new Estimate(rules.estimate, silence, Number.NaN);
    this.left = new Estimate(rules.estimate, silence, 1);
    this.silence = silence;
    this.warm = band.high;
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
    const isTold = isMeasured && isQuiet && given.isAsked;
    const isAsking = this.asked < ASKED_FOR || !Number.isNaN(this.since);
    if (isAsking) this.cool(given, now.at);
    if (isTold && isAsking) this.ask(now);
    else if (!Number.isNaN(this.since)) this.forget();
    else if (goods.isCoreKnown) goods.follow(given.air, given.isFanOff, now.at);
    const product = goods.warmest;
    if (product < this.cooled) this.forget();
    // What was said only lately is asked further, until it is sure or no more so.
    if (isAsking && this.asked >= ASKED_FOR && Number.isNaN(this.since)) this.askNoMore();
    if (product > s.productWarm) s.productWarm = product;
    return product;
  }

  save(into: Memory): void {
    const isOver = Number.isNaN(this.askedAt);
    const isLeftOver = this.isLeftOver ? 1 : 0;
    const asking = [this.askedAt, this.warming, this.since];
    into.writeList(isOver ? [this.asked, isLeftOver] : [this.asked, isLeftOver, ...asking]);
    for (const part of [this.goods, this.left]) {
      into.write(part.isKnown ? 1 : 0);
      if (part.isKnown) part.save(into);
    }
  }

  restore(from: Memory): void {
    const [asked = 0, isLeftOver = 0, askedAt = NaN, warming = NaN, since = NaN] = from.readList();
    this.asked = asked;
    this.askedAt = askedAt;
    this.warming = warming;
    this.since = since;
    this.isLeftOver = isLeftOver === 1;
    for (const part of [this.goods, this.left]) {
      if (from.read() === 1) part.restore(from);
      else part.forget();
    }
  }

  private forget(): void {
    this.goods.forget();
    this.since = Number.NaN;
  }

  /** From the first sample on their way: by then they are in. */
  private cool({ isAsked, isFanOff }: AirGiven, at: Instant): void {
    const { left } = this;
    if (this.isLeftOver || !(isAsked || left.isKnown)) return;
    left.follow(0, isFanOff, at);
    this.isLeftOver = left.warmest < CORE_KEPT;
    if (this.isLeftOver) left.forget();
  }

  /** @param now with all that it needs measured */
  private ask({ supply, back, ambient, at }: AirNow): void {
    const warming = back - supply;
    const apart = at - this.askedAt;
    const isNew = !(apart <= this.silence.max);
    // What was not said for long enough before a hole is not said.
    if (isNew && !Number.isNaN(this.since)) this.forget();
    if (isNew) this.warming = warming;
    else this.warming += (warming - this.warming) * -Math.expm1(-apart / SMOOTH);
    if (!isNew) this.asked = Math.min(ASKED_FOR, this.asked + apart);
    this.askedAt = at;
    this.suppose(goodsThatWarm(supply, this.warming, ambient), supply, at);
  }

  private askNoMore(): void {
    this.askedAt = this.warming = Number.NaN;
    this.left.forget();
    this.isLeftOver = false;
  }

  /** @param outer what they give the air by, °C */
  private suppose(outer: Celsius, supply: Celsius, at: Instant): void {
    const { goods, left } = this;
    const more = this.isLeftOver ? 1 : left.warmest / Math.max(left.coldest, LEFT_LEAST);
    const core = supply + (outer - supply) * more;
    if (!(core >= (goods.isCoreKnown ? this.cooled : this.warm))) return this.forget();
    if (!goods.isCoreKnown) this.since = at;
    goods.know(outer, at, core);
    if (at - this.since >= SURE_AFTER) this.since = Number.NaN;
  }
}
