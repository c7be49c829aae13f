import type { ReadingSeries } from '@lenglian/console-contract';
import { SECOND, type Duration, type Instant } from '@lenglian/quantities';

/** From `from` until `to`, UTC ms. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

type OneSeries = ReadingSeries['series'][number];

/** When a flag was on at any time, on any device that has it. */
export function intervalsOn(series: ReadingSeries, channel: string, gap: Duration): Interval[] {
  return intervalsWhere(series, channel, gap, (one, i) => {
    const most = one.max?.[i] ?? one.mean[i];
    return most !== null && most !== undefined && most > 0;
  });
}

/** When a flag was off at any time, on any device that has it. */
export function intervalsOff(series: ReadingSeries, channel: string, gap: Duration): Interval[] {
  return intervalsWhere(series, channel, gap, (one, i) => {
    const least = one.min?.[i] ?? one.mean[i];
    return least !== null && least !== undefined && least < 1;
  });
}

/** When nothing was measured: holes longer than `gap`, also before the first and after the last. */
export function intervalsWithout(series: ReadingSeries, gap: Duration): Interval[] {
  const edges = [series.from, ...series.times, series.to];
  return edges.slice(1).flatMap((to, i) => {
    const from = edges[i] as number;
    return to - from > gap ? [{ from, to }] : [];
  });
}

function intervalsWhere(
  series: ReadingSeries,
  channel: string,
  gap: Duration,
  holds: (one: OneSeries, index: number) => boolean,
): Interval[] {
  const intervals: Interval[] = [];
  for (const one of series.series.filter((each) => each.channel === channel))
    series.times.forEach((from, i) => {
      if (!holds(one, i)) return;
      const next = series.times[i + 1] ?? Infinity;
      // A point tells of its own interval, or until the next point; never across a hole.
      const own = Math.max(series.widthSeconds * SECOND, 30 * SECOND);
      intervals.push({ from, to: next - from <= gap ? next : from + own });
    });
  return merged(intervals);
}

/** Touching and overlapping intervals become one. */
export function merged(intervals: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && next.from <= last.to)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else result.push(next);
  }
  return result;
}
