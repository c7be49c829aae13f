import { MINUTE } from '@lenglian/quantities';
import { airBox, storeZone, truck } from './carriers.ts';
import { CARGO } from './cargo.ts';
import type { Journey, MinuteSpan } from './journey.ts';
import { declare, handOver, legArrives, legDeparts, moveInto, step } from './people.ts';

const SERVICE = 'SALMON_NILKA';
/** Two lots, each of which fills a container of the air. */
const KILOGRAMS = 1_100;
/** By way ROAD_AIR_SHANGHAI: to 伊宁, through the night to 乌鲁木齐, in the morning to 上海. */
const TO_YINING = { departs: 0, arrives: 90 } as const;
const TO_URC = { departs: 120, arrives: 630 } as const;
const TO_SHANGHAI = { departs: 930, arrives: 1_230 } as const;
/** At 乌鲁木齐 they unload a pallet at a time and leave the door open meanwhile. */
const DOOR: MinuteSpan = [640, 685];
const IN_STORE: MinuteSpan = [690, 900];
const ICE = { kilograms: 40, meltsAtCelsius: 0 } as const;

const FARM = '尼勒克三文鱼养殖场';
const TRUCKS = '伊犁冷链车队';
const STORE = '乌鲁木齐机场冷库';
const AIRLINE = '天山货运航班';
const MARKET = '上海水产市场';

/** 尼勒克 salmon by road and air (domain.md §6 [A S47]): four hands, and it lies in four places. */
export const salmonNilkaShanghai: Journey = {
  name: 'salmon-nilka-shanghai',
  summary: 'salmon by truck, cold store and air to 上海; a truck’s door stays open at 乌鲁木齐',
  code: 'SALM',
  departs: { month: 10, day: 10, hour: 18 },
  plays: [-60, TO_SHANGHAI.arrives + 120],
  watched: [[DOOR[0] - 10, DOOR[1] + 60]],
  sampling: 5 * MINUTE,
  write(cast) {
    const { runCode } = cast;
    const { setpointCelsius, productAtLoadingCelsius, respirationWattsPerTonne, commodityCode } =
      CARGO.SALMON_CHILLED;
    const road = cast.plainUnitCode(1);
    const store = cast.plainUnitCode(2);
    const lotCodes = [cast.lotCode(1), cast.lotCode(2)];
    const ulds = [cast.uldCode(3), cast.uldCode(4)];
    const lots = lotCodes.map((lotCode) => ({ lotCode, quantityKilograms: KILOGRAMS }));
    const goods = { respirationWattsPerTonne, celsius: productAtLoadingCelsius };
    return {
      plan: {
        ...{ runCode, serviceCode: SERVICE, loadsAt: -60 },
        legs: [
          { mode: 'ROAD', from: 'NILKA', to: 'YINING', ...TO_YINING },
          { mode: 'ROAD', from: 'YINING', to: 'URC', ...TO_URC },
          { mode: 'AIR', from: 'URC', to: 'SHANGHAI', ...TO_SHANGHAI },
        ],
        lines: [
          ...lotCodes.map((code) => ({
            ...{ unitCode: road, unitKind: 'truck' as const, position: 1 },
            ...{ deviceId: cast.deviceId(1), leavePlaceCode: 'URC', setpointCelsius },
            lot: { code, commodityCode, quantityKilograms: KILOGRAMS, originPlaceCode: 'NILKA' },
          })),
          ...ulds.map((unitCode, i) => ({
            ...{ unitCode, unitKind: 'uld' as const, position: 3 + i, lot: null },
            ...{ deviceId: cast.deviceId(3 + i), joinPlaceCode: 'URC' },
          })),
        ],
      },
      stock: [{ unitCode: store, kind: 'store', state: 'IN_USE' }],
      players: [
        truck({
          ...{ cast, number: 1, serviceCode: SERVICE, setpointCelsius },
          // October nights on the northern slope [C].
          climate: [[0, 3, 15]],
          goods: { ...goods, kilograms: 2 * KILOGRAMS, loaded: -240 },
          story: { doorOpen: [DOOR] },
        }),
        storeZone({
          ...{ cast, number: 2, serviceCode: SERVICE, unitCode: store, setpointCelsius, from: -60 },
          climate: [[0, 3, 15]],
          lots: lotCodes.map(() => ({ ...goods, kilograms: KILOGRAMS, lies: IN_STORE })),
        }),
        ...ulds.map((_, i) =>
          airBox({
            ...{ cast, number: 3 + i, serviceCode: SERVICE, body: 'air-container', coldPack: ICE },
            silent: [[TO_SHANGHAI.departs + 1, TO_SHANGHAI.arrives]],
            // In the store, on the ramp, in the hold.
            climate: [
              [0, 2, 2],
              [IN_STORE[1], 2, 2],
              [IN_STORE[1] + 10, 6, 14],
              [TO_SHANGHAI.departs, 8, 8],
            ],
            goods: { ...goods, kilograms: KILOGRAMS, loaded: IN_STORE[1] },
          }),
        ),
      ],
      acts: [
        ...ulds.map((unitCode) => declare(-60, unitCode, 'EMPTY')),
        step(-60, runCode, 'LOADING'),
        handOver(-10, { kind: 'OUTBOUND', place: 'NILKA', from: FARM, to: TRUCKS, lots }),
        step(0, runCode, 'IN_TRANSIT'),
        legArrives(TO_YINING.arrives, runCode, 1),
        legDeparts(TO_URC.departs, runCode, 2),
        legArrives(TO_URC.arrives, runCode, 2),
        ...lotCodes.map((lotCode) => moveInto(IN_STORE[0], lotCode, store)),
        handOver(IN_STORE[0], { kind: 'INBOUND', place: 'URC', from: TRUCKS, to: STORE, lots }),
        ...lotCodes.map((lotCode, i) => moveInto(IN_STORE[1], lotCode, ulds[i] ?? '')),
        handOver(IN_STORE[1] + 5, {
          ...{ kind: 'OUTBOUND', place: 'URC', from: STORE, to: AIRLINE, lots },
        }),
        legDeparts(TO_SHANGHAI.departs, runCode, 3),
        step(TO_SHANGHAI.arrives, runCode, 'ARRIVED'),
        handOver(TO_SHANGHAI.arrives + 60, {
          ...{ kind: 'DELIVERY', place: 'SHANGHAI', from: AIRLINE, to: MARKET },
          lots: lots.map((lot, i) =>
            i === 1 ? { ...lot, damagedKilograms: 22, reason: '泡沫箱破损' } : lot,
          ),
        }),
        step(TO_SHANGHAI.arrives + 90, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            // Open for more than 20 min, at a stop too; it is the truck's, and nobody else's.
            ...{ rules: ['DOOR_LONG'], units: [road], severity: 'WARN' },
            within: [DOOR[0] - 1, DOOR[0] + 6],
          },
        ],
        mayFollow: [
          // Four degrees outside warm the rim of a fifth of a load by more than half a kelvin an hour.
          { rules: ['RISE_RATE', 'PREDICTED'], units: [road], within: [DOOR[0], DOOR[1] + 10] },
        ],
        silent: [
          // The stop is planned, and nobody opened it on the way.
          {
            rules: ['DOOR_TRANSIT', 'BAND_HI', 'CRIT_HI', 'CRIT_LO', 'DATA_GAP', 'NO_DATA'],
            units: [road],
          },
          {
            rules: [
              'BAND_HI',
              'BAND_LO',
              'CRIT_HI',
              'CRIT_LO',
              'DATA_GAP',
              'NO_DATA',
              'NO_LOT',
              'RISE_RATE',
            ],
            units: [store, ...ulds],
          },
        ],
        incidents: [{ cause: 'DOOR', units: 1, severity: 'WARN' }],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [
          { lots: lotCodes, custodian: TRUCKS, rule: 'DOOR_LONG', minutes: [38, 50] },
          { lots: lotCodes, custodian: STORE, rule: 'DOOR_LONG', minutes: [0, 0] },
          { lots: lotCodes, custodian: AIRLINE, rule: 'DOOR_LONG', minutes: [0, 0] },
          { lots: lotCodes, custodian: AIRLINE, rule: 'BAND_HI', minutes: [0, 0] },
        ],
        handedOver: [
          { to: TRUCKS, acceptedKilograms: 2 * KILOGRAMS },
          { to: AIRLINE, acceptedKilograms: 2 * KILOGRAMS },
          { to: STORE, acceptedKilograms: 2 * KILOGRAMS },
          {
            ...{ to: MARKET, acceptedKilograms: 2 * KILOGRAMS - 22 },
            ...{ damagedKilograms: 22, rejectedKilograms: 0 },
          },
        ],
      },
    };
  },
};
