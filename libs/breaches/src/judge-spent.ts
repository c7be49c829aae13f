import { MINUTE, type Instant } from '@lenglian/quantities';
import type { Episode } from './episode.ts';
import type { Sample } from './judge.ts';
import { GOODS } from './signals/signals.ts';
import {
  beyond,
  isInRange,
  sinceBefore,
  spentBy,
  spentEpisode,
  stageOf,
  valueBefore,
  valueOf,
  worstOf,
  type SpentRule,
} from './spent-rule.ts';

/**
 * The definition of a spent budget: none or one episode, from the sample that spent half of it; over
 * while the goods have been out of the range, as measured, for the back-in-range time since the last
 * time anything was spent.
 *
 * @param judgedFrom what was spent before counts, and opens nothing yet: what had been told by then begins there
 */
export function spentEpisodes(
  rule: SpentRule,
  all: readonly Sample[],
  judgedFrom: Instant,
): Episode[] {
  const samples = all.filter(({ signals }) => !Number.isNaN(valueOf(rule, signals)));
  const spentUntil = runningSum(samples.map(({ signals }) => spentBy(rule, signals)));
  const opening = samples.findIndex(
    ({ at, signals }, i) =>
      at >= judgedFrom && stageOf(rule, spentUntil[i] ?? 0, signals.isPullingDown) > 0,
  );
  const first = samples[opening];
  if (first === undefined) return [];
  const last = samples[opening - 1];
  const isCarried =
    last !== undefined &&
    last.at < judgedFrom &&
    stageOf(rule, spentUntil[opening - 1] ?? 0, last.signals.isPullingDown) > 0;
  const startedAt = isCarried ? judgedFrom : first.at;
  const end = returnAfter(rule, samples, opening);
  const inRange = samples.map(({ signals }) => valueOf(rule, signals));
  return [
    spentEpisode(rule, {
      stage: Math.max(
        ...samples.map(({ signals }, i) =>
          i < opening ? 0 : stageOf(rule, spentUntil[i] ?? 0, signals.isPullingDown),
        ),
      ) as 1 | 2 | 3,
      spent: spentUntil.at(-1) ?? 0,
      degreeMinutes: runningSum(samples.map((sample) => doseOf(rule, sample))).at(-1) ?? 0,
      peak: inRange
        .filter((value) => isInRange(rule, value))
        .reduce((worst, value) => worstOf(rule, worst, value), Number.NaN),
      ...{ startedAt, raisedAt: startedAt },
      endedAt: end?.endedAt ?? null,
      clearedAt: end?.clearedAt ?? null,
      isUnverified: first.signals.isUnverified,
      signal: Number.isNaN(first.signals.estimate) ? 'PROBE' : 'ESTIMATE',
    }),
  ];
}

/** Kelvin-minutes beyond the limit on the way to a sample. */
function doseOf(rule: SpentRule, { signals }: Sample): number {
  if (spentBy(rule, signals) === 0) return 0;
  const before = valueBefore(rule, signals);
  const mean = (beyond(rule, before) + beyond(rule, valueOf(rule, signals))) / 2;
  return mean * (sinceBefore(rule, signals) / MINUTE);
}

/** The first return that is long enough after the last time that anything was spent. */
function returnAfter(
  rule: SpentRule,
  samples: readonly Sample[],
  opening: number,
): { endedAt: Instant; clearedAt: Instant } | undefined {
  const last = samples.findLastIndex(
    ({ signals }, i) =>
      i <= opening || isInRange(rule, valueOf(rule, signals)) || spentBy(rule, signals) > 0,
  );
  // The sample that left the range may itself be the first of the return.
  const isOut = !isInRange(rule, valueOf(rule, (samples[last] as Sample).signals));
  let endedAt: Instant | undefined;
  let until = Number.NEGATIVE_INFINITY;
  for (const { at, signals } of samples.slice(isOut ? last : last + 1)) {
    if (endedAt === undefined || at > until) endedAt = at;
    until = Math.max(until, signals.until[GOODS] as Instant);
    if (at - endedAt >= rule.backInRange) return { endedAt, clearedAt: at };
  }
  return undefined;
}

function runningSum(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}
