import { MINUTE, gaussian, type Instant, type RandomSource } from '@lenglian/quantities';
import type { PredictedLimits } from './predicted-limits.ts';
import type { TwinSample } from './twin-sample.ts';
import type { OperatingContext } from './where-to-act.ts';

/** Korla pears: band to 2 °C, critical −1 and 8. */
export function somePredictedLimits(changes: Partial<PredictedLimits> = {}): PredictedLimits {
  return {
    ...{ bandHigh: 2, criticalHigh: 8, criticalLow: -1, zones: [] },
    gapMax: 10 * MINUTE,
    ...changes,
  };
}

/** A unit that keeps 0 °C at 20 °C outside. */
export function aTwinSample(changes: Partial<TwinSample> & { measuredAt: Instant }): TwinSample {
  return {
    ...{ warmestCelsius: 0.4, coldestCelsius: 0.3, isEstimated: false },
    ...{ setpointCelsius: 0, supplyCelsius: 0, returnCelsius: 0.8, ambientCelsius: 20 },
    ...{ isPowered: true, isDoorOpen: false, isDefrosting: false },
    ...changes,
  };
}

/** By rail, nothing ahead and no end: whatever is coming is said. */
export function aContext(changes: Partial<OperatingContext> = {}): OperatingContext {
  return { mode: 'RAIL', stops: [], arrivalAt: null, plannedSetpointCelsius: null, ...changes };
}

/** What an ideal box goes through: `offAfter` minutes of cooling, then no power. */
export interface IdealBox {
  readonly from: Instant;
  readonly minutes: number;
  readonly offAfterMinutes: number;
  readonly ambientCelsius: number;
  /** Where air ends between fruit and outside without power. */
  readonly leakShare: number;
  readonly fanPerHour: number;
  readonly stillPerHour: number;
  /** Noise of every reading, K; 0 reads exactly, else in tenths. */
  readonly sigma: number;
}

/** A box of one piece of fruit and one of air, by the twin's own equations, a sample a minute. */
export function idealSamples(box: IdealBox, random: RandomSource): TwinSample[] {
  let fruit = 0.3;
  let air = 0.2;
  const read = (celsius: number): number =>
    box.sigma === 0 ? celsius : Math.round((celsius + gaussian(random, box.sigma)) * 10) / 10 + 0;
  return Array.from({ length: box.minutes }, (_, minute) => {
    const isPowered = minute < box.offAfterMinutes;
    const still = fruit + box.leakShare * (box.ambientCelsius - fruit);
    air += ((isPowered ? 0.2 : still) - air) * (1 - Math.exp(-1 / 24));
    fruit += ((isPowered ? box.fanPerHour : box.stillPerHour) / 60) * (air - fruit);
    const product = read(fruit);
    return aTwinSample({
      measuredAt: box.from + minute * MINUTE,
      ...{ warmestCelsius: product, coldestCelsius: product, isPowered },
      ...{ supplyCelsius: read(air), returnCelsius: read(air + (isPowered ? 0.5 : 0)) },
      ambientCelsius: box.ambientCelsius,
    });
  });
}
