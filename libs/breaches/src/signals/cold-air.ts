import type { LimitProfile } from '@lenglian/limits';
import { HOUR, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import { AirAtOdds } from './air-at-odds.ts';
import { AirDoubts } from './air-doubts.ts';
import { Estimate } from './estimate.ts';
import type { Memory, Remembering } from './memory.ts';
import type { Word } from './paces.ts';
import { RecentMean } from './recent-mean.ts';
import type { Signals } from './signals.ts';

/** Goods that are so much warmer than their set-point are not cooled yet, kelvin (domain.md §7 Q7). */
const WARM = 2;
/** Fans that run for so long have made the surface what the air is. */
const RECOVERED: Duration = 3 * HOUR;

/** The air of one sample, °C, and what goes on about it. */
export interface AirNow {
  /** Whose sensors measured it. */
  readonly deviceId: string;
  readonly supply: Celsius;
  readonly back: Celsius;
  readonly ambient: Celsius;
  /** What the unit says that it is set to; NaN where it says nothing. */
  readonly set: Celsius;
  /** Without power: no fan moves it. */
  readonly isStill: boolean;
  /** By a door or a defrost, grace or not, or because power is back only just now. */
  readonly isExplained: boolean;
  /** By one of them, or by a power loss, not long ago. */
  readonly isUneven: boolean;
  /** A door or a defrost is not over, or power is back only just now, whatever it explains. */
  readonly isDisturbed: boolean;
  /** In a carriage between its stops, and not from door to door. */
  readonly isRiding: boolean;
  /** Goods that were loaded or noted warm still cool down. */
  readonly arePulledDown: boolean;
  readonly at: Instant;
}

/** Air as the rule about freezing sees it, and whether its sensors fit together. */
export class ColdAir implements Remembering {
  private readonly setpoint: Celsius;
  private readonly atOdds: AirAtOdds;
  private readonly doubts: AirDoubts;
  /** Of the goods that the coldest air touches, probe or not. */
  private readonly surface: Estimate;
  /** Of the coldest air while fans move it: what the goods' surface is like when they stop. */
  private readonly blown = new RecentMean(HOUR, 2);
  private stillAt = Number.NaN;

  constructor({ rules: { estimate, suspect, gapMax }, setpoint }: LimitProfile, word: Word) {
    this.setpoint = setpoint;
    this.atOdds = new AirAtOdds(suspect.delay, gapMax);
    this.doubts = new AirDoubts(word);
    this.surface = new Estimate(estimate, word, Number.NaN);
  }

  /** Whether return air is to be believed, and supply air is not. */
  get isSupplyDoubted(): boolean {
    return this.atOdds.isProven;
  }

  /** Whether the unit was set anew, by a kelvin or more, in the last hours. */
  get isSetAnew(): boolean {
    return this.atOdds.isSetAnew;
  }

  /** Whether it is proven that air lacks warmth, which changes nothing that is judged of the goods. */
  get isSomethingLacking(): boolean {
    return this.doubts.lacks.isProven;
  }

  /** Other goods may have come in. */
  load(): void {
    this.doubts.load();
  }

  /** @param warmest goods as far as anybody knows: what is only supposed of them excuses no sensor */
  tell(s: Signals, now: AirNow, warmest: Celsius): void {
    const { supply, back, ambient, isStill, isDisturbed } = now;
    s.airAtOdds = Number.NaN;
    if (isDisturbed || isStill) this.doubts.tellNothing();
    else this.tellOdds(s, now, warmest);
    s.airLacks = this.doubts.lacksBy;
    s.airGains = this.doubts.gainsBy;
    // In winter the wall is the cold side (operations.md §A7).
    const isAsked = ambient < 0 || this.atOdds.isProven;
    const asked = isAsked ? back : Number.NaN;
    const coldest = colderOf(supply, asked);
    const surface = this.surfaceAt(coldest, s.productCold, now);
    // A pocket of still air at the machinery is soon as cold as outside, and is not cargo (operations.md §A8).
    s.supplyAir = isStill ? Number.NaN : supply;
    s.returnInWinter = isStill ? Number.NaN : asked;
    s.stillAir = isStill ? coldest : Number.NaN;
    s.stillSurface = isStill ? surface : Number.NaN;
    s.supplyUnexplained = isDisturbed ? Number.NaN : s.supplyAir;
    s.returnInWinterUnexplained = isDisturbed ? Number.NaN : s.returnInWinter;
  }

  private tellOdds(s: Signals, now: AirNow, warmest: Celsius): void {
    const { atOdds } = this;
    // Goods that are warm, noted so or not, give off more than is usual.
    const { arePulledDown } = now;
    const areWarm = arePulledDown || warmest > this.setpoint + WARM;
    s.airAtOdds = atOdds.observe(now, s.productCold, !now.isUneven, areWarm);
    const { quick: warming, isSetWarmer, isSetAnew } = atOdds;
    const isQuiet = !now.isUneven && !isSetAnew;
    this.doubts.observe(now, {
      warming,
      warmest,
      areWarm,
      arePulledDown,
      isQuiet,
      isSetWarmer,
      isSetAnew,
    });
  }

  /** Only where air stands still, or did lately, is the surface another than the air that it had. */
  private surfaceAt(coldest: Celsius, product: Celsius, { isStill, at }: AirNow): Celsius {
    this.blown.goOn(at);
    if (isStill) {
      const before = this.blown.mean;
      this.stillAt = at;
      return this.surface.follow(coldest, true, at, Number.isNaN(before) ? product : before);
    }
    if (!Number.isNaN(coldest)) this.blown.add(coldest, 1);
    if (at - this.stillAt < RECOVERED) return this.surface.follow(coldest, false, at);
    if (!Number.isNaN(this.stillAt)) {
      this.stillAt = Number.NaN;
      this.surface.forget();
    }
    return Number.NaN;
  }

  save(into: Memory): void {
    this.atOdds.save(into);
    this.doubts.save(into);
    this.surface.save(into);
    this.blown.save(into);
    into.write(this.stillAt);
  }

  restore(from: Memory): void {
    this.atOdds.restore(from);
    this.doubts.restore(from);
    this.surface.restore(from);
    this.blown.restore(from);
    this.stillAt = from.read();
  }
}

/** The colder of two; one of them where the other is not measured. */
export function colderOf(a: Celsius, b: Celsius): Celsius {
  return a <= b || Number.isNaN(b) ? a : b;
}
