import type { TelemetrySample } from '@lenglian/device-messages';
import type { Celsius, Instant } from '@lenglian/quantities';

/** The goods in a plant as no sensor knows them; all temperatures equal where it is empty. */
export interface PlantTruth {
  /** What is in it, kg. */
  readonly kilograms: number;
  /** The mean of all of it, by heat capacity. */
  readonly celsius: Celsius;
  /** The warmest and the coldest part that the model tells apart. */
  readonly warmestCelsius: Celsius;
  readonly coldestCelsius: Celsius;
}

/**
 * Anything that a device is fixed to, in event time: a box, a tank, a room. The same plan and the
 * same randomness give the same samples; one sample always draws equally often.
 */
export interface SimulatedPlant {
  readonly truth: PlantTruth;
  /** Lets the physics go on up to the last whole step not after `instant`. */
  advanceTo(instant: Instant): void;
  /** What the device measures at `measuredAt`; advances to it. Ask in order of time. */
  sample(measuredAt: Instant): TelemetrySample;
}
