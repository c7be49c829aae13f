import type { SharedChart } from '@lenglian/console-contract';
import { HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';

/** One moment of the chart, °C. */
export interface ChartPoint {
  readonly time: Instant;
  readonly low: number;
  readonly high: number;
}

/** Three quarters of an hour without a value are shown as a hole. */
const GAP_MIN: Duration = 45 * MINUTE;

/** Between two times on the axis. */
const TICK: Duration = 6 * HOUR;

/** Kelvin above and below whatever is drawn. */
const MARGIN = 0.5;

/** The stretches in which the goods were measured throughout, by time. */
export function stretchesOf({ times, lowCelsius, highCelsius }: SharedChart): ChartPoint[][] {
  const stretches: ChartPoint[][] = [];
  times.forEach((time, index) => {
    const point = { time, low: lowCelsius[index] ?? NaN, high: highCelsius[index] ?? NaN };
    const stretch = stretches.at(-1);
    const last = stretch?.at(-1);
    if (stretch && last && time - last.time <= GAP_MIN) stretch.push(point);
    else stretches.push([point]);
  });
  return stretches;
}

/** What the chart spans from bottom to top: all that was measured, and the band, °C. */
export function heightOf(
  { lowCelsius, highCelsius }: SharedChart,
  bandLowCelsius: number | null,
  bandHighCelsius: number,
): { readonly bottom: number; readonly top: number } {
  const bottom = Math.min(...lowCelsius, bandLowCelsius ?? bandHighCelsius);
  return {
    bottom: Math.floor(bottom - MARGIN),
    top: Math.ceil(Math.max(...highCelsius, bandHighCelsius) + MARGIN),
  };
}

/** Every six hours of a clock, within the window. @param midnight of that clock before the window */
export function ticksOf({ from, to }: SharedChart, midnight: Instant): Instant[] {
  const count = Math.floor((to - midnight) / TICK) + 1;
  return Array.from({ length: count }, (_, index) => midnight + index * TICK).filter(
    (tick) => tick >= from,
  );
}
