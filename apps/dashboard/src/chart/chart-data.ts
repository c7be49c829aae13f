import type { LatestReading, ReadingSeries } from '@lenglian/console-contract';
import { MINUTE, SECOND, type Duration, type Instant } from '@lenglian/quantities';
import type { ChannelName } from '@lenglian/readings';

/** Temperatures a chart can draw, in the order of its legend. */
export const LINE_CHANNELS = [
  'cargoProbe1TemperatureCelsius',
  'cargoProbe2TemperatureCelsius',
  'cargoProbe3TemperatureCelsius',
  'cargoProbe4TemperatureCelsius',
  'returnTemperatureCelsius',
  'supplyTemperatureCelsius',
  'setpointTemperatureCelsius',
  'ambientTemperatureCelsius',
] as const satisfies readonly ChannelName[];
export type LineChannel = (typeof LINE_CHANNELS)[number];

/** `null` is a hole in the line; `undefined` is only another sensor's time and is drawn over. */
export type LineValue = number | null | undefined;

export interface ChartLine {
  readonly channel: LineChannel;
  readonly deviceId: string;
  readonly values: readonly LineValue[];
}

/** Columns on one common time axis, UTC ms, ascending. */
export interface ChartData {
  readonly times: readonly Instant[];
  readonly lines: readonly ChartLine[];
}

/** A hole shorter than this is never shown as one. */
const GAP_MIN: Duration = 5 * MINUTE;

/** Longest span between two samples that still counts as measured throughout: 2½ usual steps. */
export function gapOf(series: Pick<ReadingSeries, 'times' | 'widthSeconds'>): Duration {
  const steps = series.times.slice(1).map((time, i) => time - (series.times[i] as number));
  steps.sort((a, b) => a - b);
  const usual = steps[Math.floor(steps.length / 2)] ?? 0;
  return Math.max(GAP_MIN, 2.5 * Math.max(usual, series.widthSeconds * SECOND));
}

/** The lines of a window, with every hole longer than `gap` kept open. */
export function chartData(series: ReadingSeries, gap: Duration): ChartData {
  const axis = timesWithBreaks(series.times, gap);
  const lines = LINE_CHANNELS.flatMap((channel) =>
    series.series
      .filter((one) => one.channel === channel && one.mean.some((value) => value !== null))
      .map((one) => ({
        channel,
        deviceId: one.deviceId,
        values: lineValues(axis, one.mean, gap),
      })),
  );
  return { times: axis.map(({ time }) => time), lines };
}

interface AxisPoint {
  readonly time: Instant;
  /** Index in the series; undefined for the middle of a hole. */
  readonly index: number | undefined;
}

/** One more point in the middle of each hole, where every line is null. */
function timesWithBreaks(times: readonly Instant[], gap: Duration): AxisPoint[] {
  return times.flatMap((time, index) => {
    const before = times[index - 1];
    const point = { time, index };
    if (before === undefined || time - before <= gap) return [point];
    return [{ time: (before + time) / 2, index: undefined }, point];
  });
}

function lineValues(
  axis: readonly AxisPoint[],
  mean: ReadonlyArray<number | null>,
  gap: Duration,
): LineValue[] {
  const values: LineValue[] = axis.map(({ index }) =>
    index === undefined ? null : (mean[index] ?? null),
  );
  let last = -1;
  values.forEach((value, i) => {
    if (value === null) return;
    const isJoined = last >= 0 && timeAt(axis, i) - timeAt(axis, last) <= gap;
    if (isJoined) for (let between = last + 1; between < i; between++) values[between] = undefined;
    last = i;
  });
  return values;
}

function timeAt(axis: readonly AxisPoint[], i: number): Instant {
  return (axis[i] as AxisPoint).time;
}

const LIVE_CHANNELS: ReadonlyArray<
  readonly [ChannelName, (latest: LatestReading) => number | null]
> = [
  ['setpointTemperatureCelsius', (latest) => latest.setpointTemperatureCelsius],
  ['supplyTemperatureCelsius', (latest) => latest.supplyTemperatureCelsius],
  ['returnTemperatureCelsius', (latest) => latest.returnTemperatureCelsius],
  ['ambientTemperatureCelsius', (latest) => latest.ambientTemperatureCelsius],
  ['doorOpen', (latest) => flagValue(latest.doorOpen)],
  ['isConnectedToPowerSource', (latest) => flagValue(latest.isConnectedToPowerSource)],
  ['isDefrosting', (latest) => flagValue(latest.isDefrosting)],
];

function flagValue(flag: boolean | null): number | null {
  return flag === null ? null : Number(flag);
}

/**
 * The window with the newest reading at its end, for the seconds until it is fetched again. A channel
 * that several devices measure is left alone: the latest value does not say whose it is; so is the
 * cargo when there is more than one probe, because only the warmest is told.
 */
export function withLatest(series: ReadingSeries, latest: LatestReading | null): ReadingSeries {
  const last = series.times.at(-1);
  if (latest === null || (last !== undefined && latest.measuredAt <= last)) return series;
  const cargo = series.series.filter((one) => one.channel.startsWith('cargoProbe'));
  const valueOf = (channel: string): number | null => {
    if (channel.startsWith('cargoProbe'))
      return cargo.length === 1 ? latest.cargoTemperatureCelsius : null;
    const same = series.series.filter((one) => one.channel === channel);
    const live = LIVE_CHANNELS.find(([name]) => name === channel);
    return same.length === 1 && live !== undefined ? live[1](latest) : null;
  };
  return {
    ...series,
    to: Math.max(series.to, latest.measuredAt),
    times: [...series.times, latest.measuredAt],
    series: series.series.map((one) => {
      const value = valueOf(one.channel);
      return {
        ...one,
        mean: [...one.mean, value],
        ...(one.min === undefined ? {} : { min: [...one.min, value] }),
        ...(one.max === undefined ? {} : { max: [...one.max, value] }),
      };
    }),
  };
}
