import { describe, expect, it } from '@jest/globals';
import { defaultRules } from '@lenglian/limits';
import { MINUTE } from '@lenglian/quantities';
import { commoditySchema, type Commodity } from './commodities-file.ts';
import { toLimitProfile } from './limit-profile.ts';

const provenance = { confidence: 'C', source: 'a test' } as const;
const figure = (value: number) => ({ value, ...provenance });
const none = { value: null, ...provenance };

function commodity(change: Partial<Commodity> = {}): Commodity {
  return commoditySchema.parse({
    code: 'MILK_RAW',
    nameZh: '生乳',
    nameEn: 'Raw milk',
    family: 'dairy',
    thermalState: 'chilled',
    setpointCelsius: figure(3),
    bandLowCelsius: figure(1),
    bandHighCelsius: figure(4),
    criticalLowCelsius: figure(0),
    criticalHighCelsius: figure(10),
    freezingPointCelsius: none,
    relativeHumidityPercent: null,
    ethylene: null,
    budgets: { aboveBandMinutes: figure(60), aboveCriticalMinutes: figure(15) },
    zones: [],
    shelfLife: [],
    kinetics: [],
    ...change,
  });
}

/** What the journey may spend: of heat as the commodity says, of cold six hours. */
const BUDGETS = [
  {
    ...{ rule: 'BUDGET_HEAT', low: 4, high: null, max: 60 * MINUTE },
    ...{ severityAt80: 'INFO', severityAt100: 'MAJOR' },
  },
  {
    ...{ rule: 'BUDGET_CRIT', low: 10, high: null, max: 15 * MINUTE },
    ...{ severityAt80: 'INFO', severityAt100: 'CRITICAL' },
  },
  {
    ...{ rule: 'BUDGET_COLD', low: null, high: 1, max: 360 * MINUTE },
    ...{ severityAt80: 'INFO', severityAt100: 'MAJOR' },
  },
];

describe('the profile of a commodity', () => {
  it('has its limits and the default rules', () => {
    expect(toLimitProfile(commodity(), 2)).toMatchObject({
      code: 'MILK_RAW',
      version: 2,
      setpoint: 3,
      band: { low: 1, high: 4 },
      criticalLow: 0,
      criticalHigh: 10,
      rules: { ...defaultRules('chilled'), budgets: BUDGETS },
    });
  });

  it('departs from the default rules only where it says so', () => {
    const rules = { criticalHigh: { delayMinutes: 5, hysteresisKelvin: 0.2, ...provenance } };
    const defaults = defaultRules('chilled');
    expect(toLimitProfile(commodity({ rules }), 1).rules).toEqual({
      ...defaults,
      budgets: BUDGETS,
      criticalHigh: { ...defaults.criticalHigh, delay: 5 * MINUTE, hysteresis: 0.2 },
    });
  });

  it('asks for a cold unit before the loading, but for milk and for goods that keep at any temperature', () => {
    const rules = { precool: { marginKelvin: 2, leadMinutes: 30, ...provenance } };
    expect(toLimitProfile(commodity({ rules }), 1).rules.precool).toEqual({
      ...defaultRules('chilled').precool,
      ...{ margin: 2, lead: 30 * MINUTE },
    });
    const ambient = commodity({ thermalState: 'ambient', rules });
    expect(toLimitProfile(ambient, 1).rules.precool).toBeNull();
    const rawMilk = {
      ...{ levelMinPercent: 5, majorHighCelsius: 6, tamperFallPercent: 2 },
      ...provenance,
    };
    expect(toLimitProfile(commodity({ rules: { rawMilk } }), 1).rules.precool).toBeNull();
  });

  it('judges raw milk, carbon dioxide, fresh air and humidity only where the commodity says so', () => {
    const rules = {
      co2HighPercent: figure(1),
      freshAirCubicMetresPerHour: figure(25),
      humidityAlarm: { marginPercent: 5, ...provenance },
      rawMilk: {
        ...{ levelMinPercent: 5, majorHighCelsius: 6, tamperFallPercent: 2 },
        ...provenance,
      },
    };
    expect(toLimitProfile(commodity({}), 1).rules).toMatchObject({
      co2: null,
      milk: null,
      vent: null,
    });
    const relativeHumidityPercent = { low: 50, high: 65, ...provenance };
    const profile = toLimitProfile(commodity({ rules, relativeHumidityPercent }), 1);

    expect(profile.rules).toMatchObject({
      ...{ co2: { limit: 1 }, humidity: { low: 50, high: 65, margin: 5 } },
      vent: { planned: 25, tolerance: 5 },
      ...{ milk: { levelMin: 5, majorHigh: 6, tamperFall: 2 }, pullDown: null },
    });
  });

  it('takes parameters of every rule in the unit of their names, and leaves the others', () => {
    const rules = {
      ...{ powerOff: { movingAfterMinutes: 5, ...provenance }, co2HighPercent: figure(1) },
      ...{ suspect: { disagreementKelvin: 1.5, ...provenance } },
      ...{ silence: { offlineAfterMinutes: 15, ...provenance } },
      ...{ co2: { hysteresisPercent: 0.1, ...provenance } },
      ...{ criticalLow: { doseMaxKelvinMinutes: 5, stillAirDelayMinutes: 50, ...provenance } },
      humidityAlarm: { marginPercent: 5, delayMinutes: 60, ...provenance },
      rawMilk: {
        ...{ levelMinPercent: 5, majorHighCelsius: 6, tamperFallPercent: 2 },
        ...{ majorTiming: { delayMinutes: 4 }, ...provenance },
      },
    };
    const relativeHumidityPercent = { low: 50, high: 65, ...provenance };
    const profile = toLimitProfile(commodity({ rules, relativeHumidityPercent }), 1);
    const defaults = defaultRules('chilled');
    expect(profile.rules).toMatchObject({
      powerOff: { ...defaults.powerOff, movingAfter: 5 * MINUTE },
      suspect: { ...defaults.suspect, disagreement: 1.5 },
      ...{ dataGapAfter: defaults.dataGapAfter, offlineAfter: 15 * MINUTE },
      co2: { delay: 120 * MINUTE, hysteresis: 0.1, limit: 1 },
      criticalLow: { ...defaults.criticalLow, doseMax: 5, stillAirDelay: 50 * MINUTE },
      humidity: { delay: 60 * MINUTE, backInRange: 60 * MINUTE, margin: 5 },
      milk: { majorTiming: { delay: 4 * MINUTE, backInRange: 15 * MINUTE, hysteresis: 0.2 } },
    });
  });

  it('tells how bad its budgets are, and how long cold may last', () => {
    const budgets = {
      aboveBandMinutes: { ...figure(60), severityAt80: 'WARN' as const },
      aboveCriticalMinutes: { ...figure(15), severityAt100: 'MAJOR' as const },
      belowBandMinutes: figure(90),
    };
    const [heat, critical, cold] = BUDGETS;
    expect(toLimitProfile(commodity({ budgets }), 1).rules.budgets).toEqual([
      { ...heat, severityAt80: 'WARN' },
      { ...critical, severityAt100: 'MAJOR' },
      { ...cold, max: 90 * MINUTE },
    ]);
  });

  it('has no rule against cold below the band where there is none for its state', () => {
    const frozen = commodity({ thermalState: 'frozen', bandLowCelsius: none });
    const profile = toLimitProfile(frozen, 1);
    expect([profile.band.low, profile.rules.bandLow]).toEqual([null, null]);
  });
});
