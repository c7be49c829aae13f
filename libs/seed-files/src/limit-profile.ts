import {
  MILK_TIMING_UNITS,
  SILENCE_UNITS,
  defaultRules,
  type Budget,
  type LimitProfile,
  type RuleParameters,
} from '@lenglian/limits';
import { HOUR, MINUTE } from '@lenglian/quantities';
import type { Commodity } from './commodities-file.ts';
import { withOverride, withOverrides } from './rule-overrides.ts';

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

function rulesOf(commodity: Commodity): RuleParameters {
  const { thermalState, rules: overrides = {} } = commodity;
  const rules = defaultRules(thermalState);
  const isMilk = overrides.rawMilk !== undefined;
  const { dataGapAfter, offlineAfter, offlineMajorAfter } = rules;
  const silence = { dataGapAfter, offlineAfter, offlineMajorAfter };
  const ownRules = {
    ...rules,
    ...withOverride(SILENCE_UNITS, silence, overrides.silence),
    returnAirMargin: overrides.returnAirMarginKelvin?.value ?? rules.returnAirMargin,
    // Tanks do not cool, and goods that keep at any temperature need not be cooled down.
    pullDown: isMilk || thermalState === 'ambient' ? null : rules.pullDown,
    precool: isMilk ? null : rules.precool,
    co2: overrides.co2HighPercent
      ? { ...HOURS.co2, hysteresis: 0.2, limit: overrides.co2HighPercent.value }
      : null,
    humidity: humidityOf(commodity),
    vent: overrides.freshAirCubicMetresPerHour
      ? { ...VENT, planned: overrides.freshAirCubicMetresPerHour.value }
      : null,
    milk: milkOf(commodity),
    budgets: budgetsOf(commodity),
  };
  return withOverrides(ownRules, { ...overrides, humidity: overrides.humidityAlarm });
}

/** Event times of slow quantities (domain.md §7, operations.md §A8 [C]). */
const HOURS = {
  co2: { delay: 2 * HOUR, backInRange: HOUR },
  humidity: { delay: 6 * HOUR, backInRange: HOUR },
};
/** A vent's own scale is no finer, and somebody may be setting it just now: engineering default [C]. */
const VENT = { tolerance: 5, delay: 30 * MINUTE, backInRange: 10 * MINUTE };
/** Of MILK_6 (domain.md §7). */
const MILK_TIMING = { delay: 10 * MINUTE, backInRange: 15 * MINUTE, hysteresis: 0.2 };
/** Minutes below the band that a journey may use up where no source says: engineering default [C]. */
const COLD_BUDGET_MINUTES = 360;

function humidityOf({ relativeHumidityPercent, rules }: Commodity): RuleParameters['humidity'] {
  const alarm = rules?.humidityAlarm;
  if (!alarm || !relativeHumidityPercent) return null;
  const { low, high } = relativeHumidityPercent;
  return { ...HOURS.humidity, hysteresis: 3, low, high, margin: alarm.marginPercent };
}

function milkOf({ rules }: Commodity): RuleParameters['milk'] {
  const milk = rules?.rawMilk;
  if (!milk) return null;
  return {
    levelMin: milk.levelMinPercent,
    majorHigh: milk.majorHighCelsius,
    majorTiming: withOverride(MILK_TIMING_UNITS, MILK_TIMING, milk.majorTiming),
    tamperFall: milk.tamperFallPercent,
  };
}

function budgetsOf(commodity: Commodity): Budget[] {
  const { budgets, bandLowCelsius, bandHighCelsius, criticalHighCelsius, zones } = commodity;
  const spending = { high: null, severityAt80: 'INFO', severityAt100: 'MAJOR' } as const;
  const heat: Budget = {
    ...{ ...spending, rule: 'BUDGET_HEAT' },
    low: budgets.countsAboveCelsius?.value ?? bandHighCelsius.value,
    max: budgets.aboveBandMinutes.value * MINUTE,
    ...severitiesOf(budgets.aboveBandMinutes),
  };
  const critical: Budget = {
    ...{ ...spending, rule: 'BUDGET_CRIT', severityAt100: 'CRITICAL' },
    low: criticalHighCelsius.value,
    max: budgets.aboveCriticalMinutes.value * MINUTE,
    ...severitiesOf(budgets.aboveCriticalMinutes),
  };
  const cold: Budget = {
    ...{ ...spending, rule: 'BUDGET_COLD', low: null },
    high: bandLowCelsius.value,
    max: (budgets.belowBandMinutes?.value ?? COLD_BUDGET_MINUTES) * MINUTE,
    ...severitiesOf(budgets.belowBandMinutes),
  };
  // Of more than one the entry is refused.
  const harm = zones.slice(0, 1).map((zone): Budget => ({
    ...{ rule: 'ZONE', low: zone.lowCelsius, high: zone.highCelsius },
    max: zone.budgetMinutes * MINUTE,
    ...{ severityAt80: 'WARN', severityAt100: 'MAJOR' },
    ...severitiesOf(zone),
  }));
  return [heat, critical, ...(cold.high === null ? [] : [cold]), ...harm];
}

type Severities = Pick<Budget, 'severityAt80' | 'severityAt100'>;

/** Those that were written. */
function severitiesOf(written: { [Key in keyof Severities]?: Severities[Key] | undefined } = {}) {
  const { severityAt80, severityAt100 } = written;
  return { ...(severityAt80 && { severityAt80 }), ...(severityAt100 && { severityAt100 }) };
}
