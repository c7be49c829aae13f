import { defaultRules, type LimitProfile, type RuleParameters } from '@lenglian/limits';
import { MINUTE } from '@lenglian/quantities';
import type { Commodity, TimingOverride } from './commodities-file.ts';

/**
 * The profile of a commodity: its limits, and the default rules with its own departures from them.
 * Valid from the beginning of time, since the first version has none before it.
 */
export function toLimitProfile(commodity: Commodity, version: number): Omit<LimitProfile, 'id'> {
  return {
    code: commodity.code,
    version,
    validFrom: 0,
    nameZh: commodity.nameZh,
    nameEn: commodity.nameEn,
    thermalState: commodity.thermalState,
    setpoint: commodity.setpointCelsius.value,
    band: { low: commodity.bandLowCelsius.value, high: commodity.bandHighCelsius.value },
    criticalLow: commodity.criticalLowCelsius.value,
    criticalHigh: commodity.criticalHighCelsius.value,
    rules: rulesOf(commodity),
  };
}

function rulesOf({ thermalState, rules: overrides = {} }: Commodity): RuleParameters {
  const rules = defaultRules(thermalState);
  return {
    ...rules,
    bandHigh: override(rules.bandHigh, overrides.bandHigh),
    bandLow: rules.bandLow && override(rules.bandLow, overrides.bandLow),
    criticalHigh: override(rules.criticalHigh, overrides.criticalHigh),
    criticalLow: override(rules.criticalLow, overrides.criticalLow),
    returnAirMargin: overrides.returnAirMarginKelvin?.value ?? rules.returnAirMargin,
  };
}

function override<Timing extends RuleParameters['bandHigh']>(
  timing: Timing,
  change: TimingOverride | undefined,
): Timing {
  if (change === undefined) return timing;
  const { delayMinutes, airDelayMinutes, backInRangeMinutes, hysteresisKelvin } = change;
  return {
    ...timing,
    delay: inMinutes(delayMinutes, timing.delay),
    airDelay: inMinutes(airDelayMinutes, timing.airDelay),
    backInRange: inMinutes(backInRangeMinutes, timing.backInRange),
    hysteresis: hysteresisKelvin ?? timing.hysteresis,
  };
}

function inMinutes(minutes: number | undefined, otherwise: number): number {
  return minutes === undefined ? otherwise : minutes * MINUTE;
}
