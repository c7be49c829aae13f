import type { Duration, Instant } from '@lenglian/quantities';
import {
  CHANNEL_COUNT,
  QualityFlag,
  compareSamples,
  isSameSample,
  judgedValue,
  winners,
  type Reading,
} from '@lenglian/readings';
import type { RollUp } from './history.ts';

/**
 * What every history must say of one device's arrivals, in the shortest way there is: the definition
 * that the adapters are tested against.
 */
export function expectedSamples(
  arrivals: readonly Reading[],
  deviceId: string,
  from: Instant = -Infinity,
  to: Instant = Infinity,
): Reading[] {
  const sorted = arrivals
    .filter((reading) => reading.deviceId === deviceId)
    .filter(({ measuredAt }) => measuredAt >= from && measuredAt < to)
    .sort(
      (a, b) =>
        compareSamples(a, b) ||
        a.receivedAt - b.receivedAt ||
        a.flags - b.flags ||
        a.excluded - b.excluded,
    );
  const once = sorted.filter((reading, i) => i === 0 || !isSameSample(sorted[i - 1]!, reading));
  return once.map((reading, i) => {
    const isContested =
      once[i - 1]?.measuredAt === reading.measuredAt ||
      once[i + 1]?.measuredAt === reading.measuredAt;
    const contested = isContested ? QualityFlag.CONTESTED : 0;
    return { ...reading, flags: reading.flags | contested };
  });
}

/** The roll-ups of samples in canonical order. */
export function expectedRollUps(samples: readonly Reading[], width: Duration): RollUp[] {
  const byStart = Map.groupBy(
    winners(samples),
    ({ measuredAt }) => Math.floor(measuredAt / width) * width,
  );
  return [...byStart].flatMap(([start, readings]) =>
    Array.from({ length: CHANNEL_COUNT }, (_, channel) => {
      const judged = readings
        .map((reading) => judgedValue(reading, channel))
        .filter((value) => value !== undefined);
      return {
        start,
        channel,
        min: Math.min(...judged),
        max: Math.max(...judged),
        mean: judged.reduce((sum, value) => sum + value, 0) / judged.length,
        count: judged.length,
      };
    }).filter(({ count }) => count > 0),
  );
}
