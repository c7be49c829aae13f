import type { LimitProfile } from '@lenglian/limits';
import type { Celsius, Instant } from '@lenglian/quantities';
import { AirAtOdds } from './air-at-odds.ts';
import { Estimate } from './estimate.ts';
import type { Memory, Remembering } from './memory.ts';
import type { Signals } from './signals.ts';

/** Goods that are so much warmer than their set-point are not cooled yet, kelvin (domain.md §7 Q7). */
const WARM = 2;

/** The air of one sample, °C, and what goes on about it. */
export interface AirNow {
  readonly supply: Celsius;
  readonly back: Celsius;
  readonly ambient: Celsius;
  /** Without power: no fan moves it. */
  readonly isStill: boolean;
  /** By a door or a defrost, grace or not, or because power is back only just now. */
  readonly isExplained: boolean;
  /** By one of them, or by a power loss, not long ago. */
  readonly isUneven: boolean;
  readonly at: Instant;
}

/** Air as the rule about freezing sees it, and whether its sensors fit together. */
export class ColdAir implements Remembering {
  private readonly setpoint: Celsius;
  private readonly atOdds: AirAtOdds;
  /** Of the goods that the coldest air touches, probe or not. */
  private readonly surface: Estimate;

  constructor({ rules: { estimate, suspect, gapMax }, setpoint }: LimitProfile) {
    this.setpoint = setpoint;
    this.atOdds = new AirAtOdds(suspect.delay, gapMax);
    this.surface = new Estimate(estimate, gapMax, Number.NaN);
  }

  /** Whether return air is to be believed, and supply air is not. */
  get isSupplyDoubted(): boolean {
    return this.atOdds.isProven;
  }

  tell(s: Signals, now: AirNow): void {
    const { supply, back, ambient, isStill, isExplained, at } = now;
    s.airAtOdds =
      isExplained || isStill
        ? Number.NaN
        : this.atOdds.observe(now, s.productCold, !now.isUneven, this.isWarm(s));
    // In winter the wall is the cold side (operations.md §A7).
    const isAsked = ambient < 0 || this.atOdds.isProven;
    const asked = isAsked ? back : Number.NaN;
    const coldest = colderOf(supply, asked);
    const surface = this.surface.follow(coldest, isStill, at, s.productCold);
    // A pocket of still air at the machinery is soon as cold as outside, and is not cargo (operations.md §A8).
    s.supplyAir = isStill ? Number.NaN : supply;
    s.returnInWinter = isStill ? Number.NaN : asked;
    s.stillAir = isStill ? coldest : Number.NaN;
    s.stillSurface = isStill ? surface : Number.NaN;
    s.supplyUnexplained = isExplained ? Number.NaN : s.supplyAir;
    s.returnInWinterUnexplained = isExplained ? Number.NaN : s.returnInWinter;
  }

  /** Goods that are warm, noted so or not, give off more than is usual. */
  private isWarm(s: Signals): boolean {
    return s.isPullingDown || s.productWarm > this.setpoint + WARM;
  }

  save(into: Memory): void {
    this.atOdds.save(into);
    this.surface.save(into);
  }

  restore(from: Memory): void {
    this.atOdds.restore(from);
    this.surface.restore(from);
  }
}

/** The colder of two; one of them where the other is not measured. */
export function colderOf(a: Celsius, b: Celsius): Celsius {
  return a <= b || Number.isNaN(b) ? a : b;
}

/** Of air before and after the cargo; of one of them where only that is measured. */
export function meanOf(a: Celsius, b: Celsius): Celsius {
  if (Number.isNaN(a)) return b;
  return Number.isNaN(b) ? a : (a + b) / 2;
}
