import type { Celsius, Duration, Instant } from '@lenglian/quantities';

/** How sure we are of a figure: seen in a source, widely published, or an engineering default. */
export type Confidence = 'A' | 'B' | 'C';

/** An interval of temperatures in °C, both ends included; without `low` open downwards. */
export interface Band {
  readonly low: Celsius | null;
  readonly high: Celsius;
}

/** How a threshold rule waits and ends. All on event time. */
export interface ThresholdTiming {
  /** The condition must have been measured for this long before the alert is raised. */
  readonly delay: Duration;
  /** Values must stay inside, by the hysteresis, for this long before the breach has ended. */
  readonly backInRange: Duration;
  /** In kelvin, ≥ 0. */
  readonly hysteresis: number;
}

/** A rule that waits differently on the product itself and on the air around it. */
export interface ProductAndAirTiming extends ThresholdTiming {
  /** Takes the place of `delay` where a sample has air only: air swings, the product does not. */
  readonly airDelay: Duration;
}

/** Rule parameters of a profile. Rules of later issues add their own member here. */
export interface RuleParameters {
  readonly bandHigh: ProductAndAirTiming;
  /** Null where cold below the band is nobody's concern (frozen goods). */
  readonly bandLow: ProductAndAirTiming | null;
  readonly criticalHigh: ProductAndAirTiming;
  /** Applies only where the profile has a `criticalLow`. */
  readonly criticalLow: ProductAndAirTiming;
  /** Return air is compared with `band.high` plus this many kelvin, ≥ 0: it passed the cargo. */
  readonly returnAirMargin: number;
  /** A hole between two samples longer than this proves nothing: neither good nor bad. */
  readonly gapMax: Duration;
  /** Silence on reception: a data gap after the first, an offline device after the second. */
  readonly dataGapAfter: Duration;
  readonly offlineAfter: Duration;
}

/**
 * What a commodity tolerates: one version, valid from a moment on. Limits are for the product, and
 * a temperature equal to a limit is inside it. `validateProfile` says which profiles make sense.
 */
export interface LimitProfile {
  readonly id: string;
  /** For example `PEAR_KORLA`. */
  readonly code: string;
  readonly version: number;
  readonly validFrom: Instant;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly thermalState: 'chilled' | 'frozen' | 'ambient';
  readonly setpoint: Celsius;
  readonly band: Band;
  /** Product limit against freezing; null where cold does no harm. */
  readonly criticalLow: Celsius | null;
  readonly criticalHigh: Celsius;
  readonly rules: RuleParameters;
}
