import type { Place, Service } from '@lenglian/seed-files';

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
