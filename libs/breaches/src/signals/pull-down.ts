import type { LimitProfile, PullDownParameters } from '@lenglian/limits';
import { HOUR, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import type { LotContext } from '../lot-context.ts';
import { UNSURE } from './estimate.ts';
import type { Memory, Remembering } from './memory.ts';

/** A new low is lower than the last by more than a probe's noise, kelvin. */
const NEW_LOW = 0.05;
/** An estimate has no noise. */
const NEW_LOW_ESTIMATED = 0.01;
/**
 * Once it has begun to fall, fruit may take so many times longer for its next low: near its end 21 t lose a tenth of a
 * kelvin, which is what a probe can tell, in two hours and more.
 */
const PATIENCE = 3;
/** What air of a room takes for fruit from the field: seven eighths of the way in 25…50 h (domain.md §5). [C] */
const PRE_COOLING_LASTS: Duration = 50 * HOUR;

export type PullDownState =
  /** Cooled down, or never warm. */
  | 'DONE'
  /** Falling, or loaded only just now. */
  | 'FALLING'
  /** Does not fall, or not by its deadline: nothing is excused. */
  | 'LATE';

/**
 * The cooling of goods that were loaded warm. It excuses the band only while new lows are reached, and
 * ends by itself (operations.md §A1). Goods that nobody saw warm soon after loading have none.
 */
export class PullDown implements Remembering {
  private readonly parameters: PullDownParameters;
  private readonly loadedAt: Instant;
  private readonly preCooledUntil: Instant;
  private readonly cooled: Celsius;
  /** Whether it is field heat that goods give off before their journey: no budget is spent by that. */
  isPreCooling = false;
  private isDone = false;
  private lowest = Number.NaN;
  private lowestAt = Number.NaN;
  private hasFallen = false;

  constructor(
    parameters: PullDownParameters,
    { loadedAt, preCooledUntil }: Pick<LotContext, 'loadedAt' | 'preCooledUntil'>,
    { setpoint, band }: Pick<LimitProfile, 'setpoint' | 'band'>,
  ) {
    this.parameters = parameters;
    this.loadedAt = loadedAt ?? Infinity;
    this.preCooledUntil = preCooledUntil === undefined ? -Infinity : (preCooledUntil ?? Infinity);
    // A narrow band ends nearer to the set-point: goods above it are not cooled down.
    this.cooled = Math.min(setpoint + parameters.margin, band.high);
  }

  /** Whether they have cooled down: nothing is asked of them any more. */
  get isOver(): boolean {
    return this.isDone;
  }

  /** Nobody could tell until now whether they fall. */
  waitFrom(at: Instant): void {
    if (!Number.isNaN(this.lowestAt)) this.lowestAt = at;
  }

  /** @param product NaN in a sample that says nothing of it */
  observe(product: Celsius, isEstimated: boolean, at: Instant): PullDownState {
    const isInRoom = at < this.preCooledUntil;
    const { deadline } = this.parameters;
    const lasts = isInRoom ? Math.max(deadline, PRE_COOLING_LASTS) : deadline;
    const state = this.stateOf(product, isEstimated, at, lasts);
    this.isPreCooling = isInRoom && state === 'FALLING';
    return state;
  }

  private stateOf(
    product: Celsius,
    isEstimated: boolean,
    at: Instant,
    deadline: Duration,
  ): PullDownState {
    if (at < this.loadedAt || this.isDone) return 'DONE';
    const age = at - this.loadedAt;
    const { fallsFrom } = this.parameters;
    const unsure = isEstimated && age >= deadline ? UNSURE : 0;
    if (product <= this.cooled + unsure) return this.end();
    // Goods of which nothing was heard so long after loading may have been cool, and warmed since.
    if (Number.isNaN(this.lowest) && age >= fallsFrom) {
      return Number.isNaN(product) ? 'DONE' : this.end();
    }
    if (
      !(product >= this.lowest - (isEstimated ? NEW_LOW_ESTIMATED : NEW_LOW)) &&
      !Number.isNaN(product)
    ) {
      this.hasFallen = !Number.isNaN(this.lowest);
      this.lowest = product;
      this.lowestAt = at;
    }
    const patience = this.hasFallen ? PATIENCE * fallsFrom : fallsFrom;
    const isFalling = age < fallsFrom || at - this.lowestAt < patience;
    return age < deadline && isFalling ? 'FALLING' : 'LATE';
  }

  /** What it went through is of no more use, and late data change nothing of it. */
  private end(): PullDownState {
    this.isDone = true;
    this.lowest = this.lowestAt = Number.NaN;
    this.hasFallen = false;
    return 'DONE';
  }

  save(into: Memory): void {
    into.write(this.isDone ? 1 : 0);
    into.write(this.lowest);
    into.write(this.lowestAt);
    into.write(this.hasFallen ? 1 : 0);
  }

  restore(from: Memory): void {
    this.isDone = from.read() === 1;
    this.lowest = from.read();
    this.lowestAt = from.read();
    this.hasFallen = from.read() === 1;
  }
}
