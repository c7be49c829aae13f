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
const TIMING_FIELDS: Readonly<Record<string, string>> = {
  delay: 'delayMinutes',
  airDelay: 'airDelayMinutes',
  backInRange: 'backInRangeMinutes',
  hysteresis: 'hysteresisKelvin',
  lead: 'leadMinutes',
  margin: 'marginKelvin',
};

/** The field of a commodity's entry that a path in its profile comes from. */
export function entryField(path: string): string {
  const known = FIELDS[path];
  if (known !== undefined) return known;
  const [rules = '', rule = '', name = ''] = path.split('.');
  return [rules, rule, TIMING_FIELDS[name] ?? name].filter((part) => part !== '').join('.');
}
