import type { RuleParameters } from '@lenglian/limits';
import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import { Memory, type Remembering } from './memory.ts';
import { RecentMean } from './recent-mean.ts';

/** Turns that make a saw-tooth: up, down, up. */
const TURNS = 3;
/**
 * Noise of a sensor is averaged over ten minutes, so that it makes no turns: half of the shortest period, of which two
 * thirds of the swing are left. Boxes that report every ten minutes are not averaged. [C]
 */
const BLOCK: Duration = 2 * MINUTE;
const BLOCKS = 5;
/** Sums of whole hundredths of a kelvin are exact, and short where they are kept. */
const PER_KELVIN = 100;

/**
 * Whether return air goes up and down as of a unit that starts and stops to save fuel: turns by more than `swing`, on
 * average not too soon and each not too long after the other, for a while (domain.md §4, §7, START_STOP). The average
 * counts, for a unit may cool down in a quarter of the time for which it rests.
 */
export class Turns implements Remembering {
  private readonly parameters: NonNullable<RuleParameters['startStop']>;
  private readonly gapMax: Duration;
  private readonly kept: number;
  private readonly mean = new RecentMean(BLOCK, BLOCKS);
  /** 1 while rising, −1 while falling, 0 before the first turn. */
  private direction = 0;
  private highest = Number.NaN;
  private highestAt = Number.NaN;
  private lowest = Number.NaN;
  private lowestAt = Number.NaN;
  private turnedAt: number[] = [];
  private setpoint = Number.NaN;
  /** Since when nothing has come between. */
  private watchedFrom = Number.NaN;
  private lastAt = Number.NaN;

  constructor(parameters: NonNullable<RuleParameters['startStop']>, gapMax: Duration) {
    this.parameters = parameters;
    this.gapMax = gapMax;
    // More of them in that time are too fast, whatever came before.
    this.kept = Math.max(TURNS, Math.ceil(parameters.within / parameters.turnMin) + 1);
  }

  /**
   * @param setpoint as the unit says it; NaN where it says nothing
   * @returns 1 or 0; NaN while it has not been watched for as long as swings must last
   */
  observe(measured: number, at: Instant, setpoint: number): number {
    const { swing, within, lasting } = this.parameters;
    // Air that goes where it is newly set to is no tooth of a saw.
    if (Math.abs(setpoint - this.setpoint) >= swing) this.forget();
    if (!Number.isNaN(setpoint)) this.setpoint = setpoint;
    this.goOn(at);
    if (Number.isNaN(this.watchedFrom)) this.watchedFrom = at;
    this.mean.goOn(at);
    this.mean.add(Math.round(measured * PER_KELVIN), 1);
    const value = this.mean.mean / PER_KELVIN;
    if (!(value <= this.highest)) this.note('highest', value, at);
    if (!(value >= this.lowest)) this.note('lowest', value, at);
    if (this.direction >= 0 && this.highest - value > swing)
      this.turn(-1, this.highestAt, value, at);
    else if (this.direction <= 0 && value - this.lowest > swing)
      this.turn(1, this.lowestAt, value, at);
    while (this.turnedAt.length > 0 && at - (this.turnedAt[0] as number) > within)
      this.turnedAt.shift();
    if (this.turnedAt.length >= TURNS && this.areOfASaw()) return 1;
    return at - this.watchedFrom >= lasting ? 0 : Number.NaN;
  }

  forget(): void {
    this.mean.forget();
    this.watchedFrom = this.lastAt = Number.NaN;
    this.direction = 0;
    this.highest = this.highestAt = this.lowest = this.lowestAt = Number.NaN;
    if (this.turnedAt.length > 0) this.turnedAt = [];
  }

  save(into: Memory): void {
    const mean = new Memory();
    if (this.mean.weight > 0) this.mean.save(mean);
    into.writeList([...mean.toArray()]);
    into.write(this.direction);
    into.write(this.highest);
    into.write(this.highestAt);
    into.write(this.lowest);
    into.write(this.lowestAt);
    into.writeList(this.turnedAt);
    into.write(this.setpoint);
    into.write(this.watchedFrom);
    into.write(this.lastAt);
  }

  restore(from: Memory): void {
    this.mean.restore(new Memory(from.readList()));
    this.direction = from.read() || 0;
    this.highest = from.read();
    this.highestAt = from.read();
    this.lowest = from.read();
    this.lowestAt = from.read();
    this.turnedAt = from.readList();
    this.setpoint = from.read();
    this.watchedFrom = from.read();
    this.lastAt = from.read();
  }

  /** In a hole air may have turned, or not. */
  private goOn(at: Instant): void {
    if (at - this.lastAt > this.gapMax) this.forget();
    this.lastAt = at;
  }

  private note(which: 'highest' | 'lowest', value: number, at: Instant): void {
    this[which] = value;
    this[`${which}At`] = at;
  }

  /** The extreme that was left behind is where it turned; the way back begins here. */
  private turn(direction: 1 | -1, turnedAt: Instant, value: number, at: Instant): void {
    // What is so long ago was another swing.
    if (turnedAt - (this.turnedAt.at(-1) ?? turnedAt) > this.parameters.turnMax) this.turnedAt = [];
    // The first way only tells where it began.
    if (this.direction !== 0) this.turnedAt.push(turnedAt);
    this.direction = direction;
    this.note('highest', value, at);
    this.note('lowest', value, at);
    if (this.turnedAt.length > this.kept) this.turnedAt.shift();
  }

  private areOfASaw(): boolean {
    const { turnMin, lasting } = this.parameters;
    const lasted = (this.turnedAt.at(-1) as number) - (this.turnedAt[0] as number);
    return lasted >= lasting && lasted >= turnMin * (this.turnedAt.length - 1);
  }
}
