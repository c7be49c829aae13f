import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { holesOfLegs, type WayWithHoles } from './holes-of-legs.ts';

const ROAD = { mode: 'ROAD', fromPlaceCode: 'JIASHI', toPlaceCode: 'KASHGAR' } as const;
const RAIL = { mode: 'RAIL', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' } as const;
const TUNNEL = {
  ...{ code: 'TUNNEL', nameZh: '中天山隧道', nameEn: 'Zhongtianshan tunnel' },
  ...{ leg: 2, afterMinutes: { value: 2360 }, durationMinutes: { value: 16 } },
};
const way: WayWithHoles = { legs: [ROAD, RAIL], expectedCoverageHoles: [TUNNEL] };

describe(holesOfLegs.name, () => {
  it('dates a hole from the leg that it lies on', () => {
    expect(holesOfLegs([ROAD, RAIL], [way])).toEqual([
      {
        ...{ code: 'TUNNEL', nameZh: '中天山隧道', nameEn: 'Zhongtianshan tunnel' },
        ...{ legOrdinal: 1, afterDeparture: 2360 * MINUTE, duration: 16 * MINUTE },
      },
    ]);
  });

  it('finds the leg wherever a plan has it, and no hole where it goes another way', () => {
    expect(holesOfLegs([RAIL], [way])).toMatchObject([{ legOrdinal: 0 }]);
    expect(holesOfLegs([{ ...RAIL, toPlaceCode: 'ELSEWHERE' }], [way])).toEqual([]);
    expect(holesOfLegs([{ ...RAIL, mode: 'ROAD' }], [way])).toEqual([]);
  });

  it('counts a hole once that several ways share', () => {
    expect(holesOfLegs([ROAD, RAIL], [way, { ...way }])).toHaveLength(1);
  });

  it('takes the only leg where none is named, and dates nothing of which nobody knows when', () => {
    const anywhere = { ...TUNNEL, leg: undefined };
    const [direct] = [{ legs: [RAIL], expectedCoverageHoles: [anywhere] }];
    expect(holesOfLegs([RAIL], [direct])).toHaveLength(1);
    expect(holesOfLegs([RAIL], [{ ...way, expectedCoverageHoles: [anywhere] }])).toEqual([]);
    const undated = { ...TUNNEL, afterMinutes: undefined };
    expect(holesOfLegs([RAIL], [{ ...way, expectedCoverageHoles: [undated] }])).toEqual([]);
  });
});
