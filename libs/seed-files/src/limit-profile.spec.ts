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

describe('the profile of a commodity', () => {
  it('has its limits and the default rules', () => {
    expect(toLimitProfile(commodity(), 2)).toMatchObject({
      code: 'MILK_RAW',
      version: 2,
      setpoint: 3,
      band: { low: 1, high: 4 },
      criticalLow: 0,
      criticalHigh: 10,
      rules: defaultRules('chilled'),
    });
  });

  it('departs from the default rules only where it says so', () => {
    const rules = { criticalHigh: { delayMinutes: 5, hysteresisKelvin: 0.2, ...provenance } };
    const defaults = defaultRules('chilled');
    expect(toLimitProfile(commodity({ rules }), 1).rules).toEqual({
      ...defaults,
      criticalHigh: { ...defaults.criticalHigh, delay: 5 * MINUTE, hysteresis: 0.2 },
    });
  });

  it('has no rule against cold below the band where there is none for its state', () => {
    const frozen = commodity({ thermalState: 'frozen', bandLowCelsius: none });
    const profile = toLimitProfile(frozen, 1);
    expect([profile.band.low, profile.rules.bandLow]).toEqual([null, null]);
  });
});
