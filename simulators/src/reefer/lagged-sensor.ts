import { gaussian, type Celsius, type RandomSource } from '@lenglian/quantities';
import { STEP_SECONDS } from '../thermal/thermal-model.ts';

/** A sensor that follows what it measures with a delay of the first order. */
export class LaggedSensor {
  celsius: Celsius;
  private readonly share: number;

  /** @param timeConstantSeconds bare sensors in moving air take 30…90 s (confidence C) */
  constructor(startCelsius: Celsius, timeConstantSeconds: number) {
    this.celsius = startCelsius;
    this.share = 1 - Math.exp(-STEP_SECONDS / timeConstantSeconds);
  }

  /** Goes on by one step of the model. */
  follow(trueCelsius: Celsius): void {
    this.celsius += this.share * (trueCelsius - this.celsius);
  }
}

/** What a device reports: with noise, to one tenth, never "−0". */
export function readOut(value: number, random: RandomSource, sigma: number): number {
  return Math.round((value + gaussian(random, sigma)) * 10) / 10 + 0;
}
