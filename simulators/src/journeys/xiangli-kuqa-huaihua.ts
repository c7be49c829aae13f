import { MINUTE } from '@lenglian/quantities';
import { CARGO } from './cargo.ts';
import { courseOf } from './course.ts';
import type { ExpectedAlerts, ExpectedIncident, Journey, MinuteSpan } from './journey.ts';
import { handOver, legArrives, step, takeIncidents } from './people.ts';
import { PLACES } from './places.ts';
import { reefers, type ClimateAt } from './reefers.ts';

const BOXES = 21;
const KILOGRAMS = 24_500;
const RAIL_ARRIVES = 7_200;
/** The train stands in 百里风区 for as long as wind stops last at least (domain.md §6), and is late from then on. */
const WIND_STOP = { at: 1_250, minutes: 120 } as const;
/** The boxes go on by road when they are on their trucks. */
const ROAD = { departs: RAIL_ARRIVES + 300, arrives: RAIL_ARRIVES + 300 + 375 } as const;
const ARRIVES = RAIL_ARRIVES + WIND_STOP.minutes;
/** As the service has them, from the departure: the train comes into both when the judge expects it to be through. */
const GOBI: readonly MinuteSpan[] = [
  [1_900, 1_940],
  [2_500, 2_540],
];
/** As in the seeded run. */
const COURSE = courseOf({
  timetable: [
    [0, PLACES.KUQA],
    [360, PLACES.KORLA],
    [900, PLACES.TURPAN],
    [1_600, PLACES.HAMI],
    [2_800, PLACES.JIAYUGUAN],
    [3_800, PLACES.LANZHOU],
    [4_800, PLACES.WEICHENG],
    [RAIL_ARRIVES, PLACES.HUAIHUA],
    [ROAD.departs, PLACES.HUAIHUA],
    [ROAD.arrives, PLACES.CHANGSHA],
  ],
  halt: { ...WIND_STOP, madeUpBy: ROAD.departs },
  tunnels: [[601, 617]],
  patches: GOBI,
});
/** When the train is in them. */
const LATE_GOBI = GOBI.map(([from, until]): MinuteSpan => {
  return [from + WIND_STOP.minutes, until + WIND_STOP.minutes];
});
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
  summary:
    '香梨: 21 reefers by rail to 怀化, late by a wind stop, then by road; two drivers set theirs to 5 °C',
  code: 'XLKH',
  departs: { month: 10, day: 12, hour: 10 },
  plays: [-60, ROAD.arrives + 180],
  watched: [
    ...LATE_GOBI.map(([from, until]): MinuteSpan => [from, until + 10]),
    [WRONG[0], WRONG[1] + 120],
  ],
  sampling: 5 * MINUTE,
  write(cast) {
    const boxes = reefers({
      ...{ cast, count: BOXES, serviceCode: 'XIANGLI', climate: CLIMATE, course: COURSE },
      // Of each genset one box tells where it is.
      hasReceiver: (place) => place % 7 === 1,
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
        // Positions have it there when it comes within 15 km of the place: somebody knows better.
        legArrives(ARRIVES, runCode, 1, 'unloading track 3'),
        handOver(ARRIVES + 60, {
          ...{ kind: 'INBOUND', place: 'HUAIHUA', from: RAILWAY, to: TRUCKS, lots },
        }),
        takeIncidents(ROAD.departs - 30, 'SETPOINT', runCode),
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
          // Two hours late it is silent where the judge does not expect it any more: a margin of 30 min (ADR 0033).
          ...LATE_GOBI.map(([from]): ExpectedAlerts => ({
            ...{ rules: ['NO_DATA'], units: boxes.unitCodes, severity: 'WARN', atMost: 'WARN' },
            within: [from - 5, from + 1],
          })),
          // First as a hint, in the tenth minute (domain.md §7, GAP / OFFLINE).
          ...LATE_GOBI.map(([from]): ExpectedAlerts => ({
            ...{ rules: ['DATA_GAP'], units: boxes.unitCodes, atMost: 'INFO' },
            ...{ within: [from - 5, from + 1], raisedWithin: [10, 11], hasEnded: true },
          })),
        ],
        mayFollow: [
          // Air of 2 °C and more warms the rim of the load, whose probe lies in the core.
          {
            ...{ rules: ['PREDICTED', 'RISE_RATE', 'BAND_HI'], units: wrong },
            within: [WRONG[0], WRONG[1] + 60],
          },
        ],
        silent: [{ rules: ['POWER_OFF', 'CRIT_LO', 'CRIT_HI'], units: boxes.unitCodes }],
        incidents: [
          ...wrong.map((): ExpectedIncident => ({
            ...{ cause: 'SETPOINT', units: 1, severity: 'CRITICAL' },
          })),
          ...LATE_GOBI.map((): ExpectedIncident => ({
            ...{ cause: 'SILENCE_TOGETHER', units: BOXES, severity: 'WARN' },
          })),
        ],
        runs: [{ code: runCode, state: 'CLOSED', measuredSteps: ['IN_TRANSIT', 'ARRIVED'] }],
        measured: [
          // Out of 库车 at its fence of 8 km, at 45 km/h; of 怀化 and at 长沙 at theirs of 15 km, at 48 km/h.
          { run: runCode, leg: 1, what: 'departed', within: [0, 15] },
          { run: runCode, leg: 2, what: 'departed', within: [ROAD.departs, ROAD.departs + 20] },
          { run: runCode, leg: 2, what: 'arrived', within: [ROAD.arrives - 25, ROAD.arrives] },
        ],
        overridden: [
          {
            ...{ run: runCode, leg: 1, what: 'arrived', within: [ARRIVES, ARRIVES + 1] },
            // The same fence at 19 km/h.
            measuredWithin: [ARRIVES - 50, ARRIVES - 30],
          },
        ],
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
