import { MINUTE } from '@lenglian/quantities';
import { storeZone, truck } from './carriers.ts';
import { CARGO } from './cargo.ts';
import type { Act, Journey, MinuteSpan } from './journey.ts';
import {
  declare,
  handOver,
  legArrives,
  legDeparts,
  moveInto,
  step,
  takeIncidents,
} from './people.ts';

const SERVICE = 'AQUATIC_HUB';
const KILOGRAMS = 2_400;
const VANS = 3;
const SHARE = KILOGRAMS / VANS;
const ROAD = { departs: 0, arrives: 600 } as const;
const CITY = { departs: 780, arrives: 960 } as const;
/** The truck's machine stands still on the way, in the heat of noon. */
const STOPPED: MinuteSpan = [200, 350];
/** On the dock: unloaded, and shared out to the vans. */
const UNLOADED = 620;
const SHARED = 740;

const FARM = '尼勒克三文鱼养殖场';
const TRUCKS = '伊犁冷链车队';
const DOCK = '头屯河水产分拨中心';
const ROUNDS = '乌鲁木齐城配车队';
const SHOPS = ['北区水产店', '南区水产店', '开发区水产店'];

/**
 * 水产中转分拨 (operations.md §G): out of one truck into a store, and as three lots into three vans. What the whole
 * went through on the road is in each part; the dock answers for its dwell, and for nothing else.
 */
export const aquaticCrossDock: Journey = {
  name: 'aquatic-cross-dock',
  summary: 'salmon of one truck is shared out to three vans; each part keeps what the truck did',
  code: 'AQUA',
  departs: { month: 6, day: 20, hour: 8 },
  plays: [-60, CITY.arrives + 90],
  sampling: 5 * MINUTE,
  write(cast) {
    const { runCode } = cast;
    const { setpointCelsius, productAtLoadingCelsius, respirationWattsPerTonne, commodityCode } =
      CARGO.SALMON_CHILLED;
    const [road, store] = [cast.plainUnitCode(1), cast.plainUnitCode(2)];
    const numbers = Array.from({ length: VANS }, (_, i) => i + 3);
    const vans = numbers.map((number) => cast.plainUnitCode(number));
    const whole = cast.lotCode(1);
    const parts = numbers.map((number) => cast.lotCode(number));
    const goods = { respirationWattsPerTonne, celsius: productAtLoadingCelsius };
    const common = { cast, serviceCode: SERVICE, setpointCelsius };
    // June: as 乌鲁木齐 in July, a little less [C].
    const climate = [[0, 16, 30]] as const;
    const lots = [{ lotCode: whole, quantityKilograms: KILOGRAMS }];
    return {
      plan: {
        ...{ runCode, serviceCode: SERVICE, loadsAt: -60 },
        legs: [
          { mode: 'ROAD', from: 'NILKA', to: 'TOUTUNHE', ...ROAD },
          { mode: 'CITY', from: 'TOUTUNHE', to: 'URUMQI', ...CITY },
        ],
        lines: [
          {
            ...{ unitCode: road, unitKind: 'truck', position: 1, deviceId: cast.deviceId(1) },
            ...{ leavePlaceCode: 'TOUTUNHE', setpointCelsius },
            lot: { code: whole, commodityCode, quantityKilograms: KILOGRAMS },
          },
          ...numbers.map((number) => ({
            ...{ unitCode: cast.plainUnitCode(number), unitKind: 'truck' as const },
            ...{ position: number, deviceId: cast.deviceId(number), lot: null },
            ...{ joinPlaceCode: 'TOUTUNHE', setpointCelsius },
          })),
        ],
      },
      stock: [{ unitCode: store, kind: 'store', state: 'IN_USE' }],
      players: [
        truck({
          ...{ ...common, number: 1, climate },
          goods: { ...goods, kilograms: KILOGRAMS, loaded: -240 },
          // A probe in the middle, one at the rim of the load.
          story: { powerOff: [STOPPED], cargoProbeCount: 2 },
        }),
        storeZone({
          ...{ ...common, number: 2, climate, unitCode: store, from: -60 },
          // As the whole of it is by then: its rim is not far from its core any more.
          lots: [{ ...goods, celsius: 0.6, kilograms: KILOGRAMS, lies: [UNLOADED, SHARED] }],
        }),
        ...numbers.map((number) =>
          truck({
            ...{ ...common, number, climate, kind: 'van' },
            goods: { ...goods, celsius: 0.6, kilograms: SHARE, loaded: -60 },
          }),
        ),
      ],
      acts: [
        ...vans.map((unitCode) => declare(-60, unitCode, 'EMPTY')),
        step(-60, runCode, 'LOADING'),
        handOver(-10, { kind: 'OUTBOUND', place: 'NILKA', from: FARM, to: TRUCKS, lots }),
        step(0, runCode, 'IN_TRANSIT'),
        takeIncidents(STOPPED[0] + 40, 'POWER_OFF', runCode),
        legArrives(ROAD.arrives, runCode, 1),
        moveInto(UNLOADED, whole, store),
        handOver(UNLOADED, { kind: 'INBOUND', place: 'TOUTUNHE', from: TRUCKS, to: DOCK, lots }),
        ...vans.map((unitCode) => declare(SHARED, unitCode, 'IN_USE')),
        split(SHARED, whole, new Map(parts.map((part, i) => [part, vans[i] ?? '']))),
        handOver(CITY.departs - 10, {
          ...{ kind: 'OUTBOUND', place: 'TOUTUNHE', from: DOCK, to: ROUNDS },
          lots: parts.map((lotCode) => ({ lotCode, quantityKilograms: SHARE })),
        }),
        legDeparts(CITY.departs, runCode, 2),
        step(CITY.arrives, runCode, 'ARRIVED'),
        ...parts.map((lotCode, i) =>
          handOver(CITY.arrives + 10 * (i + 1), {
            ...{ kind: 'DELIVERY', place: 'URUMQI', from: ROUNDS, to: SHOPS[i] ?? '' },
            lots: [
              i === 1
                ? {
                    ...{ lotCode, quantityKilograms: SHARE, rejectedKilograms: 60 },
                    ...{ result: 'ACCEPTED_WITH_RESERVATION', reason: '途中断电，表层升温' },
                  }
                : { lotCode, quantityKilograms: SHARE },
            ],
          }),
        ),
        step(CITY.arrives + 60, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            ...{ rules: ['POWER_OFF'], units: [road], severity: 'MAJOR' },
            within: [STOPPED[0], STOPPED[0] + 6],
          },
          {
            // The rim of the simulated fish passes 2 °C after two hours, and is back at 1.7 °C an hour and a quarter later.
            ...{ rules: ['BAND_HI'], units: [road], severity: 'WARN' },
            within: [STOPPED[0] + 105, STOPPED[0] + 140],
          },
        ],
        mayFollow: [
          {
            ...{ rules: ['PREDICTED', 'RISE_RATE'], units: [road] },
            within: [STOPPED[0], STOPPED[1] + 15],
          },
        ],
        silent: [
          {
            rules: ['CRIT_HI', 'CRIT_LO', 'DATA_GAP', 'NO_DATA', 'NO_LOT', 'SENSOR_SUSPECT'],
            units: [road],
          },
          {
            rules: [
              'BAND_HI',
              'BAND_LO',
              'CRIT_HI',
              'CRIT_LO',
              'POWER_OFF',
              'DATA_GAP',
              'NO_DATA',
              'NO_LOT',
            ],
            units: [store, ...vans],
          },
        ],
        incidents: [{ cause: 'POWER_OFF', units: 1, severity: 'MAJOR' }],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [
          { lots: [whole], custodian: TRUCKS, rule: 'POWER_OFF', minutes: [145, 160] },
          { lots: [whole], custodian: TRUCKS, rule: 'BAND_HI', minutes: [60, 95] },
          { lots: [whole], custodian: DOCK, rule: 'BAND_HI', minutes: [0, 0] },
          { lots: parts, custodian: ROUNDS, rule: 'BAND_HI', minutes: [0, 0] },
          { lots: parts, custodian: ROUNDS, rule: 'POWER_OFF', minutes: [0, 0] },
        ],
        inherited: [
          { lots: parts, rule: 'POWER_OFF', minutes: [145, 160] },
          { lots: parts, rule: 'BAND_HI', minutes: [60, 95] },
        ],
        handedOver: [
          { to: TRUCKS, acceptedKilograms: KILOGRAMS },
          { to: ROUNDS, acceptedKilograms: SHOPS.length * SHARE },
          { to: DOCK, acceptedKilograms: KILOGRAMS },
          ...SHOPS.map((to, i) => ({
            ...{ to, acceptedKilograms: SHARE - (i === 1 ? 60 : 0) },
            ...{ damagedKilograms: 0, rejectedKilograms: i === 1 ? 60 : 0 },
          })),
        ],
      },
    };
  },
};

/** One lot becomes several, each in a unit of its own. */
function split(at: number, lotCode: string, into: ReadonlyMap<string, string>): Act {
  return {
    at,
    says: `${lotCode} is shared out to ${into.size}`,
    take: (person) =>
      person.api.post('/api/v1/transformations', {
        ...{ kind: 'SPLIT', at: person.now, inputs: [{ lotCode }] },
        outputs: [...into].map(([part, unitCode]) => {
          return { lotCode: part, unitCode, quantityKilograms: SHARE };
        }),
      }),
  };
}
