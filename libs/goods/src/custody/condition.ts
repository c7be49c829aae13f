import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import { CHANNELS, judgedValue, type ChannelName, type Reading } from '@lenglian/readings';

/** GB 31605-2020: on the way a value at least every 10 minutes; a longer pause is a gap. */
export const GAP_MIN: Duration = 10 * MINUTE;

/** More pauses than these are told by their sum only. */
const GAPS_MAX = 50;

/** The channels that tell how goods were kept. */
const TOLD = CHANNELS.map(({ name }, index) => ({ name, index })).filter(
  ({ name }) => /TemperatureCelsius$/.test(name) && !/^(setpoint|ambient|evaporator)/.test(name),
);

/** The least and the greatest value of one signal. */
export interface SignalRange {
  readonly signal: ChannelName;
  readonly minimumCelsius: number;
  readonly maximumCelsius: number;
}

/** How a unit's goods were kept in a stretch of time, as far as anybody measured. */
export interface UnitCondition {
  readonly from: Instant;
  /** Excluded. */
  readonly until: Instant;
  readonly readingCount: number;
  readonly signals: readonly SignalRange[];
  /** Pauses longer than `GAP_MIN`, also at both ends; the first fifty. */
  readonly gaps: readonly { readonly from: Instant; readonly until: Instant }[];
  readonly gapMinutes: number;
}

/** Gathers readings of a unit, of any number of devices, in any order, into its condition. */
export class ConditionOf {
  private readonly ranges = new Map<number, { least: number; greatest: number }>();
  private readonly times: Instant[] = [];

  private readonly from: Instant;
  private readonly until: Instant;

  /** From … until, the end excluded. */
  constructor(from: Instant, until: Instant) {
    this.from = from;
    this.until = until;
  }

  add(reading: Reading): void {
    if (reading.measuredAt < this.from || reading.measuredAt >= this.until) return;
    let isTold = false;
    for (const { index } of TOLD) {
      const value = judgedValue(reading, index);
      if (value === undefined) continue;
      isTold = true;
      const range = this.ranges.get(index);
      if (!range) this.ranges.set(index, { least: value, greatest: value });
      else {
        range.least = Math.min(range.least, value);
        range.greatest = Math.max(range.greatest, value);
      }
    }
    if (isTold) this.times.push(reading.measuredAt);
  }

  result(): UnitCondition {
    const { from, until, times } = this;
    const edges = [from, ...times.toSorted((a, b) => a - b), until];
    const gaps = edges.flatMap((end, index) => {
      const begin = edges[index - 1];
      return begin !== undefined && end - begin > GAP_MIN ? [{ from: begin, until: end }] : [];
    });
    return {
      ...{ from, until, readingCount: times.length },
      signals: TOLD.flatMap(({ name, index }) => {
        const range = this.ranges.get(index);
        if (!range) return [];
        return [{ signal: name, minimumCelsius: range.least, maximumCelsius: range.greatest }];
      }),
      gaps: gaps.slice(0, GAPS_MAX),
      gapMinutes: gaps.reduce((sum, gap) => sum + (gap.until - gap.from) / MINUTE, 0),
    };
  }
}
