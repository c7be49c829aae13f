import type { EstimateParameters } from '@lenglian/limits';
import type { Celsius, Duration, Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';
import type { Silence } from './paces.ts';

/** What is not sure of a core that was not measured for a day, kelvin. */
export const UNSURE = 0.5;

/**
 * The product's temperature where no probe speaks: its outer part, which follows the air, and behind it the core. With
 * the fan off air next to a sensor is not cargo, and the goods follow it much more slowly. The core is known from a
 * temperature noted at loading or from a probe that has spoken; without, the outer part is all that is estimated.
 */
export class Estimate implements Remembering {
  private readonly parameters: EstimateParameters;
  private readonly silence: Silence;
  private readonly beginning: Celsius;
  private outer = Number.NaN;
  private core: Celsius;
  private at = Number.NaN;
  private air = Number.NaN;

  /** @param beginning product temperature noted at loading; NaN when nobody did */
  constructor(parameters: EstimateParameters, silence: Silence, beginning: Celsius) {
    this.parameters = parameters;
    this.silence = silence;
    this.beginning = beginning;
    this.core = beginning;
  }

  /** The warmer of the two parts. */
  get warmest(): Celsius {
    return this.core > this.outer ? this.core : this.outer;
  }

  /** The warmer of a temperature of the outer part and of what the core surely is, where it is known. */
  orCore(outer: Celsius): Celsius {
    return this.core - UNSURE > outer ? this.core - UNSURE : outer;
  }

  /** Whether anybody ever told how warm the goods are inside. */
  get isCoreKnown(): boolean {
    return !Number.isNaN(this.core);
  }

  /** Whether it has begun. */
  get isKnown(): boolean {
    return !Number.isNaN(this.at);
  }

  /** Whether air has been silent for longer than nothing is held. */
  isHole(at: Instant): boolean {
    return at - this.at > this.silence.max;
  }

  /** The colder of the two parts. */
  get coldest(): Celsius {
    return this.core < this.outer ? this.core : this.outer;
  }

  /** As at the beginning. */
  forget(): void {
    this.outer = this.at = this.air = Number.NaN;
    this.core = this.beginning;
  }

  /**
   * A probe knows better, and the estimate goes on from it.
   *
   * @param core where it is another than the outer part
   */
  know(product: Celsius, at: Instant, core = product): void {
    this.outer = product;
    this.core = core;
    this.at = at;
    this.air = Number.NaN;
  }

  /**
   * @param first where the outer part begins with the first air; NaN as that air
   * @returns the outer part after this sample; NaN when it has no air and so says nothing new
   */
  follow(air: Celsius, isFanOff: boolean, at: Instant, first = this.beginning): Celsius {
    if (Number.isNaN(air)) return Number.NaN;
    if (Number.isNaN(this.at)) this.outer = Number.isNaN(first) ? air : first;
    else this.goOn(this.meanSince(air, at - this.at), isFanOff, at - this.at);
    this.at = at;
    this.air = air;
    return this.outer;
  }

  /** Of the air between two samples. */
  private meanSince(air: Celsius, apart: Duration): Celsius {
    return apart <= this.silence.max && !Number.isNaN(this.air) ? (this.air + air) / 2 : air;
  }

  private goOn(air: Celsius, isFanOff: boolean, apart: Duration): void {
    const { lag, lagFanOff, lagOfCore, lagBehindCore } = this.parameters;
    const byAir = 1 / (isFanOff ? lagFanOff : lag);
    if (Number.isNaN(this.core)) {
      this.outer += (air - this.outer) * shareIn(apart * byAir);
      return;
    }
    const byCore = 1 / lagBehindCore;
    const between = (air * byAir + this.core * byCore) / (byAir + byCore);
    this.outer += (between - this.outer) * shareIn(apart * (byAir + byCore));
    this.core += (this.outer - this.core) * shareIn(apart / lagOfCore);
  }

  save(into: Memory): void {
    into.write(this.outer);
    into.write(this.core);
    into.write(this.at);
    into.write(this.air);
  }

  restore(from: Memory): void {
    this.outer = from.read();
    this.core = from.read();
    this.at = from.read();
    this.air = from.read();
    // Nothing was saved: as at the beginning.
    if (Number.isNaN(this.at)) this.core = this.beginning;
  }
}

/** The share of its way that what follows by a lag goes in so many lags. */
function shareIn(lags: number): number {
  return -Math.expm1(-lags);
}
