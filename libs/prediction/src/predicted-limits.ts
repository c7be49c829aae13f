import type { LimitProfile } from '@lenglian/limits';
import type { Celsius, Duration } from '@lenglian/quantities';

/** A range of temperatures that harms while it lasts; null is open on that side. °C. */
export interface HarmZone {
  readonly low: Celsius | null;
  readonly high: Celsius | null;
}

/** The limits whose crossing is foretold, for the product, in °C; null where there is none. */
export interface PredictedLimits {
  readonly bandHigh: Celsius;
  readonly criticalHigh: Celsius;
  readonly criticalLow: Celsius | null;
  readonly zones: readonly HarmZone[];
  /** A hole between two samples longer than this proves nothing, and nothing is held through it. */
  readonly gapMax: Duration;
}

/** The limits of a profile; zones are handed in beside it. */
export function predictedLimits(
  profile: Pick<LimitProfile, 'band' | 'criticalHigh' | 'criticalLow' | 'rules'>,
  zones: readonly HarmZone[] = [],
): PredictedLimits {
  return {
    bandHigh: profile.band.high,
    criticalHigh: profile.criticalHigh,
    criticalLow: profile.criticalLow,
    zones,
    gapMax: profile.rules.gapMax,
  };
}

export const PREDICTED_LIMITS = ['BAND_HIGH', 'CRITICAL_HIGH', 'CRITICAL_LOW', 'ZONE'] as const;
export type PredictedLimitName = (typeof PREDICTED_LIMITS)[number];

/** One line that the product may cross, and from which side. */
export interface LimitLine {
  readonly limit: PredictedLimitName;
  readonly celsius: Celsius;
  /** 1 when crossed by warming (the warmest product tells), −1 by cooling (the coldest tells). */
  readonly direction: 1 | -1;
}

/** Every line of the limits; a zone has one at each end that is closed. */
export function limitLines(limits: PredictedLimits): LimitLine[] {
  const lines: LimitLine[] = [
    { limit: 'BAND_HIGH', celsius: limits.bandHigh, direction: 1 },
    { limit: 'CRITICAL_HIGH', celsius: limits.criticalHigh, direction: 1 },
  ];
  if (limits.criticalLow !== null) {
    lines.push({ limit: 'CRITICAL_LOW', celsius: limits.criticalLow, direction: -1 });
  }
  for (const { low, high } of limits.zones) {
    if (low !== null) lines.push({ limit: 'ZONE', celsius: low, direction: 1 });
    if (high !== null) lines.push({ limit: 'ZONE', celsius: high, direction: -1 });
  }
  return lines;
}
