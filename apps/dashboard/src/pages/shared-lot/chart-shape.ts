import type { SharedChart } from '@lenglian/console-contract';
import { DAY, HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';

/** One moment of the chart, °C. */
export interface ChartPoint {
  readonly time: Instant;
  readonly low: number;
  readonly high: number;
}

/** Three quarters of an hour without a value are shown as a hole; more where a value stands for more. */
const GAP_MIN: Duration = 45 * MINUTE;
const WIDTHS_OF_HOLE = 1.5;

/** Times on the axis at most; what lies between two is whole days, or six hours on a short one. */
const TICKS_MAX = 10;
const TICK_SHORT: Duration = 6 * HOUR;

/** Kelvin above and below whatever is drawn. */
const MARGIN = 0.5;

/** The stretches in which the goods were measured throughout, by time. */
export function stretchesOf({ times, lowCelsius, highCelsius }: SharedChart): ChartPoint[][] {
  const stretches: ChartPoint[][] = [];
  const between = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const narrowest = between.reduce((a, b) => Math.min(a, b), 4 * GAP_MIN);
  const hole = Math.max(GAP_MIN, WIDTHS_OF_HOLE * narrowest);
  times.forEach((time, index) => {
    const point = { time, low: lowCelsius[index] ?? NaN, high: highCelsius[index] ?? NaN };
    const stretch = stretches.at(-1);
    const last = stretch?.at(-1);
    if (stretch && last && time - last.time <= hole) stretch.push(point);
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

/** Every six hours of a clock within the window, or every day or more of a long one. @param midnight of that clock before the window */
export function ticksOf({ from, to }: SharedChart, midnight: Instant): Instant[] {
  const days = Math.ceil((to - from) / DAY / TICKS_MAX);
  const step = to - from > 2 * DAY ? days * DAY : TICK_SHORT;
  const count = Math.floor((to - midnight) / step) + 1;
  return Array.from({ length: count }, (_, index) => midnight + index * step).filter(
    (tick) => tick >= from,
  );
}
