import { MINUTE } from '@lenglian/quantities';
import { CARGO } from './cargo.ts';
import type { Journey, MinuteSpan } from './journey.ts';
import { comesIn, movesTo, probeReads } from './lot-acts.ts';
import { handOver, takeIncidents } from './people.ts';
import { room, type LyingLot } from './rooms.ts';

const RESPIRATION = CARGO.PEAR_KORLA.respirationWattsPerTonne;
/** Field heat of a September morning and noon. Each lot is colder than what lies there when it comes. */
const FIRST = { during: [30, 1_080], kilograms: 2_500, celsius: 21 } as const;
const SECOND = { during: [420, 1_500], kilograms: 2_000, celsius: 12 } as const;
const THIRD = { during: [1_590, 2_880], kilograms: 2_500, celsius: 19 } as const;
/** Battery and generator bridge it: the machine never stands still. */
const SHORT_CUT: MinuteSpan = [240, 400];
/** The generator does not start, and the battery lasts into the evening: dark for less than six hours. */
const LONG_CUT: MinuteSpan = [1_860, 2_380];
const SUPPLY = { batteryKilowattHours: 4, dieselLitres: 60, solarPeakWatts: 1_500 } as const;
/** Room cooling goes with a τ of 12…24 h (domain.md §5); a probe in the middle follows within 2 h [C]. */
const TAU_MINUTES = { fast: 12 * 60, slow: 24 * 60, probe: 120 } as const;
/** When it is empty: 4 kWh, of which the machine takes about 1 kW, less what the sun gives until it sets. */
const DARK_FROM: MinuteSpan = [LONG_CUT[0] + 180, LONG_CUT[0] + 340];

const GROWERS = '轮台果农合作社';
const ROOM_KEEPER = '移动冷库服务队';
const PACKING_HOUSE = '库车产地仓';

/** 移动冷库 at the orchard: lots come and go, and the grid fails twice (domain.md §5). */
export const coldRoomOrchard: Journey = {
  name: 'cold-room-orchard',
  summary: 'a mobile cold room pre-cools pears at the orchard; the grid fails twice, once for long',
  code: 'ROOM',
  departs: { month: 9, day: 8, hour: 8 },
  plays: [-60, THIRD.during[1] + 60],
  watched: [[LONG_CUT[0], LONG_CUT[1] + 60]],
  sampling: 5 * MINUTE,
  write(cast) {
    const [first, second, third] = [cast.lotCode(1), cast.lotCode(2), cast.lotCode(3)];
    const goods = [
      { lotCode: first, ...FIRST },
      { lotCode: second, ...SECOND },
      { lotCode: third, ...THIRD },
    ];
    const cold = room({
      ...{ cast, number: 1, kind: 'room', setpointCelsius: 0, boundFrom: -60, supply: SUPPLY },
      climate: [[0, 14, 28]],
      lots: goods.map((lot): LyingLot => ({ ...lot, respirationWattsPerTonne: RESPIRATION })),
      ...{ gridOff: [SHORT_CUT, LONG_CUT], dieselOff: [LONG_CUT] },
      // Each time that goods come or go.
      doorOpen: goods.flatMap(({ during: [from, until] }): MinuteSpan[] => [
        [from, from + 12],
        [until - 12, until],
      ]),
    });
    const { unitCode } = cold;
    return {
      plan: null,
      stock: [cold.stock],
      players: [cold.player],
      acts: goods.flatMap(({ lotCode, during: [from, until], kilograms, celsius }) => {
        const lots = [{ lotCode, quantityKilograms: kilograms }];
        return [
          comesIn(from, {
            ...{ lotCode, kilograms, unitCode, commodityCode: 'PEAR_KORLA' },
            ...{ originPlaceCode: 'LUNTAI', pulpTemperatureCelsius: celsius },
          }),
          handOver(from + 15, {
            ...{ kind: 'INBOUND' as const, place: 'LUNTAI', from: GROWERS, to: ROOM_KEEPER, lots },
          }),
          handOver(until - 5, {
            ...{ kind: 'OUTBOUND' as const, place: 'LUNTAI', lots },
            ...{ from: ROOM_KEEPER, to: PACKING_HOUSE },
          }),
          movesTo(until, [lotCode], null),
          // The third had no power for up to 340 min of its time.
          probeReads(
            until - 15,
            unitCode,
            lotCode === second ? 2 : 1,
            cooledTo(celsius, until - 15 - from, lotCode === third ? 340 : 0),
          ),
          ...(lotCode === third ? [takeIncidents(DARK_FROM[1] + 70, 'POWER_OFF')] : []),
        ];
      }),
      truth: {
        raised: [
          {
            // 60 min where it stands (domain.md §7).
            ...{ rules: ['POWER_OFF'], units: [unitCode], severity: 'MAJOR', within: DARK_FROM },
          },
        ],
        silent: [
          { rules: ['DOOR_TRANSIT', 'DOOR_LONG', 'BUDGET_HEAT', 'BUDGET_CRIT'], units: [unitCode] },
          {
            rules: ['DATA_GAP', 'NO_DATA', 'SENSOR_SUSPECT', 'CRIT_LO', 'BAND_LO'],
            units: [unitCode],
          },
          // Pre-cooling goes well: warm goods become colder, but for less than six hours in the dark, and are within their time.
          {
            rules: ['PULLDOWN_LATE', 'BAND_HI', 'CRIT_HI', 'PREDICTED', 'RISE_RATE'],
            units: [unitCode],
          },
        ],
        incidents: [{ cause: 'POWER_OFF', units: 1, severity: 'MAJOR' }],
        runs: [],
        exposure: [
          // The short cut was bridged.
          {
            ...{ lots: [first, second], custodian: ROOM_KEEPER, rule: 'POWER_OFF' },
            minutes: [0, 0],
          },
          {
            ...{ lots: [first, second], custodian: ROOM_KEEPER, rule: 'PULLDOWN_LATE' },
            minutes: [0, 0],
          },
          {
            ...{ lots: [third], custodian: ROOM_KEEPER, rule: 'POWER_OFF' },
            minutes: [LONG_CUT[1] - DARK_FROM[1] - 5, LONG_CUT[1] - DARK_FROM[0] + 5],
          },
        ],
        handedOver: [ROOM_KEEPER, PACKING_HOUSE].map((to) => ({
          ...{ to, times: 3 },
          acceptedKilograms: FIRST.kilograms + SECOND.kilograms + THIRD.kilograms,
        })),
      },
    };
  },
};

/** Between what fast and slow cooling to 0 °C make of goods; in the dark they may have stood still. */
function cooledTo(celsius: number, minutes: number, darkMinutes: number): [number, number] {
  const { fast, slow, probe } = TAU_MINUTES;
  const after = (cooled: number, tau: number) => celsius * Math.exp(-cooled / tau);
  return [after(minutes, fast), after(minutes - darkMinutes - probe, slow)];
}
