import type { RuleParameters } from '@lenglian/limits';
import type { Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/** Turns that make a saw-tooth: up, down, up. */
const TURNS = 3;

/**
 * Whether return air goes up and down as of a unit that starts and stops to save fuel: turns by at
 * least `swing`, each neither too soon nor too long after the other (domain.md §7, START_STOP).
 */
export class Turns implements Remembering {
  private readonly parameters: NonNullable<RuleParameters['startStop']>;
  /** 1 while rising, −1 while falling, 0 before the first turn. */
  private direction = 0;
  private highest = Number.NaN;
  private highestAt = Number.NaN;
  private lowest = Number.NaN;
  private lowestAt = Number.NaN;
  private turnedAt: number[] = [];
  private setpoint = Number.NaN;

  constructor(parameters: NonNullable<RuleParameters['startStop']>) {
    this.parameters = parameters;
  }

  /** @param setpoint as the unit says it; NaN where it says nothing */
  observe(value: number, at: Instant, setpoint: number): boolean {
    const { swing, within } = this.parameters;
    // Air that goes where it is newly set to is no tooth of a saw.
    if (Math.abs(setpoint - this.setpoint) >= swing) this.forget();
    if (!Number.isNaN(setpoint)) this.setpoint = setpoint;
    if (!(value <= this.highest)) this.note('highest', value, at);
    if (!(value >= this.lowest)) this.note('lowest', value, at);
    if (this.direction >= 0 && this.highest - value >= swing)
      this.turn(-1, this.highestAt, value, at);
    else if (this.direction <= 0 && value - this.lowest >= swing)
      this.turn(1, this.lowestAt, value, at);
    while (this.turnedAt.length > 0 && at - (this.turnedAt[0] as number) > within)
      this.turnedAt.shift();
    return this.turnedAt.length >= TURNS && this.areRegular();
  }

  forget(): void {
    this.direction = 0;
    this.highest = this.highestAt = this.lowest = this.lowestAt = Number.NaN;
    if (this.turnedAt.length > 0) this.turnedAt = [];
  }

  save(into: Memory): void {
    into.write(this.direction);
    into.write(this.highest);
    into.write(this.highestAt);
    into.write(this.lowest);
    into.write(this.lowestAt);
    into.writeList(this.turnedAt);
    into.write(this.setpoint);
  }

  restore(from: Memory): void {
    this.direction = from.read() || 0;
    this.highest = from.read();
    this.highestAt = from.read();
    this.lowest = from.read();
    this.lowestAt = from.read();
    this.turnedAt = from.readList();
    this.setpoint = from.read();
  }

  private note(which: 'highest' | 'lowest', value: number, at: Instant): void {
    this[which] = value;
    this[`${which}At`] = at;
  }

  /** The extreme that was left behind is where it turned; the way back begins here. */
  private turn(direction: 1 | -1, turnedAt: Instant, value: number, at: Instant): void {
    // The first way only tells where it began.
    if (this.direction !== 0) this.turnedAt.push(turnedAt);
    this.direction = direction;
    this.note('highest', value, at);
    this.note('lowest', value, at);
    if (this.turnedAt.length > TURNS) this.turnedAt.shift();
  }

  private areRegular(): boolean {
    const { turnMin, turnMax } = this.parameters;
    return this.turnedAt.every((at, i) => {
      const apart = i === 0 ? turnMin : at - (this.turnedAt[i - 1] as number);
      return apart >= turnMin && apart <= turnMax;
    });
  }
}
