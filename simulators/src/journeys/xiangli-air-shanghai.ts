import { MINUTE } from '@lenglian/quantities';
import { airBox } from './carriers.ts';
import { CARGO } from './cargo.ts';
import type { Journey, MinuteSpan } from './journey.ts';
import { handOver, legArrives, legDeparts, step, takeIncidents } from './people.ts';
import type { ClimateAt } from './reefers.ts';

const ULDS = 4;
/** 5 t a flight [A S35]. */
const KILOGRAMS = 1_200;
/** What a container of the air has to stay cold by: plates of 40 kg, frozen. [C] */
const PLATES = { kilograms: 40, meltsAtCelsius: 0 } as const;

/** 库尔勒→郑州→上海 in at most ten hours [A S35]; minutes of the legs as the service has them. */
const FIRST = { departs: 0, arrives: 255 } as const;
const SECOND = { departs: 435, arrives: 545 } as const;
/** The radio is off from just after the doors are closed until the aircraft is on its stand. [C] */
const FLIGHTS: readonly MinuteSpan[] = [
  [FIRST.departs + 1, FIRST.arrives],
  [SECOND.departs + 1, SECOND.arrives],
];
/** Three containers wait under a roof; the fourth stands in the sun: September, and 8 K on its cover (domain.md §5). */
const LEFT_OUT = 3;
const SHADE: ClimateAt = [FIRST.arrives + 20, 12, 12];
const SUN: ClimateAt = [FIRST.arrives + 20, 36, 36];

const GROWERS = '库尔勒香梨合作社';
const AIRLINE = '香梨号货运航班';
const RAMP = '郑州机场地服';
const MARKET = '上海水果批发市场';

/** 香梨号 by air, as it really was (domain.md §0 and §6): passive containers that only a logger watches. */
export const xiangliAirShanghai: Journey = {
  name: 'xiangli-air-shanghai',
  summary:
    '香梨号 by air over 郑州: four passive containers; one stands in the sun for three hours',
  code: 'XLAIR',
  departs: { month: 9, day: 20, hour: 8 },
  plays: [-60, SECOND.arrives + 180],
  watched: [[FIRST.arrives - 15, SECOND.departs + 30]],
  sampling: 5 * MINUTE,
  write(cast) {
    const { runCode } = cast;
    const numbers = Array.from({ length: ULDS }, (_, i) => i + 1);
    const { commodityCode, respirationWattsPerTonne, productAtLoadingCelsius } = CARGO.PEAR_KORLA;
    const codes = numbers.map((number) => cast.uldCode(number));
    const others = codes.filter((_, i) => i + 1 !== LEFT_OUT);
    const leftOut = [cast.uldCode(LEFT_OUT)];
    const lotCodes = numbers.map((number) => cast.lotCode(number));
    const lots = lotCodes.map((lotCode) => ({ lotCode, quantityKilograms: KILOGRAMS }));
    const arrived = lots.map((lot, i) =>
      i + 1 === LEFT_OUT
        ? {
            ...{ ...lot, damagedKilograms: 30, reason: '表层结露' },
            result: 'ACCEPTED_WITH_RESERVATION' as const,
          }
        : lot,
    );
    return {
      plan: {
        ...{ runCode, serviceCode: 'XIANGLI', loadsAt: -60 },
        legs: [
          { mode: 'AIR', from: 'KRL', to: 'ZHENGZHOU', ...FIRST },
          { mode: 'AIR', from: 'ZHENGZHOU', to: 'SHANGHAI', ...SECOND },
        ],
        lines: numbers.map((number) => ({
          ...{ unitCode: cast.uldCode(number), unitKind: 'uld', position: number },
          deviceId: cast.deviceId(number),
          lot: {
            ...{ code: cast.lotCode(number), commodityCode, quantityKilograms: KILOGRAMS },
            ...{ originPlaceCode: 'KORLA', pulpTemperatureCelsius: productAtLoadingCelsius },
          },
        })),
      },
      players: numbers.map((number) =>
        airBox({
          ...{ cast, number, serviceCode: 'XIANGLI', body: 'air-container', coldPack: PLATES },
          silent: FLIGHTS,
          climate: [
            [-180, 8, 8],
            [FIRST.arrives, 8, 8],
            number === LEFT_OUT ? SUN : SHADE,
            number === LEFT_OUT ? [SECOND.departs - 20, 36, 36] : [SECOND.departs - 20, 12, 12],
            [SECOND.departs, 8, 8],
          ],
          goods: {
            ...{ kilograms: KILOGRAMS, celsius: productAtLoadingCelsius, loaded: -180 },
            respirationWattsPerTonne,
          },
        }),
      ),
      acts: [
        step(-60, runCode, 'LOADING'),
        handOver(-20, { kind: 'OUTBOUND', place: 'KRL', from: GROWERS, to: AIRLINE, lots }),
        step(FIRST.departs, runCode, 'IN_TRANSIT'),
        legArrives(FIRST.arrives, runCode, 1),
        handOver(FIRST.arrives + 15, {
          ...{ kind: 'INBOUND', place: 'ZHENGZHOU', from: AIRLINE, to: RAMP, lots },
        }),
        takeIncidents(SECOND.departs - 60, 'GOODS', runCode),
        handOver(SECOND.departs - 15, {
          ...{ kind: 'OUTBOUND', place: 'ZHENGZHOU', from: RAMP, to: AIRLINE, lots },
          // Outside the limits at its surface: GB 31605 asks for the core then.
          ...{ surfaceTemperatureCelsius: 2.9, coreTemperatureCelsius: 1.2 },
        }),
        legDeparts(SECOND.departs, runCode, 2),
        step(SECOND.arrives, runCode, 'ARRIVED'),
        handOver(SECOND.arrives + 60, {
          ...{ kind: 'DELIVERY', place: 'SHANGHAI', from: AIRLINE, to: MARKET, lots: arrived },
        }),
        step(SECOND.arrives + 120, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            // Its outer fruit passes 2 °C an hour after it was put there, by the heat that its cover and plates let through.
            ...{ rules: ['BAND_HI'], units: leftOut, severity: 'WARN' },
            within: [FIRST.arrives + 45, FIRST.arrives + 100],
          },
          {
            // A hole never hides an open alert (operations.md §A1): nobody knows how it is in the air.
            ...{ rules: ['NO_DATA'], units: leftOut, severity: 'MAJOR' },
            within: [SECOND.departs - 6, SECOND.departs + 6],
          },
        ],
        mayFollow: [
          // It warms by more than half a kelvin an hour there, and will be above its band.
          {
            ...{ rules: ['RISE_RATE', 'PREDICTED'], units: leftOut },
            within: [FIRST.arrives + 15, SECOND.departs + 15],
          },
        ],
        silent: [
          // It is missed at once.
          { rules: ['DATA_GAP'], units: leftOut },
          {
            rules: ['DATA_GAP', 'NO_DATA', 'BAND_HI', 'BAND_LO', 'PREDICTED', 'RISE_RATE'],
            units: others,
          },
          {
            ...{ rules: ['CRIT_HI', 'CRIT_LO', 'POWER_OFF', 'SENSOR_SUSPECT', 'NO_LOT'] },
            units: codes,
          },
        ],
        incidents: [{ cause: 'GOODS', units: 1, severity: 'MAJOR' }],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [
          {
            ...{ lots: [cast.lotCode(LEFT_OUT)], custodian: RAMP },
            ...{ rule: 'BAND_HI', minutes: [65, 120] },
          },
          {
            ...{ lots: lotCodes.filter((_, i) => i + 1 !== LEFT_OUT), custodian: RAMP },
            ...{ rule: 'BAND_HI', minutes: [0, 0] },
          },
        ],
        handedOver: [
          { to: AIRLINE, times: 2, acceptedKilograms: 2 * ULDS * KILOGRAMS },
          { to: RAMP, acceptedKilograms: ULDS * KILOGRAMS },
          {
            ...{ to: MARKET, acceptedKilograms: ULDS * KILOGRAMS - 30 },
            ...{ damagedKilograms: 30, rejectedKilograms: 0 },
          },
        ],
      },
    };
  },
};
