import { MINUTE } from '@lenglian/quantities';
import { CARGO } from './cargo.ts';
import type { Journey, MinuteSpan } from './journey.ts';
import { handOver, legArrives, legDeparts, step } from './people.ts';
import { reefers } from './reefers.ts';

const BOXES = 4;
const KILOGRAMS = 20_000;
/** The boxes that nobody plugs in while they wait at the border, and for how long. */
const UNPLUGGED = [2, 3];
const WITHOUT_POWER: MinuteSpan = [240, 240 + 180];
const BORDER = { arrives: 100, departs: 700 } as const;
const ARRIVES = BORDER.departs + 360;

const CARRIER = '伊宁国际货运';
const BUYER = 'Almaty Fruit Terminal';

/** 霍尔果斯 at −25 °C without power for 3 h: the machine heats, and without power the load freezes from its rim. */
export const horgosMinus25: Journey = {
  name: 'horgos-minus-25',
  summary: '霍尔果斯 at −25 °C: two of four boxes of apples stand without power for three hours',
  code: 'HG25',
  departs: { month: 1, day: 20, hour: 9 },
  plays: [-60, ARRIVES + 120],
  sampling: 5 * MINUTE,
  write(cast) {
    const boxes = reefers({
      ...{ cast, count: BOXES, serviceCode: 'EXPORT_ROAD', loaded: -420 },
      // Colder than a usual January there (−20…−11): a cold wave.
      climate: [[0, -25, -25]],
      load: { ...CARGO.APPLE_AKSU, kilograms: KILOGRAMS, originPlaceCode: 'YINING' },
      story: (place) => ({
        // In the core and at the rim, where freezing begins.
        cargoProbeCount: 2,
        powerOff: UNPLUGGED.includes(place) ? [WITHOUT_POWER] : [],
      }),
    });
    const { runCode } = cast;
    const cold = boxes.unitCodes.filter((_, i) => UNPLUGGED.includes(i + 1));
    const warm = boxes.unitCodes.filter((_, i) => !UNPLUGGED.includes(i + 1));
    const dark = { cause: 'POWER_OFF', units: 1, raisedWithin: [3, 10], hasEnded: true } as const;
    const lots = boxes.lotCodes.map((lotCode) => ({ lotCode, quantityKilograms: KILOGRAMS }));
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
        legDeparts(BORDER.departs, runCode, 2),
        step(ARRIVES, runCode, 'ARRIVED'),
        handOver(ARRIVES + 30, {
          ...{ kind: 'DELIVERY', place: 'ALMATY', from: CARRIER, to: BUYER, lots },
        }),
        step(ARRIVES + 60, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            // The next place is 10 h ahead of the border, and by then the frost would be in the fruit (operations.md §A7).
            ...{ rules: ['POWER_OFF'], units: cold, severity: 'CRITICAL' },
            within: [WITHOUT_POWER[0], WITHOUT_POWER[0] + 6],
            ...{ raisedWithin: [3, 5], hasEnded: true },
          },
          {
            // The air freezes, at the doors too (operations.md §A7); the fruit, 0.3 °C at its rim, does not yet.
            ...{ rules: ['CRIT_LO'], units: cold, severity: 'CRITICAL' },
            within: [WITHOUT_POWER[0], WITHOUT_POWER[0] + 30],
            // Sooner than the 100 min of still air: at −25 °C the surface of the goods is below the limit before (ADR 0030).
            ...{ raisedWithin: [50, 95], hasEnded: true },
          },
        ],
        mayFollow: [
          {
            ...{ rules: ['BAND_LO', 'PREDICTED'], units: cold },
            within: [WITHOUT_POWER[0], WITHOUT_POWER[1] + 60],
          },
        ],
        silent: [{ rules: ['POWER_OFF', 'CRIT_LO', 'BAND_LO', 'PREDICTED'], units: warm }],
        incidents: [
          { ...dark, severity: 'CRITICAL', isAcknowledged: false },
          { ...dark, severity: 'CRITICAL', isAcknowledged: false },
        ],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [
          {
            ...{ lots: UNPLUGGED.map((place) => cast.lotCode(place)), custodian: CARRIER },
            ...{ rule: 'POWER_OFF', minutes: [175, 190] },
          },
        ],
        handedOver: [{ to: BUYER, acceptedKilograms: BOXES * KILOGRAMS }],
      },
    };
  },
};
