import { HOUR } from '@lenglian/quantities';
import type { Commodity, Place, Service } from '@lenglian/seed-files';

const BASIS = { confidence: 'C', source: 'a test' } as const;

/** A place as the api takes it. */
export function aPlace(code: string, change: Partial<Place> = {}): Place {
  return {
    ...{ code, nameZh: code, nameEn: code, roles: ['market'], accuracyKilometres: 2, ...BASIS },
    ...{ latitudeDegrees: 40, longitudeDegrees: 86 },
    ...change,
  };
}

/** A service from 库尔勒 to 成都 as the api takes it. */
export function aService(code: string, change: Partial<Service> = {}): Service {
  return {
    ...{ code, nameZh: code, nameEn: code, commodityCodes: ['PEAR'] },
    season: { from: '09-01', until: '05-31', ...BASIS },
    ways: [
      {
        code: 'RAIL',
        legs: [
          {
            ...{ mode: 'RAIL', fromPlaceCode: 'KORLA', toPlaceCode: 'CHENGDU' },
            durationMinutes: { value: 6_000, ...BASIS },
          },
        ],
        expectedCoverageHoles: [],
        ...BASIS,
      },
    ],
    ...change,
  };
}

/** Limits like those of pears as the api takes them, valid from an hour before the tests' now. */
export function aProfileEntry(
  code: string,
  change: Partial<NewProfileEntry> = {},
): NewProfileEntry {
  const figure = (value: number) => ({ value, ...BASIS });
  return {
    ...{ code, nameZh: code, nameEn: code, family: 'fruit', thermalState: 'chilled' },
    ...{ setpointCelsius: figure(0), bandLowCelsius: figure(-0.5), bandHighCelsius: figure(2) },
    ...{ criticalLowCelsius: figure(-1), criticalHighCelsius: figure(8) },
    ...{ freezingPointCelsius: figure(-1.5), relativeHumidityPercent: null, ethylene: null },
    budgets: { aboveBandMinutes: figure(600), aboveCriticalMinutes: figure(60) },
    ...{ zones: [], shelfLife: [], kinetics: [] },
    validFrom: A_NOW - HOUR,
    ...change,
  };
}

type NewProfileEntry = Commodity & { readonly validFrom: number };

/** `NOW` of the tests: 2025-09-18T06:00:00Z. */
const A_NOW = 1_758_175_200_000;
