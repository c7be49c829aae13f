import { MINUTE } from '@lenglian/quantities';
import { CARGO } from './cargo.ts';
import type { Journey, MinuteSpan } from './journey.ts';
import { handOver, legArrives, legDeparts, step, takeIncidents } from './people.ts';
import { reefers, type ClimateAt } from './reefers.ts';

const BOXES = 21;
const KILOGRAMS = 24_500;
const RAIL_ARRIVES = 7_200;
/** The train is late by a wind stop in 百里风区; the boxes go on by road when they are on their trucks. */
const LATE_BY = 90;
const ROAD = { departs: RAIL_ARRIVES + 300, arrives: RAIL_ARRIVES + 300 + 375 } as const;
/** As the service has them, from the departure. */
const HOLES: readonly MinuteSpan[] = [
  [601, 617],
  [1_900, 1_940],
  [2_500, 2_540],
];
/** October; as in the seeded run [C]. */
const CLIMATE: readonly ClimateAt[] = [
  [0, 10, 24],
  [360, 12, 27],
  [900, 13, 27],
  [1_600, 8, 24],
  [2_800, 5, 19],
  [3_800, 8, 19],
  [4_800, 11, 21],
  [RAIL_ARRIVES, 15, 25],
];
/** Two drivers set their machines to 5 °C, "as for bananas", until somebody calls them. */
const WRONGLY_SET = [6, 14];
const WRONG: MinuteSpan = [ROAD.departs - 60, ROAD.departs + 30];

const GROWERS = '库车香梨合作社';
const RAILWAY = '乌铁物流';
const TRUCKS = '怀化公路冷链';
const MARKET = '长沙红星市场';

/** 香梨 库车→怀化 (domain.md §6 [A S34]: 21 reefers, 514 t), then by road to 长沙. */
export const xiangliKuqaHuaihua: Journey = {
  name: 'xiangli-kuqa-huaihua',
  summary: '香梨: 21 reefers by rail to 怀化, then by road; two drivers set theirs to 5 °C',
  code: 'XLKH',
  departs: { month: 10, day: 12, hour: 10 },
  plays: [-60, ROAD.arrives + 180],
  watched: [[WRONG[0], WRONG[1] + 120]],
  sampling: 5 * MINUTE,
  write(cast) {
    const boxes = reefers({
      ...{ cast, count: BOXES, serviceCode: 'XIANGLI', climate: CLIMATE, holes: HOLES },
      loaded: -600,
      load: { ...CARGO.PEAR_KORLA, kilograms: KILOGRAMS, originPlaceCode: 'KUQA' },
      line: (place) => ({ equipmentGroup: Math.ceil(place / 7) }),
      story: (place) =>
        WRONGLY_SET.includes(place)
          ? {
              setpointChanges: [
                { at: WRONG[0], celsius: 5 },
                { at: WRONG[1], celsius: 0 },
              ],
            }
          : {},
    });
    const { runCode } = cast;
    const wrong = WRONGLY_SET.map((place) => cast.containerCode(place));
    const lots = boxes.lotCodes.map((lotCode) => ({ lotCode, quantityKilograms: KILOGRAMS }));
    const sorted = lots.map((lot, i) =>
      i === 20 ? { ...lot, damagedKilograms: 85, reason: '倒运压伤' } : lot,
    );
    return {
      plan: {
        ...{ runCode, serviceCode: 'XIANGLI', loadsAt: -60, lines: boxes.lines },
        legs: [
          { mode: 'RAIL', from: 'KUQA', to: 'HUAIHUA', departs: 0, arrives: RAIL_ARRIVES },
          { mode: 'ROAD', from: 'HUAIHUA', to: 'CHANGSHA', ...ROAD },
        ],
      },
      players: boxes.players,
      acts: [
        step(-60, runCode, 'LOADING'),
        handOver(-5, { kind: 'OUTBOUND', place: 'KUQA', from: GROWERS, to: RAILWAY, lots }),
        step(0, runCode, 'IN_TRANSIT'),
        legArrives(RAIL_ARRIVES + LATE_BY, runCode, 1),
        handOver(RAIL_ARRIVES + LATE_BY + 60, {
          ...{ kind: 'INBOUND', place: 'HUAIHUA', from: RAILWAY, to: TRUCKS, lots },
        }),
        takeIncidents(ROAD.departs - 30, 'SETPOINT', runCode),
        legDeparts(ROAD.departs, runCode, 2),
        step(ROAD.arrives, runCode, 'ARRIVED'),
        handOver(ROAD.arrives + 60, {
          ...{ kind: 'DELIVERY', place: 'CHANGSHA', from: TRUCKS, to: MARKET, lots: sorted },
        }),
        step(ROAD.arrives + 120, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            // More than 2 °C beside the plan (domain.md §7, question 15).
            ...{ rules: ['SETPOINT_MISMATCH'], units: wrong, severity: 'CRITICAL' },
            within: [WRONG[0], WRONG[0] + 6],
          },
        ],
        mayFollow: [
          // Air of 2 °C and more warms the rim of the load, whose probe lies in the core.
          {
            ...{ rules: ['PREDICTED', 'RISE_RATE', 'BAND_HI'], units: wrong },
            within: [WRONG[0], WRONG[1] + 60],
          },
        ],
        silent: [{ rules: ['NO_DATA', 'POWER_OFF', 'CRIT_LO', 'CRIT_HI'], units: boxes.unitCodes }],
        incidents: wrong.map(() => ({ cause: 'SETPOINT', units: 1, severity: 'CRITICAL' })),
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [
          {
            ...{ lots: WRONGLY_SET.map((place) => cast.lotCode(place)), custodian: TRUCKS },
            ...{ rule: 'SETPOINT_MISMATCH', minutes: [85, 100] },
          },
          { lots: boxes.lotCodes, custodian: RAILWAY, rule: 'SETPOINT_MISMATCH', minutes: [0, 0] },
        ],
        handedOver: [
          { to: RAILWAY, acceptedKilograms: BOXES * KILOGRAMS },
          { to: TRUCKS, acceptedKilograms: BOXES * KILOGRAMS },
          {
            ...{ to: MARKET, acceptedKilograms: BOXES * KILOGRAMS - 85 },
            ...{ damagedKilograms: 85, rejectedKilograms: 0 },
          },
        ],
      },
    };
  },
};
