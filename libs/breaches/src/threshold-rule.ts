import type { LimitProfile, ProductAndAirTiming } from '@lenglian/limits';
import type { Celsius, Duration } from '@lenglian/quantities';
import type { RuleCode, Severity } from './episode.ts';
import type { SignalKind, Signals } from './signals.ts';

/** One kind of sensor held against one limit. Each watch proves a breach on its own. */
export interface Watch {
  readonly signal: SignalKind;
  /** NaN when the sample says nothing about this signal. */
  readonly read: (signals: Signals) => Celsius;
  /** Itself inside. */
  readonly limit: Celsius;
  /** How long values must have been outside, as measured, before the breach is proven. */
  readonly delay: Duration;
}

/**
 * A rule about a limit, as it applies to one profile: which signals it selects, their limits, its
 * timing and its severity.
 */
export interface ThresholdRule {
  readonly code: RuleCode;
  readonly severity: Severity;
  /** Which side of the limit is bad. */
  readonly side: 'ABOVE' | 'BELOW';
  /** In the order in which they are believed when several prove a breach with one sample. */
  readonly watches: readonly Watch[];
  readonly timing: Pick<ProductAndAirTiming, 'backInRange' | 'hysteresis'>;
  /** A hole longer than this between two samples proves nothing. */
  readonly gapMax: Duration;
}

/** Makes the rule for a profile; undefined when the profile has no such limit. */
export type ThresholdRuleMaker = (profile: LimitProfile) => ThresholdRule | undefined;

/** Whether a value is outside the limit. Equal to it is inside; NaN is neither. */
export function isBad(rule: ThresholdRule, watch: Watch, value: Celsius): boolean {
  return rule.side === 'ABOVE' ? value > watch.limit : value < watch.limit;
}

/** Whether a value is inside the limit by the hysteresis. NaN is not. */
export function isRecovered(rule: ThresholdRule, watch: Watch, value: Celsius): boolean {
  const { hysteresis } = rule.timing;
  return rule.side === 'ABOVE'
    ? value <= watch.limit - hysteresis + ROUNDING
    : value >= watch.limit + hysteresis - ROUNDING;
}

/** Whether a sample has anything bad to say. One that has not leaves an idle rule idle. */
export function wouldStir(rule: ThresholdRule, signals: Signals): boolean {
  const { watches } = rule;
  for (let i = 0; i < watches.length; i++) {
    const watch = watches[i] as Watch;
    if (isBad(rule, watch, watch.read(signals))) return true;
  }
  return false;
}

/** Limits and hysteresis are tenths, whose sums are not exact. */
const ROUNDING = 1e-9;

/** The worse of two values for this rule; any number is worse than NaN. */
export function worseOf(rule: ThresholdRule, a: Celsius, b: Celsius): Celsius {
  if (Number.isNaN(a)) return b;
  const isWorse = rule.side === 'ABOVE' ? b > a : b < a;
  return isWorse ? b : a;
}
