import type { Celsius, Duration, Instant } from '@lenglian/quantities';

/** How warm goods were at a moment: the coldest and the warmest of what was measured. */
export interface TemperatureSample {
  readonly at: Instant;
  readonly low: Celsius;
  /** ≥ `low`. */
  readonly high: Celsius;
}

/** Samples in the order of time, each moment once. */
export interface TemperatureSeries {
  readonly samples: readonly TemperatureSample[];
  /** Two samples that are further apart prove nothing of the time between them. */
  readonly gapMax: Duration;
}

/** Orders samples; of one moment that was told more than once the coldest and the warmest count. */
export function seriesOf(
  samples: Iterable<TemperatureSample>,
  gapMax: Duration,
): TemperatureSeries {
  const byMoment = new Map<Instant, TemperatureSample>();
  for (const sample of samples) {
    const known = byMoment.get(sample.at);
    byMoment.set(sample.at, {
      at: sample.at,
      low: Math.min(sample.low, known?.low ?? sample.low),
      high: Math.max(sample.high, known?.high ?? sample.high),
    });
  }
  return { samples: [...byMoment.values()].sort((a, b) => a.at - b.at), gapMax };
}

/** `from` included, `until` excluded. */
export interface TimeSpan {
  readonly from: Instant;
  readonly until: Instant;
}

/** A stretch between two samples, or one of which nothing is known. */
export type Stretch =
  | {
      readonly isMeasured: true;
      readonly from: Instant;
      readonly until: Instant;
      readonly before: TemperatureSample;
      readonly after: TemperatureSample;
    }
  | {
      readonly isMeasured: false;
      readonly from: Instant;
      readonly until: Instant;
      /** The samples beside the whole gap, as far as there are any. */
      readonly neighbours: readonly TemperatureSample[];
    };

/** A span of time as stretches without a hole, in order; those at its ends are cut to it. */
export function* stretchesWithin(
  { samples, gapMax }: TemperatureSeries,
  span: TimeSpan,
): Generator<Stretch> {
  if (span.from >= span.until) return;
  let before: TemperatureSample | undefined;
  for (const after of samples) {
    if (after.at > span.from) yield* cut(before, after, gapMax, span);
    before = after;
    if (after.at >= span.until) return;
  }
  yield* cut(before, undefined, gapMax, span);
}

function* cut(
  before: TemperatureSample | undefined,
  after: TemperatureSample | undefined,
  gapMax: Duration,
  span: TimeSpan,
): Generator<Stretch> {
  const from = Math.max(before?.at ?? -Infinity, span.from);
  const until = Math.min(after?.at ?? Infinity, span.until);
  if (from >= until) return;
  if (before && after && after.at - before.at <= gapMax)
    yield { isMeasured: true, from, until, before, after };
  else
    yield {
      ...{ isMeasured: false, from, until },
      neighbours: [before, after].filter((sample) => sample !== undefined),
    };
}
