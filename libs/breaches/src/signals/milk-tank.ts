import type { LimitProfile, MilkParameters, RuleParameters } from '@lenglian/limits';
import { HOUR, type Celsius, type Duration, type Percent } from '@lenglian/quantities';
import { AGITATOR, CLEANING, DOOR_OPEN, TANK_LEVEL, type Reading } from '@lenglian/readings';
import { firstAfter, isAtIntake, type LotContext } from '../lot-context.ts';
import { healthyValue } from './healthy-value.ts';
import type { Memory, Remembering } from './memory.ts';
import type { Word } from './paces.ts';
import { PickUp } from './pick-up.ts';
import type { Signals } from './signals.ts';
import { TankLevel } from './tank-level.ts';

/** Water that washes a tank is at least so hot, °C (operations.md §A4). */
const WASHING_FROM = 40;

/** Where a tank stands by plan: at a stop, and whether that is a farm, where milk is only taken in. */
interface TankPlace {
  readonly atStop: boolean;
  readonly isIntake: boolean;
}

/** A tank of milk: when its milk is what is measured, what came in and went out, and who opened it. */
export class MilkTank implements Remembering {
  private readonly milk: MilkParameters;
  private readonly context: LotContext;
  private readonly bandHigh: Celsius;
  private readonly warming: RuleParameters['milkPickUp'];
  private readonly level: TankLevel;
  private readonly pickUp = new PickUp();
  /** Whether milk came in, and was not taken out since where that may be. */
  private holdsMilk = false;
  /** Whether milk came in with the last reading: it brings its own temperature. */
  hasRisen = false;

  constructor(
    { band, rules: { milkPickUp } }: LimitProfile,
    milk: MilkParameters,
    context: LotContext,
    word: Word,
  ) {
    this.context = context;
    this.milk = milk;
    this.warming = milkPickUp;
    this.bandHigh = band.high;
    this.level = new TankLevel(word);
  }

  /**
   * Takes the probes away where it is not milk that they measure.
   *
   * @returns whether its signs contradict each other; then nothing is suppressed
   */
  tell(reading: Reading, s: Signals, atStop: boolean): boolean {
    const at = reading.measuredAt;
    const place = { atStop, isIntake: atStop && isAtIntake(this.context, at) };
    const said = healthyValue(reading, TANK_LEVEL);
    this.hasRisen = said > this.level.known(at);
    s.levelFall = this.level.observe(said, atStop);
    const level = this.level.known(at);
    const isWashing = healthyValue(reading, CLEANING) === 1;
    const isOdd =
      this.isOddLevel(level, place) ||
      (isWashing && (level > this.milk.levelMin || s.warmestProbe < WASHING_FROM));
    if (!isWashing) this.followMilk(level, place);
    if (!isOdd && (level <= this.milk.levelMin || isWashing))
      s.warmestProbe = s.coldestProbe = s.probesApart = Number.NaN;
    s.milk = s.warmestProbe;
    const isMilk = !Number.isNaN(s.milk);
    const takenIn = this.pickUp.observe(said, s.milk, atStop);
    // Where nothing comes in nothing is warm: on the limit is inside.
    s.milkTakenIn = !Number.isNaN(takenIn) ? takenIn : isMilk ? this.bandHigh : Number.NaN;
    const arrivalAt = firstAfter(this.context.arrivals, at);
    const isWarm = takenIn > this.bandHigh && arrivalAt !== undefined;
    s.milkAtArrival = isWarm ? this.warmedBy(s.milk, level, arrivalAt - at) : Number.NaN;
    const agitator = healthyValue(reading, AGITATOR);
    s.notAgitated = Number.isNaN(agitator) ? Number.NaN : isMilk && agitator === 0 ? 1 : 0;
    const door = healthyValue(reading, DOOR_OPEN);
    s.tankOpened =
      this.context.stops === null || Number.isNaN(door) ? Number.NaN : atStop ? 0 : door;
    return isOdd;
  }

  /** No tank is emptied under way, nor where goods are only taken in (operations.md §A4). */
  private isOddLevel(level: Percent, { atStop, isIntake }: TankPlace): boolean {
    if (level === 0 && !atStop) return true;
    return isIntake && this.holdsMilk && level <= this.milk.levelMin;
  }

  private followMilk(level: Percent, { atStop, isIntake }: TankPlace): void {
    if (level > this.milk.levelMin) this.holdsMilk = true;
    else if (level <= this.milk.levelMin && atStop && !isIntake) this.holdsMilk = false;
  }

  /** Its heat comes through the wall, full or not. */
  private warmedBy(milk: Celsius, level: Percent, lasting: Duration): Celsius {
    const { warming, warmingMost } = this.warming;
    const pace = Math.min((warming * 100) / level, warmingMost);
    return milk + pace * (lasting / HOUR);
  }

  save(into: Memory): void {
    this.level.save(into);
    this.pickUp.save(into);
    into.write(this.holdsMilk ? 1 : 0);
  }

  restore(from: Memory): void {
    this.level.restore(from);
    this.pickUp.restore(from);
    this.holdsMilk = from.read() === 1;
  }
}
