import { HOUR, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';
import type { Word } from './paces.ts';
import { RecentMean } from './recent-mean.ts';
import { BY_WEATHER } from './warmed-air.ts';

// Nobody published any of these: engineering defaults, tried on simulated boxes (ADR 0030). [C]
/** What is usual is kept by so much while a fault lasts, kelvin. */
const ROUGHLY = 0.01;
/** Weather is reckoned with where it was measured in so much of the time of which the usual is. */
const WEATHER_SEEN = 0.5;
/** What is usual is known after so much time, and is that of the last 12…18 hours. */
const KNOWN_AFTER: Duration = 4 * HOUR;
const USUAL_BLOCK: Duration = 6 * HOUR;
const USUAL_BLOCKS = 3;

/** By how much air warms on its way through a box in quiet hours, and in which weather. */
export class UsualWarming implements Remembering {
  private readonly word: Word;
  private readonly warming = new RecentMean(USUAL_BLOCK, USUAL_BLOCKS);
  private readonly weather = new RecentMean(USUAL_BLOCK, USUAL_BLOCKS);
  /** The last of it: linings and packs give off for hours what the sun had left in them, and that was never usual. */
  private readonly lately = new RecentMean(HOUR, 2);
  private outside = Number.NaN;
  private outsideUntil = Number.NaN;

  constructor(word: Word) {
    this.word = word;
  }

  get isKnown(): boolean {
    return this.warming.weight >= KNOWN_AFTER;
  }

  /** Of what is usual and what was so lately the lesser, kelvin. */
  get least(): number {
    const usual = this.warming.mean;
    const lately = this.lately.mean;
    return lately < usual ? lately : usual;
  }

  /** What is usual, kelvin. */
  get mean(): number {
    return this.warming.mean;
  }

  /** What weather makes it more than that now, kelvin; NaN where it was not measured for long enough. */
  get byWeather(): number {
    const seen = this.weather.weight;
    const isKnown = seen > 0 && seen >= WEATHER_SEEN * this.warming.weight;
    return isKnown ? BY_WEATHER * (this.outside - this.weather.mean) : Number.NaN;
  }

  /** What was measured too long ago is not what it is like now. */
  noteOutside(ambient: Celsius, at: Instant): void {
    if (!Number.isNaN(ambient)) {
      this.outside = ambient;
      this.outsideUntil = this.word.until;
    } else if (!(at <= this.outsideUntil)) this.outside = this.outsideUntil = Number.NaN;
  }

  /** It ages. */
  goOn(at: Instant): void {
    this.warming.goOn(at);
    this.weather.goOn(at);
    this.lately.goOn(at);
  }

  /** It does not age now. */
  hold(at: Instant): void {
    this.warming.hold(at);
    this.weather.hold(at);
    this.lately.hold(at);
  }

  learn(warming: number, apart: Duration): void {
    this.warming.add(warming, apart);
    this.lately.add(warming, apart);
    if (!Number.isNaN(this.outside)) this.weather.add(this.outside, apart);
  }

  /** So roughly that late data of before the proof of a fault change it seldom: it stands for as long as that lasts. */
  keepRoughly(): void {
    this.weather.standFor(Math.min(this.weather.weight, KNOWN_AFTER), ROUGHLY);
    this.warming.standFor(KNOWN_AFTER, ROUGHLY);
    this.lately.standFor(HOUR, ROUGHLY);
  }

  forget(): void {
    for (const mean of this.means) mean.forget();
  }

  save(into: Memory): void {
    into.write(this.outside);
    into.write(this.outsideUntil);
    for (const mean of this.means) mean.save(into);
  }

  restore(from: Memory): void {
    this.outside = from.read();
    this.outsideUntil = from.read();
    for (const mean of this.means) mean.restore(from);
  }

  private get means(): readonly RecentMean[] {
    return [this.warming, this.weather, this.lately];
  }
}
