import { HOUR, MINUTE, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import { doseBetween } from '../held-rule.ts';
import type { AirNow } from './cold-air.ts';
import { numberOf } from './device-number.ts';
import { Memory, type Remembering } from './memory.ts';
import { RecentMean } from './recent-mean.ts';
import { BY_CORE, BY_WEATHER, airAtGoods } from './warmed-air.ts';

// Nobody published any of these: engineering defaults, tried on simulated boxes (ADR 0030). [C]
/** What is usual is kept by so much while a fault lasts, kelvin. */
const ROUGHLY = 0.01;
/** More than what weather and goods leave unexplained, kelvin. */
export const LACKS = 0.3;
/** So many kelvin-minutes of it are a fault: 0.4 K for two hours, 0.7 K for half an hour. */
export const LACKS_DOSE = 12;
/** Beyond that, by no more than it needs. */
const STILL_LACKS = LACKS + 0.001;
/** Of what is usual so much is not known better, where that is more: streams and walls are others than is assumed. */
const UNSURE_SHARE = 0.25;
/** And of what colder weather takes from it. */
const UNSURE_WEATHER = 0.3;
/** Where nobody measures the weather it makes so much between day and night, kelvin: 44 W/K of walls, 18 K, 1,800 W/K of air. */
const UNSEEN_WEATHER = 0.5;
/** Weather is reckoned with where it was measured in so much of the time of which the usual is. */
const WEATHER_SEEN = 0.5;
/** A sample that is so much warmer than the mean of the last ones speaks for itself, kelvin (a door). */
const SUDDEN = 0.5;
/** Set anew by more, what was usual is no more, kelvin. */
const SET_ANEW = 0.25;
/** Supply air that is so far from its own mean goes up and down, and what comes back lags behind it, kelvin. */
const SWING = 0.75;
/** And that mean is of so much time: start and stop take 20…60 min (domain.md §5). */
const CALM: Duration = 30 * MINUTE;
/** What is usual is known after so much time, and is that of the last 12…18 hours. */
const KNOWN_AFTER: Duration = 4 * HOUR;
/** Without any word of the air for so long nothing is known of its sensors. */
const FORGOTTEN: Duration = 6 * HOUR;
/** A doubt lasts at most so long: what it went by may have been no more usual than what came. */
const DOUBTED_FOR: Duration = 24 * HOUR;
const USUAL_BLOCK: Duration = 6 * HOUR;
const USUAL_BLOCKS = 3;

/** What goes on about the air of a sample. */
export interface LackNow {
  /** By how much air warms, without its sensors' noise, kelvin. */
  readonly warming: number;
  /** The warmest goods, °C, as far as anybody knows. */
  readonly warmest: Celsius;
  /** They give off more than is usual. */
  readonly areWarm: boolean;
  /** Nothing has been about for so long that all of it is over. */
  readonly isQuiet: boolean;
  /** What it heats, goods take from the air. */
  readonly isSetWarmer: boolean;
  /** It was set anew so lately that goods give off what they took in, or take in what is missing. */
  readonly isSetAnew: boolean;
}

/**
 * By how much less air warms on its way than is usual for this box in its quiet hours, with weather and goods reckoned with. A
 * supply sensor that reads too high has goods cooled too far; these warm the air and hide most of what it is wrong by, and
 * what is missing is what they have fallen by themselves. It tells that a sensor is suspect, has what that proves marked 待核实,
 * and changes nothing else: what is judged of the goods goes by `AirAtOdds`, which asks for 0.8 K (ADR 0030).
 *
 * While it lacks, what is usual neither ages nor is learnt: a fault that lasts does not become usual within a day. It is told as long as
 * nothing else is: it begins only where all that is not known better is taken off, and ends only where without that nothing lacks.
 */
export class AirLacks implements Remembering {
  private readonly gapMax: Duration;
  /** By how much air warms in quiet hours, and what weather was measured in them. */
  private readonly usual = new RecentMean(USUAL_BLOCK, USUAL_BLOCKS);
  private readonly weather = new RecentMean(USUAL_BLOCK, USUAL_BLOCKS);
  /** The last of it: linings and packs give off for hours what the sun had left in them, and that was never usual. */
  private readonly lately = new RecentMean(HOUR, 2);
  private lastAt = Number.NaN;
  private outside = Number.NaN;
  private outsideAt = Number.NaN;
  /** Whose air that is, as a number: goods may go on in another box. */
  private device = Number.NaN;
  private deviceId = '';
  /** By how much it lacked beyond that when it was told last, kelvin. */
  private excess = 0;
  private dose = 0;
  private set = Number.NaN;
  /** The mean of supply air lately. */
  private calm = Number.NaN;
  private provenAt = Number.NaN;
  /** Until it is told that nothing lacks, or for as long as a doubt lasts: what cannot be told mends no sensor. */
  isProven = false;

  constructor(gapMax: Duration) {
    this.gapMax = gapMax;
  }

  /**
   * @param air with the fans on, and no door or defrost about
   * @returns kelvin; NaN when it cannot be told, which neither proves nor mends anything
   */
  observe(air: AirNow, now: LackNow): number {
    const { at, supply, back, ambient } = air;
    const isOver = at - this.lastAt > FORGOTTEN || at - this.provenAt > DOUBTED_FOR;
    if (this.isProven && isOver) this.forget();
    // What speaks for one side only, or for none, is no word of how they fit together.
    if (Number.isNaN(back - supply)) return this.untold;
    this.noteBox(air.deviceId);
    this.noteSet(air.set);
    const apart = at - this.lastAt;
    const isNew = !(apart <= this.gapMax);
    this.age(now.areWarm, isNew, at);
    this.noteOutside(ambient, at);
    const isSwinging = this.noteSupply(supply, isNew ? Number.NaN : apart);
    const isTold = !now.isSetAnew && !now.areWarm && !isSwinging;
    const lacks = isTold ? this.missing(air, now) : Number.NaN;
    this.prove(lacks, apart, at);
    this.lastAt = at;
    const isLearnt = now.isQuiet && !isNew && isTold && !this.isLacking;
    if (isLearnt) this.learn(now.warming, apart);
    return Number.isNaN(lacks) ? this.untold : lacks;
  }

  /** What is told where nothing can be: that it still lacks, once that is proven; NaN otherwise. */
  get untold(): number {
    return this.isProven ? STILL_LACKS : Number.NaN;
  }

  save(into: Memory): void {
    const { lastAt, outside, outsideAt, device, excess, dose, isProven } = this;
    const { set, calm, provenAt } = this;
    const isSeen = !Number.isNaN(device);
    const own = [lastAt, outside, outsideAt, device, excess, dose, isProven ? 1 : 0];
    own.push(set, calm, provenAt);
    into.writeList(isSeen ? own : []);
    if (!isSeen) return;
    for (const mean of this.means) mean.save(into);
  }

  restore(from: Memory): void {
    const own = from.readList();
    const number = (i: number): number => own[i] ?? Number.NaN;
    this.lastAt = number(0);
    this.outside = number(1);
    this.outsideAt = number(2);
    this.device = number(3);
    this.deviceId = '';
    this.excess = number(4) || 0;
    this.dose = number(5) || 0;
    this.isProven = number(6) === 1;
    this.set = number(7);
    this.calm = number(8);
    this.provenAt = number(9);
    const means = own.length === 0 ? new Memory() : from;
    for (const mean of this.means) mean.restore(means);
  }

  private get means(): readonly RecentMean[] {
    return [this.usual, this.weather, this.lately];
  }

  /** Whether it lacked when it was told last. */
  private get isLacking(): boolean {
    return this.isProven || this.excess > 0;
  }

  private prove(lacks: number, apart: Duration, at: Instant): void {
    if (Number.isNaN(lacks)) {
      // What cannot be told breaks off what is not proven yet.
      this.excess = this.dose = 0;
      return;
    }
    const excess = Math.max(0, lacks - LACKS);
    const goesOn = apart <= this.gapMax && excess > 0 && this.excess > 0;
    this.dose = goesOn ? this.dose + doseBetween(this.excess, excess, apart) : 0;
    this.excess = excess;
    const isProven = excess > 0 && (this.isProven || this.dose >= LACKS_DOSE);
    if (isProven && !this.isProven) {
      this.keepRoughly();
      this.provenAt = at;
    }
    // What it came to is of no more use.
    if (isProven) this.dose = LACKS_DOSE;
    else this.provenAt = Number.NaN;
    this.isProven = isProven;
  }

  /** So roughly that late data of before the proof change it seldom: it stands for as long as the fault lasts. */
  private keepRoughly(): void {
    this.weather.standFor(Math.min(this.weather.weight, KNOWN_AFTER), ROUGHLY);
    this.usual.standFor(KNOWN_AFTER, ROUGHLY);
    this.lately.standFor(HOUR, ROUGHLY);
  }

  private noteBox(deviceId: string): void {
    if (deviceId === this.deviceId) return;
    const device = numberOf(deviceId);
    if (!Number.isNaN(this.device) && device !== this.device) this.forget();
    this.deviceId = deviceId;
    this.device = device;
  }

  private noteSet(set: Celsius): void {
    if (Number.isNaN(set)) return;
    if (Math.abs(set - this.set) > SET_ANEW) this.forget();
    if (!(Math.abs(set - this.set) <= SET_ANEW)) this.set = set;
  }

  /**
   * @param apart NaN where nothing goes on from before
   * @returns whether supply air goes up and down
   */
  private noteSupply(supply: Celsius, apart: Duration): boolean {
    if (Number.isNaN(apart)) this.calm = supply;
    else this.calm += (supply - this.calm) * -Math.expm1(-(apart / CALM));
    return Math.abs(supply - this.calm) > SWING;
  }

  private age(areGoodsWarm: boolean, isNew: boolean, at: Instant): void {
    // What is not proven stands for no hole.
    if (this.isProven || (this.isLacking && !isNew)) {
      this.usual.hold(at);
      this.weather.hold(at);
      this.lately.hold(at);
      return;
    }
    this.usual.goOn(at);
    this.weather.goOn(at);
    this.lately.goOn(at);
    if (areGoodsWarm) this.forget();
  }

  private forget(): void {
    for (const mean of this.means) mean.forget();
    this.excess = this.dose = 0;
    this.provenAt = Number.NaN;
    this.isProven = false;
  }

  private learn(warming: number, apart: Duration): void {
    this.usual.add(warming, apart);
    this.lately.add(warming, apart);
    if (!Number.isNaN(this.outside)) this.weather.add(this.outside, apart);
  }

  /** What was measured too long ago is not what it is like now. */
  private noteOutside(ambient: Celsius, at: Instant): void {
    if (!Number.isNaN(ambient)) {
      this.outside = ambient;
      this.outsideAt = at;
    } else if (!(at - this.outsideAt <= this.gapMax)) this.outside = this.outsideAt = Number.NaN;
  }

  private missing({ supply, back, ambient }: AirNow, now: LackNow): number {
    const { warming } = now;
    if (this.usual.weight < KNOWN_AFTER) return Number.NaN;
    if (now.isSetWarmer || back - supply > warming + SUDDEN) return Number.NaN;
    // In the cold a door lets cold in, and the unit heats.
    if (!now.isQuiet && !(ambient >= supply)) return Number.NaN;
    const warmth = now.warmest - airAtGoods(supply, supply + warming);
    const byGoods = warmth > 0 ? BY_CORE * warmth : 0;
    const seen = this.weather.weight;
    const isWeatherKnown = seen > 0 && seen >= WEATHER_SEEN * this.usual.weight;
    const isWeatherSeen = isWeatherKnown && !Number.isNaN(this.outside);
    const colder = isWeatherSeen ? BY_WEATHER * (this.weather.mean - this.outside) : 0;
    const isFading = this.lately.mean < this.usual.mean;
    const usual = (isFading ? this.lately : this.usual).mean - colder;
    const unsure = Math.max(0, UNSURE_SHARE * usual - LACKS, UNSURE_WEATHER * colder);
    const unseen = isWeatherSeen ? 0 : UNSEEN_WEATHER;
    const sure = usual - warming - byGoods - unsure - unseen;
    // Between what surely lacks and what may lack nothing is told of a doubt.
    return this.isProven && sure <= LACKS && usual - warming > LACKS ? Number.NaN : sure;
  }
}
