import { HOUR, MINUTE, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import type { AirNow } from './cold-air.ts';
import type { Memory, Remembering } from './memory.ts';
import { RecentMean } from './recent-mean.ts';
import { isFrost } from './warmed-air.ts';

/**
 * By how much less, or more, than usual air warms on its way for its sensors to be at odds, kelvin. Weather makes half a
 * kelvin between day and night; a door and a defrost make it more for a while, and never less.
 */
const LESS = 0.8;
const MORE = 1.5;
/** A sample so far from the mean of the last ones speaks for itself, kelvin. */
const SUDDEN = 0.5;
/** So long after it was set anew goods give off what they took in, or take in what is missing. */
const SET_ANEW: Duration = 3 * HOUR;
/** Set warmer by so much, a unit heats until the goods are as near to that, kelvin. */
const SET_WARMER = 1;
/** While nothing usual is known: goods that are colder than the air by so much cool it, kelvin. */
const COLDER_GOODS = 0.3;
/** What is usual is known after so much time, and is that of the last 12…18 hours. */
const KNOWN_AFTER: Duration = 4 * HOUR;
const USUAL_BLOCK: Duration = 6 * HOUR;
const USUAL_BLOCKS = 3;
/** Noise of two sensors is averaged over so much time. */
const SMOOTH: Duration = 5 * MINUTE;

/**
 * Whether the air's two sensors still fit together. Fans and walls warm air on its way by what is usual for this box: air
 * that comes back colder than it was sent, by more than ever before, though neither goods nor weather can have cooled
 * it, or so much warmer than usual with no door, defrost or power loss about, is measured wrongly on one side. As a rule that
 * is the one the unit goes by, and what it holds is not what was set.
 */
export class AirAtOdds implements Remembering {
  private readonly delay: Duration;
  private readonly gapMax: Duration;
  private readonly usual = new RecentMean(USUAL_BLOCK, USUAL_BLOCKS);
  /** By how much air warms now, without its sensors' noise, kelvin. */
  quick = Number.NaN;
  private lastAt = Number.NaN;
  private since = Number.NaN;
  private set = Number.NaN;
  private setAnewAt = Number.NaN;
  /** Since it was set warmer the goods have not come near to that. */
  isSetWarmer = false;

  constructor(delay: Duration, gapMax: Duration) {
    this.delay = delay;
    this.gapMax = gapMax;
  }

  /** Whether it has been so for the delay, and nothing has been said against it since. */
  get isProven(): boolean {
    return this.lastAt - this.since >= this.delay;
  }

  /** Whether it was set anew so lately that goods still give off what they took in. */
  get isSetAnew(): boolean {
    return this.lastAt - this.setAnewAt < SET_ANEW;
  }

  /**
   * @param air with the fans on, and no door or defrost about
   * @param goods the coldest of them, as far as is known
   * @param isSettled nothing has been about for so long that all of it is over
   * @param areGoodsWarm what they give off is not what is usual
   * @returns 1 or 0; NaN when it cannot be told
   */
  observe(air: AirNow, goods: Celsius, isSettled: boolean, areGoodsWarm: boolean): number {
    const { at } = air;
    const warming = air.back - air.supply;
    if (Number.isNaN(warming)) return Number.NaN;
    const apart = at - this.lastAt;
    const isNew = !(apart <= this.gapMax);
    if (isNew) this.quick = warming;
    else this.quick += (warming - this.quick) * -Math.expm1(-apart / SMOOTH);
    this.usual.goOn(at);
    this.noteSet(air.set, goods, at);
    if (areGoodsWarm && Number.isNaN(this.since)) this.usual.forget();
    const isOdd = this.isOdd(air, goods, isSettled && !(at - this.setAnewAt < SET_ANEW));
    if (!isOdd) this.since = Number.NaN;
    else if (Number.isNaN(this.since) || (isNew && !this.isProven)) this.since = at;
    if (!isOdd && !areGoodsWarm && !isNew) this.usual.add(this.quick, apart);
    this.lastAt = at;
    return isOdd ? 1 : 0;
  }

  save(into: Memory): void {
    this.usual.save(into);
    into.write(this.quick);
    into.write(this.lastAt);
    into.write(this.since);
    into.write(this.set);
    into.write(this.setAnewAt);
    into.write(this.isSetWarmer ? 1 : 0);
  }

  restore(from: Memory): void {
    this.usual.restore(from);
    this.quick = from.read();
    this.lastAt = from.read();
    this.since = from.read();
    this.set = from.read();
    this.setAnewAt = from.read();
    this.isSetWarmer = from.read() === 1;
  }

  private noteSet(set: Celsius, goods: Celsius, at: Instant): void {
    if (Math.abs(set - this.set) >= SET_WARMER) this.setAnewAt = at;
    if (set >= this.set + SET_WARMER) this.isSetWarmer = true;
    else if (set <= this.set - SET_WARMER || !(goods < set - SET_WARMER)) this.isSetWarmer = false;
    if (!Number.isNaN(set)) this.set = set;
  }

  private isOdd({ supply, back, ambient }: AirNow, goods: Celsius, isSettled: boolean): boolean {
    const isKnown = this.usual.weight >= KNOWN_AFTER;
    const usual = isKnown ? this.usual.mean : 0;
    const { quick } = this;
    if (isKnown && isSettled && quick > usual + MORE) return true;
    // What it heats, the goods take from the air.
    if (this.isSetWarmer) return false;
    if (back - supply > quick + SUDDEN || !(quick < usual - LESS)) return false;
    const isCold = isFrost(ambient, supply);
    if (isKnown) return isSettled || !isCold;
    return quick < 0 && !isCold && !(goods < back - COLDER_GOODS);
  }
}
