import type { ReadingSeries } from '@lenglian/console-contract';
import type { RollUp } from '@lenglian/history';
import type { Duration, Instant } from '@lenglian/quantities';
import { CHANNELS, judgedValue, type ChannelIndex, type Reading } from '@lenglian/readings';
import { POSITION_CHANNELS, type TracksTold } from './tracks.ts';

interface Point {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  readonly count: number;
}

/** One device's channel while it is gathered: its points by time. */
interface Gathered {
  readonly deviceId: string;
  readonly channel: ChannelIndex;
  readonly points: Map<Instant, Point>;
}

/** Gathers readings or roll-ups of several devices and lays them out as columns over one time axis. */
export class SeriesColumns {
  private readonly gathered = new Map<string, Gathered>();
  private readonly times = new Set<Instant>();

  addReadings(deviceId: string, readings: readonly Reading[], isTold: TracksTold): void {
    for (const reading of readings) {
      for (let channel = 0; channel < CHANNELS.length; channel++) {
        const value = judgedValue(reading, channel);
        if (value === undefined) continue;
        const at = reading.measuredAt;
        if (POSITION_CHANNELS.has(channel) && !isTold(at, at + 1)) continue;
        const point = { mean: value, min: value, max: value, count: 1 };
        this.add(deviceId, channel, at, point);
      }
    }
  }

  /** Roll-ups that share an interval of `width` are joined; their mean is weighed by count. */
  addRollUps(
    deviceId: string,
    rollUps: readonly RollUp[],
    width: Duration,
    isTold: TracksTold,
  ): void {
    for (const rollUp of rollUps) {
      const start = Math.floor(rollUp.start / width) * width;
      if (POSITION_CHANNELS.has(rollUp.channel) && !isTold(start, start + width)) continue;
      this.add(deviceId, rollUp.channel, start, rollUp);
    }
  }

  /** Points on the common time axis. */
  get timeCount(): number {
    return this.times.size;
  }

  /** @param hasExtremes whether to give min and max: not for the readings themselves */
  columns(hasExtremes: boolean): Pick<ReadingSeries, 'times' | 'series'> {
    const times = [...this.times].sort((a, b) => a - b);
    const lines = [...this.gathered.values()].sort(
      (a, b) => a.channel - b.channel || (a.deviceId < b.deviceId ? -1 : 1),
    );
    return {
      times,
      series: lines.map(({ deviceId, channel, points }) => {
        const column = (field: 'mean' | 'min' | 'max'): (number | null)[] =>
          times.map((time) => points.get(time)?.[field] ?? null);
        return {
          channel: (CHANNELS[channel] as (typeof CHANNELS)[number]).name,
          deviceId,
          mean: column('mean'),
          ...(hasExtremes ? { min: column('min'), max: column('max') } : {}),
        };
      }),
    };
  }

  private add(deviceId: string, channel: ChannelIndex, time: Instant, point: Point): void {
    const key = `${channel}\n${deviceId}`;
    const line = this.gathered.get(key) ?? { deviceId, channel, points: new Map<Instant, Point>() };
    this.gathered.set(key, line);
    this.times.add(time);
    const before = line.points.get(time);
    line.points.set(time, before === undefined ? point : joined(before, point));
  }
}

function joined(a: Point, b: Point): Point {
  const count = a.count + b.count;
  return {
    count,
    mean: (a.mean * a.count + b.mean * b.count) / count,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
  };
}
