import type { NamedPlace, NamedService } from '@lenglian/console-contract';

export function makeFixturePlaces(): NamedPlace[] {
  const place = (code: string, nameZh: string, nameEn: string) => ({
    ...{ id: `place-${code}`, code, nameZh, nameEn },
  });
  return [
    place('JIASHI', '伽师', 'Jiashi'),
    place('KASHGAR', '喀什', 'Kashgar'),
    place('WEICHENG', '渭城', 'Weicheng'),
    place('KUQA', '库车', 'Kuqa'),
    place('KORLA', '库尔勒', 'Korla'),
    place('HUAIHUA', '怀化', 'Huaihua'),
    place('CHANGSHA', '长沙', 'Changsha'),
  ];
}

/** The second one goes two ways. */
export function makeFixtureServices(): NamedService[] {
  const leg = (mode: 'RAIL' | 'ROAD', fromPlaceCode: string, toPlaceCode: string) => ({
    ...{ mode, fromPlaceCode, toPlaceCode },
  });
  const rail = leg('RAIL', 'KUQA', 'HUAIHUA');
  return [
    {
      ...{ id: 'service-plum', code: 'XINMEI', nameZh: '新梅号', nameEn: 'Xinmei' },
      ways: [{ code: 'RAIL_WEICHENG', legs: [leg('RAIL', 'KASHGAR', 'WEICHENG')] }],
    },
    {
      ...{ id: 'service-pear', code: 'XIANGLI', nameZh: '香梨号', nameEn: 'Xiangli' },
      ways: [
        { code: 'RAIL_HUAIHUA', legs: [rail] },
        { code: 'RAIL_CHANGSHA', legs: [rail, leg('ROAD', 'HUAIHUA', 'CHANGSHA')] },
      ],
    },
  ];
}
