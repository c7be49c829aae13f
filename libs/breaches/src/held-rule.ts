import type { LimitProfile } from '@lenglian/limits';
import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import { RULE_UNITS, type EpisodeSignal, type RuleCode, type Severity } from './episode.ts';
import { placeOf, sourceOf, type SignalName, type Signals } from './signals/signals.ts';

/** One signal held against one limit. Each watch proves a breach on its own. */
export interface Watch {
  readonly signal: SignalName;
  /** How the episode names what proved it. */
  readonly told: EpisodeSignal;
  /** Itself inside. */
  readonly limit: number;
  /** How long values must have been outside, as measured, before the breach is proven. */
  readonly delay: Duration;
  /** Kelvin-minutes outside that prove it sooner; absent where only time does. */
  readonly doseMax?: number;
  readonly severity: Severity;
}

/** A rule that holds while a signal is beyond a limit, as it applies to one profile. */
export interface HeldRule {
  readonly code: RuleCode;
  /** Which side of the limit is bad. */
  readonly side: 'ABOVE' | 'BELOW';
  /** In the order in which they are believed when several prove a breach with one sample. */
  readonly watches: readonly Watch[];
  /** How long every speaking signal must have been inside by the hysteresis. */
  readonly backInRange: Duration;
  /** In the signals' unit, ≥ 0. */
  readonly hysteresis: number;
}

/** Makes the rule for a profile; undefined when the profile has no such limit. */
export type HeldRuleMaker = (profile: LimitProfile) => HeldRule | undefined;

/** A dose is proven by a stretch, never by one leap of a sensor. */
export const DOSE_SPAN_MIN: Duration = 2 * MINUTE;

/** Limits and hysteresis are tenths, whose sums are not exact. */
const ROUNDING = 1e-9;

/** What a watch looks at. By its place: a name that is not known beforehand is slow to find. */
export function valueOf({ signal }: Watch, { numbers }: Signals): number {
  return numbers[placeOf(signal)] as number;
}

/**
 * What a sample says to a watch. Where another that stands says worse, a good value is no statement; and a bad one only after
 * another of the same device, so that two outliers of two devices prove nothing.
 */
export function saidTo(rule: HeldRule, watch: Watch, signals: Signals): number {
  const value = valueOf(watch, signals);
  const place = placeOf(watch.signal);
  if (signals.left[place] !== 1) return value;
  const before = signals.own[place] as number;
  const isWord = Number.isNaN(before) || isBad(rule, watch, before);
  return isWord && isBad(rule, watch, value) ? value : Number.NaN;
}

/** Until when what a watch looks at stands: what is said later is behind a hole, which proves nothing. */
export function standsUntil({ signal }: Watch, { until }: Signals): Instant {
  return until[sourceOf(signal)] as Instant;
}

/** Whether the source of what a watch looks at speaks, at a slow pace: then it leaves open what it does not say. */
export function isLeftOpen({ signal }: Watch, { speaks }: Signals): boolean {
  return speaks[sourceOf(signal)] === 1;
}

/** Whether a value is outside the limit. Equal to it is inside; NaN is neither. */
export function isBad(rule: HeldRule, watch: Watch, value: number): boolean {
  return rule.side === 'ABOVE' ? value > watch.limit : value < watch.limit;
}

/** Whether a value is inside the limit by the hysteresis. NaN is not. */
export function isRecovered(rule: HeldRule, watch: Watch, value: number): boolean {
  return rule.side === 'ABOVE'
    ? value <= watch.limit - rule.hysteresis + ROUNDING
    : value >= watch.limit + rule.hysteresis - ROUNDING;
}

/** By how much a value is outside the limit; 0 inside. */
export function excessOf(rule: HeldRule, watch: Watch, value: number): number {
  return Math.max(0, rule.side === 'ABOVE' ? value - watch.limit : watch.limit - value);
}

/** Kelvin-minutes between two statements of a watch. */
export function doseBetween(excessBefore: number, excess: number, apart: Duration): number {
  return ((excessBefore + excess) / 2) * (apart / MINUTE);
}

/** Whether a run of bad values that lasts for `lasted` proves a breach. */
export function isProof(watch: Watch, lasted: Duration, dose: number): boolean {
  if (lasted >= watch.delay) return true;
  return watch.doseMax !== undefined && dose >= watch.doseMax && lasted >= DOSE_SPAN_MIN;
}

/** Whether a sample has anything bad to say. One that has not leaves an idle rule idle. */
export function wouldStir(rule: HeldRule, signals: Signals): boolean {
  const { watches } = rule;
  for (let i = 0; i < watches.length; i++) {
    const watch = watches[i] as Watch;
    if (isBad(rule, watch, valueOf(watch, signals))) return true;
  }
  return false;
}

/** The worse of two values for this rule; any number is worse than NaN. */
export function worseOf(rule: HeldRule, a: number, b: number): number {
  if (Number.isNaN(a)) return b;
  const isWorse = rule.side === 'ABOVE' ? b > a : b < a;
  return isWorse ? b : a;
}

/** What an episode says of limit, peak and dose: nothing where the rule is about yes and no. */
export function toldOf(rule: HeldRule, watch: Watch, peak: number, degreeMinutes: number) {
  const unit = RULE_UNITS[rule.code];
  return {
    limit: unit === null ? null : watch.limit,
    peak: unit === null ? null : peak,
    signal: watch.told,
    degreeMinutes: unit === 'celsius' ? degreeMinutes : null,
    spentMinutes: null,
  };
}
