import { MINUTE } from '@lenglian/quantities';
import { CARGO } from './cargo.ts';
import type { Journey, MinuteSpan } from './journey.ts';
import { handOver, legArrives, legDeparts, step, takeIncidents } from './people.ts';
import { reefers, type ClimateAt } from './reefers.ts';

const BOXES = 5;
const KILOGRAMS = 20_000;
/** Customs hold the goods for fourteen hours: a dwell, and no delay of anybody's machine. */
const BORDER = { arrives: 100, departs: 960 } as const;
const ARRIVES = BORDER.departs + 370;
/** One box is unplugged to be opened for inspection, and not plugged in again for two and a half hours. */
const INSPECTED = 3;
const WITHOUT_POWER: MinuteSpan = [480, 630];
const HANDED_OVER = 900;
/** January in the Ili valley and beyond the border: colder than the goods bear all the way [C]. */
const CLIMATE: readonly ClimateAt[] = [
  [0, -16, -7],
  [BORDER.arrives, -18, -9],
  [ARRIVES, -12, -5],
];

const CARRIER = '伊宁国际货运';
const ABROAD = 'KazTransReefer';
const BUYER = 'Almaty Fruit Terminal';

/** Export with a border dwell; custody changes at the border, to a party without records here. */
export const horgosAlmatyWinter: Journey = {
  name: 'horgos-almaty-winter',
  summary:
    'pears from 伊宁 over 霍尔果斯 to Almaty in frost; customs hold them, custody changes there',
  code: 'HGAL',
  departs: { month: 1, day: 8, hour: 10 },
  plays: [-60, ARRIVES + 120],
  sampling: 5 * MINUTE,
  write(cast) {
    const boxes = reefers({
      ...{ cast, count: BOXES, serviceCode: 'EXPORT_ROAD', loaded: -360 },
      climate: CLIMATE,
      load: { ...CARGO.PEAR_KORLA, kilograms: KILOGRAMS, originPlaceCode: 'KORLA' },
      story: (place) => ({
        // In the core and at the rim, where freezing begins.
        cargoProbeCount: 2,
        powerOff: place === INSPECTED ? [WITHOUT_POWER] : [],
      }),
    });
    const { runCode } = cast;
    const inspected = [cast.containerCode(INSPECTED)];
    const others = boxes.unitCodes.filter((code) => !inspected.includes(code));
    const lots = boxes.lotCodes.map((lotCode) => ({ lotCode, quantityKilograms: KILOGRAMS }));
    const sorted = lots.map((lot, i) =>
      i + 1 === INSPECTED ? { ...lot, damagedKilograms: 60, reason: '查验开箱，外层受冻' } : lot,
    );
    return {
      plan: {
        ...{ runCode, serviceCode: 'EXPORT_ROAD', loadsAt: -60, lines: boxes.lines },
        legs: [
          { mode: 'ROAD', from: 'YINING', to: 'KHORGOS', departs: 0, arrives: BORDER.arrives },
          {
            ...{ mode: 'ROAD', from: 'KHORGOS', to: 'ALMATY' },
            ...{ departs: BORDER.departs, arrives: ARRIVES },
          },
        ],
      },
      players: boxes.players,
      acts: [
        step(-60, runCode, 'LOADING'),
        step(0, runCode, 'IN_TRANSIT'),
        legArrives(BORDER.arrives, runCode, 1),
        takeIncidents(WITHOUT_POWER[0] + 90, 'POWER_OFF', runCode),
        handOver(HANDED_OVER, {
          ...{ kind: 'OUTBOUND', place: 'KHORGOS', from: CARRIER, to: ABROAD, lots },
        }),
        legDeparts(BORDER.departs, runCode, 2),
        step(ARRIVES, runCode, 'ARRIVED'),
        handOver(ARRIVES + 30, {
          ...{ kind: 'DELIVERY', place: 'ALMATY', from: ABROAD, to: BUYER, lots: sorted },
        }),
        step(ARRIVES + 60, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            // The next place is hours ahead, and by then the frost would be in the fruit (operations.md §A7).
            ...{ rules: ['POWER_OFF'], units: inspected, severity: 'CRITICAL' },
            within: [WITHOUT_POWER[0], WITHOUT_POWER[0] + 6],
            ...{ raisedWithin: [3, 5], hasEnded: true },
          },
          {
            // The air freezes, at the doors too (operations.md §A7).
            ...{ rules: ['CRIT_LO'], units: inspected, severity: 'CRITICAL' },
            within: [WITHOUT_POWER[0], WITHOUT_POWER[0] + 30],
            // Still air is not cargo: it must be so for 100 min without power, not 20 (ADR 0030).
            ...{ raisedWithin: [100, 105], hasEnded: true },
          },
        ],
        mayFollow: [
          {
            ...{ rules: ['BAND_LO', 'PREDICTED'], units: inspected },
            within: [WITHOUT_POWER[0], WITHOUT_POWER[1] + 60],
          },
        ],
        silent: [{ rules: ['POWER_OFF', 'CRIT_LO', 'BAND_LO', 'PREDICTED'], units: others }],
        incidents: [
          {
            ...{ cause: 'POWER_OFF', units: 1, severity: 'CRITICAL' },
            ...{ raisedWithin: [3, 10], hasEnded: true, isAcknowledged: true },
          },
        ],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [
          {
            ...{ lots: [cast.lotCode(INSPECTED)], custodian: CARRIER },
            ...{ rule: 'POWER_OFF', minutes: [145, 160] },
          },
          { lots: boxes.lotCodes, custodian: ABROAD, rule: 'POWER_OFF', minutes: [0, 0] },
        ],
        handedOver: [
          { to: ABROAD, acceptedKilograms: BOXES * KILOGRAMS },
          {
            ...{ to: BUYER, acceptedKilograms: BOXES * KILOGRAMS - 60 },
            ...{ damagedKilograms: 60, rejectedKilograms: 0 },
          },
        ],
      },
    };
  },
};
