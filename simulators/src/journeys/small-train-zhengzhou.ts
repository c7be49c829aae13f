import { MINUTE } from '@lenglian/quantities';
import { CARGO } from './cargo.ts';
import { courseOf } from './course.ts';
import type { Journey, MinuteSpan } from './journey.ts';
import { handOver, legArrives, legDeparts, step, takeIncidents } from './people.ts';
import { PLACES } from './places.ts';
import { reefers, type ClimateAt } from './reefers.ts';

const BOXES = 8;
const KILOGRAMS = 22_000;
const RAIL_ARRIVES = 4_800;
const ROAD = { departs: RAIL_ARRIVES + 180, arrives: RAIL_ARRIVES + 180 + 600 } as const;
/** From Korla on as in the seeded runs; holes as the service has them. */
const COURSE = courseOf({
  timetable: [
    [0, PLACES.KORLA],
    [540, PLACES.TURPAN],
    [1_240, PLACES.HAMI],
    [2_440, PLACES.JIAYUGUAN],
    [RAIL_ARRIVES, PLACES.ZHENGZHOU],
    [ROAD.departs, PLACES.ZHENGZHOU],
    [ROAD.arrives, PLACES.WUXI],
  ],
  tunnels: [[241, 257]],
  patches: [
    [1_540, 1_580],
    [2_140, 2_180],
  ],
});
const CLIMATE: readonly ClimateAt[] = [
  [0, 12, 27],
  [540, 13, 27],
  [1_240, 8, 24],
  [2_400, 5, 19],
  [RAIL_ARRIVES, 12, 24],
  [ROAD.arrives, 16, 26],
];
/** The antenna of one box is torn off at 嘉峪关 and mended four hours later: no tunnel excuses that. */
const TORN = 5;
const SILENT: MinuteSpan = [2_700, 2_940];

const GROWERS = '库尔勒香梨合作社';
const RAILWAY = '乌铁物流';
const TRUCKS = '郑州公路冷链专线';
const MARKET = '无锡朝阳市场';

/** 铁路小编组直达 (5–10 boxes) and 公路冷链专线 (operations.md §G). */
export const smallTrainZhengzhou: Journey = {
  name: 'small-train-zhengzhou',
  summary:
    'eight boxes straight to 郑州 and by road line to 无锡; one falls silent where no hole is',
  code: 'STZZ',
  departs: { month: 9, day: 25, hour: 12 },
  plays: [-60, ROAD.arrives + 120],
  watched: [[SILENT[0] - 10, SILENT[1] + 30]],
  sampling: 5 * MINUTE,
  write(cast) {
    const boxes = reefers({
      ...{
        cast,
        count: BOXES,
        serviceCode: 'DIRECT_SMALL_TRAIN',
        climate: CLIMATE,
        course: COURSE,
      },
      // Loggers without a receiver: where it is must be said.
      hasReceiver: () => false,
      loaded: -400,
      load: { ...CARGO.PEAR_KORLA, kilograms: KILOGRAMS, originPlaceCode: 'KORLA' },
      line: () => ({ equipmentGroup: 1 }),
      story: (place) => (place === TORN ? { offline: [SILENT] } : {}),
    });
    const { runCode } = cast;
    const torn = [cast.containerCode(TORN)];
    const others = boxes.unitCodes.filter((code) => !torn.includes(code));
    const lots = boxes.lotCodes.map((lotCode) => ({ lotCode, quantityKilograms: KILOGRAMS }));
    return {
      plan: {
        ...{ runCode, serviceCode: 'DIRECT_SMALL_TRAIN', loadsAt: -60, lines: boxes.lines },
        legs: [
          { mode: 'RAIL', from: 'KORLA', to: 'ZHENGZHOU', departs: 0, arrives: RAIL_ARRIVES },
          { mode: 'ROAD', from: 'ZHENGZHOU', to: 'WUXI', ...ROAD },
        ],
      },
      players: boxes.players,
      acts: [
        step(-60, runCode, 'LOADING'),
        handOver(-5, { kind: 'OUTBOUND', place: 'KORLA', from: GROWERS, to: RAILWAY, lots }),
        step(0, runCode, 'IN_TRANSIT'),
        takeIncidents(SILENT[0] + 60, 'SILENCE', runCode),
        legArrives(RAIL_ARRIVES, runCode, 1),
        handOver(RAIL_ARRIVES + 60, {
          ...{ kind: 'INBOUND', place: 'ZHENGZHOU', from: RAILWAY, to: TRUCKS, lots },
        }),
        legDeparts(ROAD.departs, runCode, 2),
        step(ROAD.arrives, runCode, 'ARRIVED'),
        handOver(ROAD.arrives + 30, {
          ...{ kind: 'DELIVERY', place: 'WUXI', from: TRUCKS, to: MARKET, lots },
        }),
        step(ROAD.arrives + 60, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            // 30 min without a word, and MAJOR after two hours more (domain.md §7, GAP / OFFLINE).
            ...{ rules: ['NO_DATA'], units: torn, severity: 'MAJOR' },
            within: [SILENT[0] - 6, SILENT[0] + 1],
          },
          {
            // A hint first.
            ...{ rules: ['DATA_GAP'], units: torn, atMost: 'INFO' },
            ...{ within: [SILENT[0] - 6, SILENT[0] + 1], raisedWithin: [10, 11], hasEnded: true },
          },
        ],
        silent: [
          { rules: ['DATA_GAP', 'NO_DATA'], units: others },
          { rules: ['POWER_OFF', 'BAND_HI', 'BAND_LO', 'PREDICTED'], units: boxes.unitCodes },
        ],
        incidents: [{ cause: 'SILENCE', units: 1, severity: 'MAJOR' }],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [{ lots: boxes.lotCodes, custodian: TRUCKS, rule: 'BAND_HI', minutes: [0, 0] }],
        handedOver: [
          { to: RAILWAY, acceptedKilograms: BOXES * KILOGRAMS },
          { to: TRUCKS, acceptedKilograms: BOXES * KILOGRAMS },
          { to: MARKET, acceptedKilograms: BOXES * KILOGRAMS },
        ],
      },
    };
  },
};
