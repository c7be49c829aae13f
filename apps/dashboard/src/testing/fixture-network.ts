import type { PlaceView, ServiceView } from '@lenglian/seed-files';

const SOURCE = { confidence: 'C' as const, source: 'made up' };
const RECORD = { revision: 3, isSeeded: true };

export function makeFixturePlaces(): PlaceView[] {
  const place = (
    code: string,
    nameZh: string,
    nameEn: string,
    latitudeDegrees: number,
    longitudeDegrees: number,
    more: Partial<PlaceView> = {},
  ): PlaceView => ({
    ...{ ...RECORD, ...SOURCE, id: `place-${code}`, code, nameZh, nameEn, crs: 'WGS-84' },
    ...{ latitudeDegrees, longitudeDegrees, accuracyKilometres: 2, roles: ['market'] },
    ...more,
  });
  return [
    place('JIASHI', '伽师', 'Jiashi', 39.49, 76.73, { roles: ['origin'] }),
    place('KASHGAR', '喀什', 'Kashgar', 39.47, 75.99, {
      ...{ roles: ['cluster'], cluster: 1, unLocode: 'CNKHG' },
      geofenceRadiusKilometres: { value: 10, ...SOURCE, source: 'measured' },
      stopActions: { codes: ['PLUG_IN'], ...SOURCE },
    }),
    place('WEICHENG', '渭城', 'Weicheng', 34.36, 108.74, {
      stopActions: { codes: [], ...SOURCE },
    }),
    place('KUQA', '库车', 'Kuqa', 41.72, 82.96, { roles: ['node', 'origin'] }),
    place('KORLA', '库尔勒', 'Korla', 41.76, 86.15, { roles: ['cluster'] }),
    place('HUAIHUA', '怀化', 'Huaihua', 27.55, 110.0, {
      stopActions: { codes: ['PLUG_IN', 'REPAIR'], ...SOURCE },
    }),
    place('CHANGSHA', '长沙', 'Changsha', 28.23, 112.94),
  ];
}

/** The second one goes two ways. */
export function makeFixtureServices(): ServiceView[] {
  type Way = NonNullable<ServiceView['ways']>[number];
  const leg = (
    mode: 'RAIL' | 'ROAD',
    fromPlaceCode: string,
    toPlaceCode: string,
    minutes: number,
  ) => ({
    ...{ mode, fromPlaceCode, toPlaceCode },
    durationMinutes: { value: minutes, ...SOURCE },
  });
  const way = (code: string, legs: Way['legs'], more: Partial<Way> = {}): Way => ({
    ...{ code, legs, expectedCoverageHoles: [], ...SOURCE },
    ...more,
  });
  const figure = (value: number) => ({ value, ...SOURCE });
  const rail = leg('RAIL', 'KUQA', 'HUAIHUA', 6_000);
  return [
    {
      ...{ ...RECORD, id: 'service-plum', code: 'XINMEI', nameZh: '新梅号', nameEn: 'Xinmei' },
      ...{ commodityCodes: ['PLUM_PRUNE'], season: { from: '08-20', until: '09-20', ...SOURCE } },
      ways: [
        way('RAIL_WEICHENG', [leg('RAIL', 'KASHGAR', 'WEICHENG', 7_920)], {
          expectedCoverageHoles: [
            {
              ...{ code: 'TUNNEL', nameZh: '中天山隧道', nameEn: 'Zhongtianshan tunnel' },
              durationMinutes: figure(16),
            },
          ],
          windStops: [
            {
              ...{ code: 'WIND', nameZh: '百里风区', nameEn: 'Hundred-li wind zone', leg: 1 },
              ...{ durationMinutesMin: figure(120), durationMinutesMax: figure(720) },
            },
          ],
        }),
      ],
    },
    {
      ...{ ...RECORD, id: 'service-pear', code: 'XIANGLI', nameZh: '香梨号', nameEn: 'Xiangli' },
      ...{ commodityCodes: ['PEAR_KORLA'], season: { from: '01-01', until: '12-31', ...SOURCE } },
      ways: [
        way('RAIL_HUAIHUA', [rail]),
        way('RAIL_CHANGSHA', [rail, leg('ROAD', 'HUAIHUA', 'CHANGSHA', 540)]),
      ],
    },
  ];
}
