import { MINUTE, type Celsius, type Duration } from '@lenglian/quantities';
import { ageingRate, type ShelfLifeModel } from './kinetics.ts';
import { stretchesWithin, type Stretch, type TemperatureSeries, type TimeSpan } from './series.ts';

/** Between which temperatures goods are taken to have been while nobody measured. */
export interface UnseenBounds {
  readonly coldest: Celsius;
  /** ≥ `coldest`. */
  readonly warmest: Celsius;
}

/** How far goods aged: time at the reference temperature that does the same. */
export interface Ageing {
  /** If the coldest that was measured, or is plausible, held everywhere. */
  readonly best: Duration;
  /** ≥ `best`. */
  readonly worst: Duration;
  readonly measuredMinutes: number;
  readonly unknownMinutes: number;
}

export const NO_AGEING: Ageing = { best: 0, worst: 0, measuredMinutes: 0, unknownMinutes: 0 };

/**
 * How far goods aged in a span: Σ rate·dt, with the rate linear between two samples. In a gap no value is
 * held: the best case is the coldest, the worst case the warmest of the bounds and the samples beside it.
 *
 * Adding the ageing of two spans that touch gives that of both together.
 */
export function ageingIn(
  series: TemperatureSeries,
  span: TimeSpan,
  model: ShelfLifeModel,
  unseen: UnseenBounds,
): Ageing {
  let [best, worst, measured, unknown] = [0, 0, 0, 0];
  const rate = (at: Celsius) => ageingRate(model, at);
  for (const stretch of stretchesWithin(series, span)) {
    const length = stretch.until - stretch.from;
    if (stretch.isMeasured) {
      measured += length;
      best += linearMean(stretch, ({ low }) => rate(low)) * length;
      worst += linearMean(stretch, ({ high }) => rate(high)) * length;
    } else {
      unknown += length;
      const { neighbours } = stretch;
      best += rate(Math.min(unseen.coldest, ...neighbours.map(({ low }) => low))) * length;
      worst += rate(Math.max(unseen.warmest, ...neighbours.map(({ high }) => high))) * length;
    }
  }
  // Equal sums may differ in the last bit.
  worst = Math.max(best, worst);
  return { best, worst, measuredMinutes: measured / MINUTE, unknownMinutes: unknown / MINUTE };
}

type Measured = Extract<Stretch, { isMeasured: true }>;

/** The mean of what is linear between two samples, over the part of the stretch that counts. */
export function linearMean(
  { from, until, before, after }: Measured,
  of: (sample: Measured['before']) => number,
): number {
  const [first, last] = [of(before), of(after)];
  const middle = (from + until) / 2;
  return first + ((last - first) * (middle - before.at)) / (after.at - before.at);
}

/** One after the other. */
export function addAgeing(a: Ageing, b: Ageing): Ageing {
  return {
    best: a.best + b.best,
    worst: a.worst + b.worst,
    measuredMinutes: a.measuredMinutes + b.measuredMinutes,
    unknownMinutes: a.unknownMinutes + b.unknownMinutes,
  };
}
