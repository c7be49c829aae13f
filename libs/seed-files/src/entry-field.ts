import {
  MILK_TIMING_UNITS,
  PARAMETER_UNITS,
  SILENCE_UNITS,
  type TabledRule,
} from '@lenglian/limits';
import { writtenName } from './rule-overrides.ts';

/** Where the figures of a profile stand in the entry that people write. */
const FIELDS: Readonly<Record<string, string>> = {
  setpoint: 'setpointCelsius',
  'band.low': 'bandLowCelsius',
  'band.high': 'bandHighCelsius',
  criticalLow: 'criticalLowCelsius',
  criticalHigh: 'criticalHighCelsius',
  'rules.returnAirMargin': 'rules.returnAirMarginKelvin',
  'rules.budgets.BUDGET_HEAT': 'budgets.aboveBandMinutes',
  'rules.budgets.BUDGET_HEAT.low': 'budgets.countsAboveCelsius',
  'rules.budgets.BUDGET_CRIT': 'budgets.aboveCriticalMinutes',
  'rules.budgets.BUDGET_COLD': 'budgets.belowBandMinutes',
  ...severityFields('BUDGET_HEAT', 'budgets.aboveBandMinutes'),
  ...severityFields('BUDGET_CRIT', 'budgets.aboveCriticalMinutes'),
  ...severityFields('BUDGET_COLD', 'budgets.belowBandMinutes'),
  ...severityFields('ZONE', 'zones.0'),
  'rules.budgets.ZONE': 'zones.0.budgetMinutes',
  'rules.budgets.ZONE.low': 'zones.0.lowCelsius',
  'rules.budgets.ZONE.high': 'zones.0.highCelsius',
  'rules.co2.limit': 'rules.co2HighPercent',
  'rules.humidity.margin': 'rules.humidityAlarm.marginPercent',
  'rules.milk.levelMin': 'rules.rawMilk.levelMinPercent',
  'rules.milk.majorHigh': 'rules.rawMilk.majorHighCelsius',
  'rules.milk.tamperFall': 'rules.rawMilk.tamperFallPercent',
  'rules.vent.planned': 'rules.freshAirCubicMetresPerHour',
};
/** The field of a commodity's entry that a path in its profile comes from. */
export function entryField(path: string): string {
  const known = FIELDS[path];
  if (known !== undefined) return known;
  const [rules = '', rule = '', ...names] = path.split('.');
  const [name = '', inner = ''] = names;
  if (rule in SILENCE_UNITS) return `rules.silence.${writtenName(SILENCE_UNITS, rule)}`;
  if (rule === 'milk') return `rules.rawMilk.${name}.${writtenName(MILK_TIMING_UNITS, inner)}`;
  if (!(rule in PARAMETER_UNITS)) return path;
  const field = writtenName(PARAMETER_UNITS[rule as TabledRule], name);
  return `${rules}.${rule === 'humidity' ? 'humidityAlarm' : rule}.${field}`;
}

function severityFields(rule: string, field: string): Record<string, string> {
  const name = 'severityAt100';
  return { [`rules.budgets.${rule}.${name}`]: `${field}.${name}` };
}
