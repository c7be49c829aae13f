import type { Celsius, Duration, Instant } from '@lenglian/quantities';

/** How sure we are of a figure: seen in a source, widely published, or an engineering default. */
export type Confidence = 'A' | 'B' | 'C';

/** An interval of temperatures in °C, both ends included. */
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

/** CRIT_LO and CRIT_HI wait differently on the product and on the air (operations §A7, domain §7). */
export interface CriticalTiming extends ThresholdTiming {
  readonly airDelay: Duration;
}

/** Rule parameters of a profile. Rules of later issues add their own member here. */
export interface RuleParameters {
  readonly bandHigh: ThresholdTiming;
  readonly bandLow: ThresholdTiming;
  readonly criticalHigh: CriticalTiming;
  readonly criticalLow: CriticalTiming;
  /** Return air is compared with band.high plus this many kelvin (domain §1). */
  readonly returnAirMargin: number;
  /** A hole between two samples longer than this proves nothing (domain §7 Q4). */
  readonly gapMax: Duration;
  /** Silence on reception: a data gap after the first, an offline device after the second. */
  readonly dataGapAfter: Duration;
  readonly offlineAfter: Duration;
}

/**
 * What a commodity tolerates: one version, valid from a moment on. Limits are for the product.
 * `domain.md` §1, corrected by `operations.md` §A.
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
