import type { EstimateParameters } from '@lenglian/limits';
import type { Celsius, Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/**
 * The product's temperature where no probe speaks: air that came in through a lag. With the fan off
 * air next to a sensor is not cargo, and the goods follow it much more slowly.
 */
export class Estimate implements Remembering {
  private readonly parameters: EstimateParameters;
  private readonly beginning: Celsius;
  private value = Number.NaN;
  private at = Number.NaN;

  /** @param beginning product temperature noted at loading; NaN when nobody did */
  constructor(parameters: EstimateParameters, beginning: Celsius) {
    this.parameters = parameters;
    this.beginning = beginning;
  }

  /** A probe knows better, and the estimate goes on from it. */
  know(product: Celsius, at: Instant): void {
    this.value = product;
    this.at = at;
  }

  /** @returns the estimate after this sample; NaN when it has no air and so says nothing new */
  follow(air: Celsius, isFanOff: boolean, at: Instant): Celsius {
    if (Number.isNaN(air)) return Number.NaN;
    if (Number.isNaN(this.at)) this.value = Number.isNaN(this.beginning) ? air : this.beginning;
    else {
      const lag = isFanOff ? this.parameters.lagFanOff : this.parameters.lag;
      this.value += (air - this.value) * -Math.expm1((this.at - at) / lag);
    }
    this.at = at;
    return this.value;
  }

  save(into: Memory): void {
    into.write(this.value);
    into.write(this.at);
  }

  restore(from: Memory): void {
    this.value = from.read();
    this.at = from.read();
  }
}
