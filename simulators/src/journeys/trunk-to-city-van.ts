import { MINUTE } from '@lenglian/quantities';
import { CARGO } from './cargo.ts';
import { courseOf } from './course.ts';
import type { Journey, MinuteSpan } from './journey.ts';
import { becomes, movesTo } from './lot-acts.ts';
import { declare, handOver, legArrives, legDeparts, step } from './people.ts';
import { PLACES } from './places.ts';
import { reefers, type ClimateAt } from './reefers.ts';
import { room } from './rooms.ts';

const TRUNK_KILOGRAMS = 8_000;
/** What the van takes of it, in crates. */
const VAN_KILOGRAMS = 1_000;
const DAMAGED_KILOGRAMS = 12;
/** In the evening over the Tianshan, and in the morning at the hub. */
const TRUNK_ARRIVES = 600;
/** As the service has it, from the departure: 天山胜利隧道. */
const COURSE = courseOf({
  timetable: [
    [0, PLACES.KORLA],
    [TRUNK_ARRIVES, PLACES.TOUTUNHE],
  ],
  tunnels: [[400, 420]],
  patches: [],
});
const VAN_LOADS = 700;
const ROUND: MinuteSpan = [720, 1_110];
/** 10…25 stops of 3…8 min (domain.md §6). */
const DOORS = 20;
const DOOR_EVERY = 17;
/** At this one the driver is called away, and the door stays open. */
const FORGOTTEN = 14;
const FORGOTTEN_MINUTES = 27;
const FORGOTTEN_FROM = ROUND[0] + 10 + DOOR_EVERY * (FORGOTTEN - 1);
/** End of September. */
const CLIMATE: readonly ClimateAt[] = [
  [0, 12, 26],
  [TRUNK_ARRIVES, 9, 21],
];

const GROWERS = '库尔勒香梨合作社';
const TRUCKS = '巴州干线冷链';
const HUB = '头屯河集配中心';
const CITY = '乌鲁木齐城配';
const SHOPS = '乌鲁木齐门店';

/** 干线 → 集配中心 → 城配: custody changes at each step; a van opens twenty doors. */
export const trunkToCityVan: Journey = {
  name: 'trunk-to-city-van',
  summary: 'pears by trunk truck to the hub and by van to twenty doors; one is left open',
  code: 'CITY',
  departs: { month: 9, day: 28, hour: 20 },
  plays: [-60, ROUND[1] + 60],
  watched: [[FORGOTTEN_FROM - 5, FORGOTTEN_FROM + FORGOTTEN_MINUTES + 15]],
  // Doors of three minutes are seen.
  sampling: 3 * MINUTE,
  write(cast) {
    const { runCode } = cast;
    const common = { cast, serviceCode: 'TRUNK_AND_CITY', climate: CLIMATE };
    const pears = { ...CARGO.PEAR_KORLA, originPlaceCode: 'KORLA' };
    const truck = reefers({
      ...{ ...common, kind: 'truck', count: 1, course: COURSE, loaded: -240 },
      hasReceiver: () => false,
      load: { ...pears, kilograms: TRUNK_KILOGRAMS },
      line: () => ({ leavePlaceCode: 'TOUTUNHE' }),
    });
    const doors = doorsOf(() => cast.random.next());
    const van = reefers({
      ...{ ...common, kind: 'van', first: 2, count: 1, loaded: -60 },
      ...{ load: { ...pears, kilograms: VAN_KILOGRAMS }, isLotDeclared: false },
      line: () => ({ joinPlaceCode: 'TOUTUNHE' }),
      story: () => ({ doorOpen: doors }),
    });
    const [all, carried, left] = [cast.lotCode(1), cast.lotCode(3), cast.lotCode(4)];
    const stays = { lotCode: left, quantityKilograms: TRUNK_KILOGRAMS - VAN_KILOGRAMS };
    const hub = room({
      ...{ cast, number: 3, kind: 'store', setpointCelsius: 0, climate: CLIMATE, boundFrom: -60 },
      lots: [
        {
          ...{ lotCode: all, during: [TRUNK_ARRIVES + 30, 10_000], kilograms: TRUNK_KILOGRAMS },
          ...{ celsius: 0.8, respirationWattsPerTonne: pears.respirationWattsPerTonne },
        },
      ],
    });
    const [truckCode = ''] = truck.unitCodes;
    const [vanCode = ''] = van.unitCodes;
    const share = { lotCode: carried, quantityKilograms: VAN_KILOGRAMS };
    const whole = { lotCode: all, quantityKilograms: TRUNK_KILOGRAMS };
    return {
      plan: {
        ...{ runCode, serviceCode: 'TRUNK_AND_CITY', loadsAt: -60 },
        lines: [...truck.lines, ...van.lines],
        legs: [
          { mode: 'ROAD', from: 'KORLA', to: 'TOUTUNHE', departs: 0, arrives: TRUNK_ARRIVES },
          {
            ...{ mode: 'CITY', from: 'TOUTUNHE', to: 'URUMQI' },
            ...{ departs: ROUND[0], arrives: ROUND[1] },
          },
        ],
      },
      stock: [hub.stock],
      players: [...truck.players, ...van.players, hub.player],
      acts: [
        step(-60, runCode, 'LOADING'),
        // It cools down before it is loaded.
        declare(-30, vanCode, 'EMPTY'),
        handOver(-10, {
          ...{ kind: 'OUTBOUND', place: 'KORLA', from: GROWERS, to: TRUCKS, lots: [whole] },
        }),
        step(0, runCode, 'IN_TRANSIT'),
        legArrives(TRUNK_ARRIVES, runCode, 1),
        handOver(TRUNK_ARRIVES + 25, {
          ...{ kind: 'INBOUND', place: 'TOUTUNHE', from: TRUCKS, to: HUB, lots: [whole] },
        }),
        movesTo(TRUNK_ARRIVES + 30, [all], hub.unitCode),
        becomes(VAN_LOADS, 'SPLIT', [whole], [{ ...share, unitCode: vanCode }, stays]),
        handOver(VAN_LOADS + 10, {
          ...{ kind: 'OUTBOUND', place: 'TOUTUNHE', from: HUB, to: CITY, lots: [share] },
        }),
        legDeparts(ROUND[0], runCode, 2),
        step(ROUND[1], runCode, 'ARRIVED'),
        handOver(ROUND[1] + 5, {
          ...{ kind: 'DELIVERY', place: 'URUMQI', from: CITY, to: SHOPS },
          lots: [
            {
              ...{ ...share, damagedKilograms: DAMAGED_KILOGRAMS },
              ...{ result: 'ACCEPTED_WITH_RESERVATION', reason: '压伤' },
            },
          ],
        }),
        step(ROUND[1] + 30, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            ...{ rules: ['DOOR_LONG'], units: [vanCode], severity: 'WARN' },
            within: [FORGOTTEN_FROM, FORGOTTEN_FROM + 4],
          },
        ],
        silent: [
          { rules: ['DOOR_TRANSIT', 'BAND_HI', 'CRIT_HI', 'NO_LOT', 'BAND_LO'], units: [vanCode] },
          {
            rules: ['DATA_GAP', 'NO_DATA', 'BAND_HI', 'DOOR_TRANSIT', 'DOOR_LONG'],
            units: [truckCode, hub.unitCode],
          },
        ],
        incidents: [{ cause: 'DOOR', units: 1, severity: 'WARN' }],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [
          { lots: [all], custodian: TRUCKS, rule: 'BAND_HI', minutes: [0, 0] },
          {
            ...{ lots: [carried], custodian: CITY, rule: 'DOOR_LONG' },
            minutes: [FORGOTTEN_MINUTES - 4, FORGOTTEN_MINUTES + 4],
          },
          { lots: [carried], custodian: CITY, rule: 'BAND_HI', minutes: [0, 0] },
        ],
        handedOver: [
          { to: TRUCKS, acceptedKilograms: TRUNK_KILOGRAMS },
          { to: CITY, acceptedKilograms: VAN_KILOGRAMS },
          { to: HUB, acceptedKilograms: TRUNK_KILOGRAMS },
          {
            ...{ to: SHOPS, acceptedKilograms: VAN_KILOGRAMS - DAMAGED_KILOGRAMS },
            ...{ damagedKilograms: DAMAGED_KILOGRAMS, rejectedKilograms: 0 },
          },
        ],
      },
    };
  },
};

/** @param random 0…1: how long each is open */
function doorsOf(random: () => number): MinuteSpan[] {
  return Array.from({ length: DOORS }, (_, i) => {
    const isForgotten = i + 1 === FORGOTTEN;
    const from = ROUND[0] + 10 + DOOR_EVERY * i + (i + 1 > FORGOTTEN ? FORGOTTEN_MINUTES : 0);
    return [from, from + (isForgotten ? FORGOTTEN_MINUTES : 3 + Math.floor(6 * random()))] as const;
  });
}
