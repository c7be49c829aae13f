import type { Celsius, Instant } from '@lenglian/quantities';

/** Ordered from mildest to worst. */
export const SEVERITIES = ['INFO', 'WARN', 'MAJOR', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Rules that exist; later ones are added here and get their file in `rules/`. */
export const RULES = ['BAND_HI', 'BAND_LO', 'CRIT_HI', 'CRIT_LO', 'NO_DATA'] as const;
export type RuleCode = (typeof RULES)[number];

/** -1, 0 or 1 as `a` is milder than, as bad as, or worse than `b`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return Math.sign(SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b));
}

/**
 * One breach: one rule, one lot, from its first bad sample to its first good one. All times are
 * event times. Only proven breaches become episodes.
 */
export interface Episode {
  readonly rule: RuleCode;
  readonly severity: Severity;
  /** The first measured sample outside the limit. */
  readonly startedAt: Instant;
  /** The sample with which the delay was proven. */
  readonly raisedAt: Instant;
  /** The first good sample of the return that ended it; null while it lasts. */
  readonly endedAt: Instant | null;
  /** The sample that proved the return (back-in-range time served); null while it lasts. */
  readonly clearedAt: Instant | null;
  /** The limit that was crossed, in °C; null for rules without one. */
  readonly limit: Celsius | null;
  /** The worst value measured, in °C; null for rules without one. */
  readonly peak: Celsius | null;
  /** Which kind of sensor proved it. */
  readonly signal: 'PROBE' | 'RETURN' | 'SUPPLY' | 'AIR' | null;
}
