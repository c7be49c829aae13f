import { MINUTE } from '@lenglian/quantities';
import { airBox } from './carriers.ts';
import { CARGO } from './cargo.ts';
import type { Journey } from './journey.ts';
import { handOver, step } from './people.ts';

/** Those of the flight that carry a logger. */
const BOXES = 6;
const KILOGRAMS = 20;
/** Two kilograms of ice in each foam box. [C] */
const ICE = { kilograms: 2, meltsAtCelsius: 0 } as const;
/** When the boxes are closed; as long as the service says until 上海. */
const PACKED = -150;
const ARRIVES = 325;
/** One was packed as it came from the sorting table. */
const WARM = 4;
const WARM_CELSIUS = 10;

const GROWERS = '库车小白杏合作社';
const AIRLINE = '小白杏号货运航班';
const SHOP = '上海盒装水果仓';

/** 小白杏号 by air in foam boxes (domain.md §6 [A S35]). */
export const apricotAir: Journey = {
  name: 'apricot-air',
  summary: '小白杏号 by air: six foam boxes on ice, quiet but for one that was packed warm',
  code: 'APRI',
  departs: { month: 6, day: 10, hour: 6 },
  plays: [PACKED, ARRIVES + 150],
  watched: [[ARRIVES - 10, ARRIVES + 60]],
  sampling: 5 * MINUTE,
  write(cast) {
    const { runCode } = cast;
    const { commodityCode, respirationWattsPerTonne, productAtLoadingCelsius } = CARGO.APRICOT_AIR;
    const numbers = Array.from({ length: BOXES }, (_, i) => i + 1);
    const celsiusOf = (number: number) =>
      number === WARM ? WARM_CELSIUS : productAtLoadingCelsius;
    const units = numbers.map((number) => cast.plainUnitCode(number));
    const others = units.filter((_, i) => i + 1 !== WARM);
    const lotCodes = numbers.map((number) => cast.lotCode(number));
    const lots = lotCodes.map((lotCode) => ({ lotCode, quantityKilograms: KILOGRAMS }));
    return {
      plan: {
        ...{ runCode, serviceCode: 'XIAOBAIXING', loadsAt: PACKED },
        legs: [{ mode: 'AIR', from: 'KRL', to: 'SHANGHAI', departs: 0, arrives: ARRIVES }],
        lines: numbers.map((number) => ({
          ...{ unitCode: cast.plainUnitCode(number), unitKind: 'box', position: number },
          deviceId: cast.deviceId(number),
          lot: {
            ...{ code: cast.lotCode(number), commodityCode, quantityKilograms: KILOGRAMS },
            ...{ originPlaceCode: 'KUQA', pulpTemperatureCelsius: celsiusOf(number) },
          },
        })),
      },
      players: numbers.map((number) =>
        airBox({
          ...{ cast, number, serviceCode: 'XIAOBAIXING', body: 'foam-box', coldPack: ICE },
          silent: [[1, ARRIVES]],
          // The shed, the hold and the store at 上海.
          climate: [[PACKED, 12, 12]],
          goods: {
            ...{ kilograms: KILOGRAMS, celsius: celsiusOf(number), loaded: PACKED },
            respirationWattsPerTonne,
          },
        }),
      ),
      acts: [
        step(PACKED, runCode, 'LOADING'),
        handOver(-40, { kind: 'OUTBOUND', place: 'KRL', from: GROWERS, to: AIRLINE, lots }),
        step(0, runCode, 'IN_TRANSIT'),
        step(ARRIVES, runCode, 'ARRIVED'),
        handOver(ARRIVES + 60, {
          ...{ kind: 'DELIVERY', place: 'SHANGHAI', from: AIRLINE, to: SHOP },
          lots: lots.map((lot, i) =>
            i + 1 === WARM
              ? {
                  ...{ ...lot, rejectedKilograms: KILOGRAMS, reason: '果肉发软' },
                  result: 'REJECTED',
                }
              : lot,
          ),
        }),
        step(ARRIVES + 120, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            // It cools on its ice, so its warmth breaks no band yet, but what that costs counts: 240 min above 5 °C, half of
            // them two hours after it was packed (domain.md §1; §7, questions 7 and 13).
            ...{ rules: ['BUDGET_HEAT'], units: units.filter((_, i) => i + 1 === WARM) },
            ...{ severity: 'MAJOR', within: [PACKED + 115, PACKED + 130] },
          },
        ],
        silent: [
          {
            ...{ rules: ['BUDGET_HEAT', 'BAND_HI', 'BAND_LO', 'PREDICTED', 'RISE_RATE'] },
            units: others,
          },
          // All are in the air as planned, and none of them can lose its power.
          { rules: ['DATA_GAP', 'NO_DATA', 'NO_LOT', 'POWER_OFF', 'CRIT_HI', 'CRIT_LO'], units },
        ],
        incidents: [{ cause: 'GOODS', units: 1, severity: 'MAJOR' }],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [
          {
            ...{ lots: lotCodes.filter((_, i) => i + 1 !== WARM), custodian: AIRLINE },
            ...{ rule: 'BUDGET_HEAT', minutes: [0, 0] },
          },
        ],
        handedOver: [
          { to: AIRLINE, acceptedKilograms: BOXES * KILOGRAMS },
          {
            ...{ to: SHOP, acceptedKilograms: (BOXES - 1) * KILOGRAMS },
            ...{ damagedKilograms: 0, rejectedKilograms: KILOGRAMS },
          },
        ],
      },
    };
  },
};
