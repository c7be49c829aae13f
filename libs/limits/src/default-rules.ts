import { MINUTE } from '@lenglian/quantities';
import type { LimitProfile, ProductAndAirTiming, RuleParameters } from './profile.ts';

/**
 * The timing of every rule where a commodity says nothing else. These are engineering defaults
 * (confidence C), of the order that products on the market offer as knobs; each profile may have
 * its own, and a seed file that departs from them gives its reason.
 *
 * Air waits longer than the product: a defrost lifts return air by 5…15 K for up to 40 minutes
 * while the cargo feels nothing, and of frozen goods the air is judged after an hour only.
 */
export function defaultRules(thermalState: LimitProfile['thermalState']): RuleParameters {
  const isFrozen = thermalState === 'frozen';
  const band = timing(20, isFrozen ? 60 : 20, 10, 0.3);
  return {
    bandHigh: band,
    bandLow: isFrozen ? null : band,
    criticalHigh: timing(10, 30, 15, 0.5),
    criticalLow: timing(3, 20, 15, 0.3),
    returnAirMargin: 1,
    gapMax: 10 * MINUTE,
    dataGapAfter: 10 * MINUTE,
    offlineAfter: 30 * MINUTE,
  };
}

function timing(
  delayMinutes: number,
  airDelayMinutes: number,
  backMinutes: number,
  hysteresis: number,
): ProductAndAirTiming {
  return {
    delay: delayMinutes * MINUTE,
    airDelay: airDelayMinutes * MINUTE,
    backInRange: backMinutes * MINUTE,
    hysteresis,
  };
}
