import { HOUR, MINUTE, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import type { AirNow } from './cold-air.ts';
import { numberOf } from './device-number.ts';
import { Doubt } from './doubt.ts';
import { Memory, type Remembering } from './memory.ts';
import type { Word } from './paces.ts';
import { UsualWarming } from './usual-warming.ts';
import { BY_CORE, airAtGoods } from './warmed-air.ts';

// Nobody published any of these: engineering defaults, tried on simulated boxes (ADR 0030). [C]
/** Less, or more, than what weather and goods leave unexplained, kelvin. */
export const LACKS = 0.3;
export const GAINS = 0.5;
/** So many kelvin-minutes of what lacks are a fault: 0.4 K for two hours, 0.7 K for half an hour. */
export const LACKS_DOSE = 12;
/** What is gained must be for longer than a defrost or a door that nobody tells of (domain.md §5: 15-40 min). */
export const GAINS_AFTER: Duration = 45 * MINUTE;
/** Of what is usual so much is not known better, where that is more: streams and walls are others than is assumed. */
const UNSURE_SHARE = 0.25;
/** And of what other weather makes of it. */
const UNSURE_WEATHER = 0.3;
/** Where nobody measures the weather it makes so much between day and night, kelvin: 44 W/K of walls, 18 K, 1,800 W/K of air. */
const UNSEEN_WEATHER = 0.5;
/** A sample that is so much warmer than the mean of the last ones speaks for itself, kelvin (a door). */
const SUDDEN = 0.5;
/** Set anew by more, what was usual is no more, kelvin. */
const SET_ANEW = 0.25;
/** Supply air that is so far from its own mean goes up and down, and what comes back lags behind it, kelvin. */
const SWING = 0.75;
/** And that mean is of so much time: start and stop take 20…60 min (domain.md §5). */
const CALM: Duration = 30 * MINUTE;
/** Without any word of the air for so long nothing is known of its sensors. */
const FORGOTTEN: Duration = 6 * HOUR;

/** What goes on about the air of a sample. */
export interface WarmingNow {
  /** By how much air warms, without its sensors' noise, kelvin. */
  readonly warming: number;
  /** The warmest goods, °C, as far as anybody knows. */
  readonly warmest: Celsius;
  /** They give off more than is usual. */
  readonly areWarm: boolean;
  /** Because they were loaded so, and cool down. */
  readonly arePulledDown: boolean;
  /** Nothing has been about for so long that all of it is over. */
  readonly isQuiet: boolean;
  /** What it heats, goods take from the air. */
  readonly isSetWarmer: boolean;
  /** It was set anew so lately that goods give off what they took in, or take in what is missing. */
  readonly isSetAnew: boolean;
}

/**
 * By how much less, or more, air warms on its way than is usual for this box in its quiet hours, with weather and goods reckoned with. A
 * supply sensor that reads too high has goods cooled too far; these warm the air and hide most of what it is wrong by, and
 * what *lacks* is what they have fallen by themselves. One that reads too low lets them become warm, and by what they do the air *gains*
 * on the way (at stops and on rounds doors and other goods do it). Either tells that a sensor is suspect, and what lacks has what that
 * proves marked 待核实; neither changes anything else: what is judged of the goods goes by `AirAtOdds`, which asks for more (ADR 0030).
 *
 * While it is doubted, what is usual neither ages nor is learnt: a fault that lasts does not become usual within a day. It is told as long
 * as nothing else is: it begins only where all that is not known better is taken off, and ends only where without that nothing is odd.
 */
export class AirDoubts implements Remembering {
  readonly lacks: Doubt;
  readonly gains: Doubt;
  /** What was told last, kelvin; NaN where it could not be. */
  lacksBy = Number.NaN;
  gainsBy = Number.NaN;
  private readonly word: Word;
  private readonly usual: UsualWarming;
  private lastAt = Number.NaN;
  /** Whose air that is, as a number: goods may go on in another box. */
  private device = Number.NaN;
  private deviceId = '';
  private set = Number.NaN;
  /** The mean of supply air lately. */
  private calm = Number.NaN;
  /** Since what is usual was learnt: it tells why goods that were cool become warm, and nothing of what they lack after that. */
  private wereWarm = false;
  /** Other goods may have come in since, and what is doubted goes by what was usual before. */
  private wasLoaded = false;

  constructor(word: Word) {
    this.word = word;
    this.usual = new UsualWarming(word);
    this.lacks = new Doubt(LACKS, { dose: LACKS_DOSE }, word);
    this.gains = new Doubt(GAINS, { after: GAINS_AFTER }, word);
  }

  /** Whether either is proven. */
  get isProven(): boolean {
    return this.lacks.isProven || this.gains.isProven;
  }

  /** Nothing is said of the air in a sample: neither proves nor mends anything. */
  tellNothing(): void {
    this.lacksBy = this.lacks.untold;
    this.gainsBy = this.gains.untold;
  }

  /** Other goods may have come in: what was usual is no more. */
  load(): void {
    this.wasLoaded = true;
  }

  /** @param air with the fans on, and no door or defrost about */
  observe(air: AirNow, now: WarmingNow): void {
    const { at, supply, back } = air;
    if (this.isProven && this.isOver(at)) this.forget();
    // What speaks for one side only, or for none, is no word of how they fit together.
    if (Number.isNaN(back - supply)) return this.tellNothing();
    this.noteBox(air.deviceId);
    this.noteSet(air.set);
    const apart = at - this.lastAt;
    const isNew = !(apart <= this.word.max);
    if (this.wasLoaded && !this.isProven) this.forget();
    this.age(now, isNew, at);
    this.usual.noteOutside(air.ambient, at);
    const isSwinging = this.noteSupply(supply, isNew ? Number.NaN : apart);
    const isSteady = !now.isSetAnew && !isSwinging;
    // Goods that it has made warm end no doubt.
    const isTold = isSteady && !now.areWarm && (!this.wereWarm || this.lacks.isProven);
    const lacking = isTold ? this.missing(air, now) : Number.NaN;
    const isGainTold = isSteady && now.isQuiet && air.isRiding;
    const gaining = isGainTold ? this.gained(air, now) : Number.NaN;
    this.weigh(lacking, gaining, apart, at);
    this.lastAt = at;
    if (now.isQuiet && !isNew && isTold && !this.isDoubting) this.usual.learn(now.warming, apart);
  }

  save(into: Memory): void {
    const { lastAt, device, set, calm, wereWarm, wasLoaded } = this;
    const isSeen = !Number.isNaN(device);
    const flags = (wereWarm ? 1 : 0) + (wasLoaded ? 2 : 0);
    into.writeList(isSeen ? [lastAt, device, set, calm, flags] : []);
    if (!isSeen) return;
    for (const part of this.parts) part.save(into);
  }

  restore(from: Memory): void {
    const own = from.readList();
    const [lastAt = NaN, device = NaN, set = NaN, calm = NaN, flags = 0] = own;
    this.lastAt = lastAt;
    this.device = device;
    this.deviceId = '';
    this.set = set;
    this.calm = calm;
    this.wereWarm = flags % 2 === 1;
    this.wasLoaded = flags >= 2;
    const saved = own.length === 0 ? new Memory() : from;
    for (const part of this.parts) part.restore(saved);
  }

  private get parts(): readonly Remembering[] {
    return [this.usual, this.lacks, this.gains];
  }

  private get isDoubting(): boolean {
    return this.lacks.isRunning || this.gains.isRunning;
  }

  private isOver(at: Instant): boolean {
    const { lacks, gains, lastAt } = this;
    return at - lastAt > FORGOTTEN || lacks.isTooOld(at) || gains.isTooOld(at);
  }

  private weigh(lacking: number, gaining: number, apart: Duration, at: Instant): void {
    const { lacks, gains } = this;
    const isLackProven = lacks.weigh(lacking, apart, at);
    const isGainProven = gains.weigh(gaining, apart, at);
    if (isLackProven || isGainProven) this.usual.keepRoughly();
    this.lacksBy = Number.isNaN(lacking) ? lacks.untold : lacking;
    this.gainsBy = Number.isNaN(gaining) ? gains.untold : gaining;
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

  private age({ areWarm, arePulledDown }: WarmingNow, isNew: boolean, at: Instant): void {
    if (areWarm && !this.isProven) this.wereWarm = true;
    // What is not proven stands for no hole.
    if (this.isProven || (this.isDoubting && !isNew)) {
      this.usual.hold(at);
      return;
    }
    this.usual.goOn(at);
    if (arePulledDown || (this.wereWarm && !areWarm)) this.forget();
  }

  private forget(): void {
    this.wereWarm = this.wasLoaded = false;
    this.usual.forget();
    this.lacks.forget();
    this.gains.forget();
  }

  private missing({ supply, back, ambient }: AirNow, now: WarmingNow): number {
    const { warming } = now;
    if (!this.usual.isKnown) return Number.NaN;
    if (now.isSetWarmer || back - supply > warming + SUDDEN) return Number.NaN;
    // In the cold a door lets cold in, and the unit heats.
    if (!now.isQuiet && !(ambient >= supply)) return Number.NaN;
    const { least, byWeather } = this.usual;
    const weather = orNone(byWeather);
    const usual = least + weather;
    const unsure = Math.max(0, UNSURE_SHARE * usual - LACKS, -UNSURE_WEATHER * weather);
    const sure = usual - warming - byGoods(supply, now) - unsure - unseen(byWeather);
    // Between what surely lacks and what may lack nothing is told of a doubt.
    return this.lacks.isProven && sure <= LACKS && usual - warming > LACKS ? Number.NaN : sure;
  }

  private gained({ supply }: AirNow, now: WarmingNow): number {
    if (!this.usual.isKnown) return Number.NaN;
    const { mean, byWeather } = this.usual;
    const weather = orNone(byWeather);
    const more = now.warming - mean - weather;
    const unsure = Math.max(0, UNSURE_SHARE * mean - GAINS, UNSURE_WEATHER * Math.abs(weather));
    const sure = more - byGoods(supply, now) - unsure - unseen(byWeather);
    return this.gains.isProven && sure <= GAINS && more > GAINS ? Number.NaN : sure;
  }
}

/** What goods that are warmer than the air at them give it at most, kelvin. */
function byGoods(supply: Celsius, { warmest, warming }: WarmingNow): number {
  const warmth = warmest - airAtGoods(supply, supply + warming);
  return warmth > 0 ? BY_CORE * warmth : 0;
}

function unseen(byWeather: number): number {
  return Number.isNaN(byWeather) ? UNSEEN_WEATHER : 0;
}

function orNone(kelvin: number): number {
  return Number.isNaN(kelvin) ? 0 : kelvin;
}
