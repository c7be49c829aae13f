import type { LimitProfile } from '@lenglian/limits';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import type { Episode } from './episode.ts';
import { thresholdRules } from './rules/threshold-rules.ts';
import { readSignals, type Signals } from './signals.ts';
import { isBad, isRecovered, worseOf, type ThresholdRule, type Watch } from './threshold-rule.ts';

/**
 * The definition of a verdict: every breach in one lot's readings. Written to be read, not to be
 * fast; the live `LotJudge` is held equal to it by properties.
 *
 * A breach is proven when one signal has been measured outside its limit for the rule's delay, and
 * has ended when every signal of the rule that speaks has been measured inside by the hysteresis
 * for the back-in-range time. Only time between samples at most `gapMax` apart is measured: a longer
 * hole is neither good nor bad, so what was being proven starts anew and what is open stays open.
 *
 * @param readings the winners of every instant, in order of `measuredAt`
 * @param asOf readings after it are not looked at
 * @returns proven breaches, by rule and then by start; those of one rule never overlap
 */
export function judge(
  readings: readonly Reading[],
  profile: LimitProfile,
  asOf: Instant = Number.POSITIVE_INFINITY,
): Episode[] {
  const samples = readings
    .filter((reading) => reading.measuredAt <= asOf)
    .map((reading) => ({ at: reading.measuredAt, signals: readSignals(reading) }));
  return thresholdRules(profile).flatMap((rule) => breachesOf(rule, samples));
}

interface Sample {
  readonly at: Instant;
  readonly signals: Signals;
}

function breachesOf(rule: ThresholdRule, samples: readonly Sample[]): Episode[] {
  const proof = firstProof(rule, samples);
  if (proof === undefined) return [];
  const { watch } = proof;
  const comeback = firstReturn(rule, samples, proof.index + 1);
  const after = comeback === undefined ? samples.length : comeback.index + 1;
  const episode: Episode = {
    rule: rule.code,
    severity: rule.severity,
    startedAt: proof.startedAt,
    raisedAt: proof.raisedAt,
    endedAt: comeback?.endedAt ?? null,
    clearedAt: comeback?.clearedAt ?? null,
    limit: watch.limit,
    peak: samples
      .slice(proof.runIndex, after)
      .map(({ signals }) => watch.read(signals))
      .reduce((worst, value) => worseOf(rule, worst, value), Number.NaN),
    signal: watch.signal,
  };
  return [episode, ...breachesOf(rule, samples.slice(after))];
}

/** The first sample with which any signal has been outside its limit for long enough. */
function firstProof(rule: ThresholdRule, samples: readonly Sample[]) {
  for (const [index, { at, signals }] of samples.entries()) {
    for (const watch of rule.watches) {
      if (!isBad(rule, watch, watch.read(signals))) continue;
      const run = badRunAt(rule, watch, samples, index) as BadRun;
      if (at - run.startedAt < watch.delay) continue;
      // Whichever signal proves it, the breach began when the first of them went bad.
      const runs = rule.watches.map((other) => badRunAt(rule, other, samples, index));
      const startedAt = Math.min(...runs.map((other) => other?.startedAt ?? at));
      return { index, watch, startedAt, raisedAt: at, runIndex: run.firstIndex };
    }
  }
  return undefined;
}

interface BadRun {
  readonly startedAt: Instant;
  readonly firstIndex: number;
}

/** The unbroken run of one signal's bad values that is still going on at a sample, if any is. */
function badRunAt(
  rule: ThresholdRule,
  watch: Watch,
  samples: readonly Sample[],
  index: number,
): BadRun | undefined {
  let run: BadRun | undefined;
  let later = samples[index]?.at ?? 0;
  for (let i = index; i >= 0; i--) {
    const { at, signals } = samples[i] as Sample;
    const value = watch.read(signals);
    if (Number.isNaN(value)) continue;
    if (!isBad(rule, watch, value) || later - at > rule.gapMax) break;
    run = { startedAt: at, firstIndex: i };
    later = at;
  }
  return run;
}

/** The first unbroken run of samples, every statement of them recovered, that is long enough. */
function firstReturn(rule: ThresholdRule, samples: readonly Sample[], from: number) {
  let endedAt: Instant | undefined;
  let before = Number.NEGATIVE_INFINITY;
  for (let index = from; index < samples.length; index++) {
    const { at, signals } = samples[index] as Sample;
    const speaking = rule.watches.filter((watch) => !Number.isNaN(watch.read(signals)));
    if (speaking.length === 0) continue;
    const recovered = speaking.every((watch) => isRecovered(rule, watch, watch.read(signals)));
    if (!recovered) endedAt = undefined;
    else if (endedAt === undefined || at - before > rule.gapMax) endedAt = at;
    before = at;
    if (endedAt !== undefined && at - endedAt >= rule.timing.backInRange) {
      return { index, endedAt, clearedAt: at };
    }
  }
  return undefined;
}
