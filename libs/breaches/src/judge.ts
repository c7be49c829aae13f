import type { LimitProfile } from '@lenglian/limits';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import type { Episode } from './episode.ts';
import {
  doseBetween,
  excessOf,
  isBad,
  isLeftOpen,
  isProof,
  isRecovered,
  saidTo,
  standsUntil,
  toldOf,
  worseOf,
  type HeldRule,
  type Watch,
} from './held-rule.ts';
import { spentEpisodes } from './judge-spent.ts';
import { NO_CONTEXT, type LotContext } from './lot-context.ts';
import { compareSeverity } from './episode.ts';
import { heldRules } from './rules/held-rules.ts';
import { spentRules } from './rules/spent-rules.ts';
import { Observer } from './signals/observer.ts';
import { noSignals, type Signals } from './signals/signals.ts';

/** What one reading says, all that was before it considered. */
export interface Sample {
  readonly at: Instant;
  readonly signals: Signals;
}

/**
 * The definition of a verdict: every breach in one lot's readings. Written to be read, not to be
 * fast; the live `LotJudge` is held equal to it by properties, and it to worked traces.
 *
 * Readings become signals (`Observer`); then two kinds of rule look at them. A held rule's breach is
 * proven when one signal has been measured outside its limit for the watch's delay (or by its dose), and
 * has ended when every signal of the rule that speaks has been measured inside by the hysteresis for the
 * back-in-range time. Only time without a hole between samples is measured (`Paces` says what one is): a hole is
 * neither good nor bad, so what was being proven starts anew and what is open stays open. A spent rule
 * sums the time in a range (`spentEpisodes`). Before `context.judgedFrom` signals, sums and what is being proven go
 * on, and no rule says anything; a breach that was proven by then begins there.
 *
 * @param readings the winners of every instant, in order of `measuredAt`
 * @param context what is known of the journey besides
 * @param asOf readings after it are not looked at
 * @returns proven breaches, by rule and then by start; those of one rule never overlap
 */
export function judge(
  readings: readonly Reading[],
  profile: LimitProfile,
  context: LotContext = NO_CONTEXT,
  asOf: Instant = Number.POSITIVE_INFINITY,
): Episode[] {
  const observer = new Observer(profile, context);
  const samples = readings
    .filter((reading) => reading.measuredAt <= asOf)
    .map((reading) => {
      const signals = noSignals();
      observer.observe(reading, signals);
      return { at: reading.measuredAt, signals };
    });
  const judgedFrom = context.judgedFrom ?? Number.NEGATIVE_INFINITY;
  return [
    ...heldRules(profile).flatMap((rule) => breachesOf(rule, samples, judgedFrom)),
    ...spentRules(profile).flatMap((rule) => spentEpisodes(rule, samples, judgedFrom)),
  ];
}

function breachesOf(rule: HeldRule, samples: readonly Sample[], judgedFrom: Instant): Episode[] {
  const proof = firstProof(rule, samples, judgedFrom);
  if (proof === undefined) return [];
  const comeback = firstReturn(rule, samples, proof.index + 1);
  const after = comeback === undefined ? samples.length : comeback.index + 1;
  const worst = worstProof(rule, samples.slice(0, after), proof);
  const told = samples.slice(worst.runIndex, after);
  const episode: Episode = {
    rule: rule.code,
    severity: worst.watch.severity,
    startedAt: Math.max(proof.startedAt, judgedFrom),
    raisedAt: proof.raisedAt,
    endedAt: comeback?.endedAt ?? null,
    clearedAt: comeback?.clearedAt ?? null,
    ...toldOf(rule, worst.watch, peakOf(rule, worst.watch, told), doseOf(rule, worst.watch, told)),
    isUnverified: samples[proof.index]?.signals.isUnverified ?? false,
  };
  return [episode, ...breachesOf(rule, samples.slice(after), judgedFrom)];
}

interface Proof {
  /** Of the sample that proved it. */
  readonly index: number;
  readonly watch: Watch;
  /** Of the first bad sample of the run that proved it. */
  readonly runIndex: number;
}

/** The first sample with which any signal has been outside its limit for long enough. */
function firstProof(rule: HeldRule, samples: readonly Sample[], judgedFrom: Instant) {
  for (const [index, { at }] of samples.entries()) {
    if (at < judgedFrom) continue;
    const proof = proofAt(rule, rule.watches, samples, index);
    if (proof === undefined) continue;
    // Whichever signal proves it, the breach began when the first of them went bad.
    const runs = rule.watches.map((other) => badRunAt(rule, other, samples, index));
    const startedAt = Math.min(...runs.map((other) => other?.startedAt ?? at));
    return { ...proof, startedAt, raisedAt: at };
  }
  return undefined;
}

/** The last of the ever worse proofs while a breach lasts: who proves worse, tells the episode. */
function worstProof(rule: HeldRule, samples: readonly Sample[], first: Proof): Proof {
  let worst = first;
  for (let index = first.index + 1; index < samples.length; index++) {
    const worse = rule.watches.filter(
      ({ severity }) => compareSeverity(severity, worst.watch.severity) > 0,
    );
    worst = proofAt(rule, worse, samples, index) ?? worst;
  }
  return worst;
}

/** The first of some watches that proves a breach with one sample. */
function proofAt(
  rule: HeldRule,
  watches: readonly Watch[],
  samples: readonly Sample[],
  index: number,
): Proof | undefined {
  const { at, signals } = samples[index] as Sample;
  for (const watch of watches) {
    if (!isBad(rule, watch, saidTo(rule, watch, signals))) continue;
    const run = badRunAt(rule, watch, samples, index) as BadRun;
    const dose = doseOf(rule, watch, samples.slice(run.firstIndex, index + 1));
    if (isProof(watch, at - run.startedAt, dose)) return { index, watch, runIndex: run.firstIndex };
  }
  return undefined;
}

interface BadRun {
  readonly startedAt: Instant;
  readonly firstIndex: number;
}

/** The unbroken run of one signal's bad values that is still going on at a sample, if any is. */
function badRunAt(
  rule: HeldRule,
  watch: Watch,
  samples: readonly Sample[],
  index: number,
): BadRun | undefined {
  let run: BadRun | undefined;
  let until = Number.NEGATIVE_INFINITY;
  let saidAt = Number.NEGATIVE_INFINITY;
  for (let i = firstBad(rule, watch, samples, index); i <= index; i++) {
    const { at, signals } = samples[i] as Sample;
    const isSaid = !Number.isNaN(saidTo(rule, watch, signals));
    // Who speaks of other things is not silent: what is left open is not waited for by a slow pace.
    if (!isSaid && isLeftOpen(watch, signals)) until = Math.min(until, saidAt + signals.gapMax);
    if (at > until) run = undefined;
    if (!isSaid) continue;
    run ??= { startedAt: at, firstIndex: i };
    until = Math.max(until, standsUntil(watch, signals));
    saidAt = at;
  }
  return run;
}

/** Where the bad values begin, holes between them or not, that no good one has ended up to a sample. */
function firstBad(rule: HeldRule, watch: Watch, samples: readonly Sample[], index: number): number {
  let first = index + 1;
  for (let i = index; i >= 0; i--) {
    const value = saidTo(rule, watch, (samples[i] as Sample).signals);
    if (Number.isNaN(value)) continue;
    if (!isBad(rule, watch, value)) break;
    first = i;
  }
  return first;
}

function peakOf(rule: HeldRule, watch: Watch, samples: readonly Sample[]): number {
  return samples
    .map(({ signals }) => saidTo(rule, watch, signals))
    .reduce((worst, value) => worseOf(rule, worst, value), Number.NaN);
}

/** Kelvin-minutes beyond the limit between statements of a watch, holes apart. */
function doseOf(rule: HeldRule, watch: Watch, samples: readonly Sample[]): number {
  let sum = 0;
  let before: Sample | undefined;
  let until = Number.NEGATIVE_INFINITY;
  for (const sample of samples) {
    const { at, signals } = sample;
    const value = saidTo(rule, watch, signals);
    if (Number.isNaN(value)) {
      if (before && isLeftOpen(watch, signals)) until = Math.min(until, before.at + signals.gapMax);
      continue;
    }
    const excess = excessOf(rule, watch, value);
    if (before && at <= until) {
      const excessBefore = excessOf(rule, watch, saidTo(rule, watch, before.signals));
      sum += doseBetween(excessBefore, excess, at - before.at);
    }
    until = Math.max(until, standsUntil(watch, signals));
    before = sample;
  }
  return sum;
}

/** The first unbroken run of samples, every statement of them recovered, that is long enough. */
function firstReturn(rule: HeldRule, samples: readonly Sample[], from: number) {
  let endedAt: Instant | undefined;
  let until = Number.NEGATIVE_INFINITY;
  for (let index = from; index < samples.length; index++) {
    const { at, signals } = samples[index] as Sample;
    const speaking = rule.watches.filter((watch) => !Number.isNaN(saidTo(rule, watch, signals)));
    if (speaking.length === 0) continue;
    const recovered = speaking.every((watch) =>
      isRecovered(rule, watch, saidTo(rule, watch, signals)),
    );
    if (!recovered) endedAt = undefined;
    else if (endedAt === undefined || at > until) endedAt = at;
    // Of what is not mended nothing stands for the return.
    const stands = Math.max(...speaking.map((watch) => standsUntil(watch, signals)));
    until = !recovered ? Number.NEGATIVE_INFINITY : Math.max(until, stands);
    if (endedAt !== undefined && at - endedAt >= rule.backInRange) {
      return { index, endedAt, clearedAt: at };
    }
  }
  return undefined;
}
