import { MINUTE, type Celsius, type Duration } from '@lenglian/quantities';
import { stretchesWithin, type TemperatureSeries, type TimeSpan } from './series.ts';

/** How long goods were measured, and of that above and below two limits. */
export interface MinutesOutside {
  readonly measured: number;
  readonly above: number;
  readonly below: number;
}

/**
 * Minutes for which both ends of a stretch, or one, were outside: a stretch that crosses a limit counts by
 * the part that lies outside, taken as a straight line. A temperature equal to a limit is inside it.
 *
 * @param low null: no limit downwards
 */
export function minutesOutside(
  series: TemperatureSeries,
  span: TimeSpan,
  { low, high }: { readonly low: Celsius | null; readonly high: Celsius },
): MinutesOutside {
  let [measured, above, below] = [0, 0, 0];
  for (const stretch of stretchesWithin(series, span)) {
    if (!stretch.isMeasured) continue;
    const { from, until, before, after } = stretch;
    measured += until - from;
    const line = (pick: 'low' | 'high', at: number) =>
      before[pick] + ((after[pick] - before[pick]) * (at - before.at)) / (after.at - before.at);
    above += positivePart(line('high', from) - high, line('high', until) - high) * (until - from);
    if (low !== null)
      below += positivePart(low - line('low', from), low - line('low', until)) * (until - from);
  }
  return { measured: measured / MINUTE, above: above / MINUTE, below: below / MINUTE };
}

/** Of a straight line between two values: the part, 0…1, that is above 0. */
function positivePart(first: number, last: number): number {
  if (first <= 0 && last <= 0) return 0;
  if (first > 0 && last > 0) return 1;
  return Math.max(first, last) / Math.abs(first - last);
}

/** Stretches in which nothing was measured, in order. */
export function gapsIn(
  series: TemperatureSeries,
  span: TimeSpan,
): (TimeSpan & { readonly length: Duration })[] {
  return [...stretchesWithin(series, span)]
    .filter(({ isMeasured }) => !isMeasured)
    .map(({ from, until }) => ({ from, until, length: until - from }));
}
