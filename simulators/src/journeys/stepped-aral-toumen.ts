import { MINUTE } from '@lenglian/quantities';
import { CARGO } from './cargo.ts';
import type { PlaceAt } from './carriers.ts';
import { courseOf } from './course.ts';
import type { ExpectedAlerts, ExpectedIncident, Journey, Minute, MinuteSpan } from './journey.ts';
import { handOver, step } from './people.ts';
import { PLACES } from './places.ts';
import { reefers, together, type ClimateAt } from './reefers.ts';

/** 360 t on eleven cars, each with a machine of its own (domain.md §6 [A S34]). */
const KILOGRAMS = 32_700;
const LEGS = {
  ARAL: { departs: 0, arrives: 240 },
  AKSU: { departs: 300, arrives: 900 },
  KORLA: { departs: 1_020, arrives: 8_220 },
  YONGKANGDONG: { departs: 8_340, arrives: 8_700 },
} as const;
const END = LEGS.YONGKANGDONG.arrives;
/** From Korla on as in the seeded runs. */
const TIMETABLE: readonly PlaceAt[] = [
  [LEGS.ARAL.departs, PLACES.ARAL],
  [LEGS.ARAL.arrives, PLACES.AKSU],
  [LEGS.AKSU.departs, PLACES.AKSU],
  [LEGS.AKSU.arrives, PLACES.KORLA],
  [LEGS.KORLA.departs, PLACES.KORLA],
  [LEGS.KORLA.departs + 540, PLACES.TURPAN],
  [LEGS.KORLA.departs + 1_240, PLACES.HAMI],
  [LEGS.KORLA.departs + 2_440, PLACES.JIAYUGUAN],
  [LEGS.KORLA.departs + 3_440, PLACES.LANZHOU],
  [LEGS.KORLA.departs + 4_440, PLACES.WEICHENG],
  [LEGS.KORLA.arrives, PLACES.YONGKANGDONG],
  [LEGS.YONGKANGDONG.departs, PLACES.YONGKANGDONG],
  [LEGS.YONGKANGDONG.arrives, PLACES.TOUMENGANG],
];
/** As the service has them, from the departure at Korla. */
const HOLES: readonly MinuteSpan[] = [
  [LEGS.KORLA.departs + 241, LEGS.KORLA.departs + 257],
  [LEGS.KORLA.departs + 1_540, LEGS.KORLA.departs + 1_580],
  [LEGS.KORLA.departs + 2_140, LEGS.KORLA.departs + 2_180],
];
/** Early November: cold beyond Hami, mild at the coast [C]. */
const CLIMATE: readonly ClimateAt[] = [
  [0, 0, 12],
  [LEGS.KORLA.departs, 1, 12],
  [LEGS.KORLA.departs + 1_300, -4, 8],
  [LEGS.KORLA.departs + 2_400, -4, 8],
  [LEGS.KORLA.departs + 4_800, 4, 13],
  [END, 10, 18],
];
/** Set out at 永康东, the dates wait for their truck; theirs is unplugged for shunting. */
const SHUNTED: MinuteSpan = [LEGS.KORLA.arrives + 20, LEGS.KORLA.arrives + 45];

const APPLES = '阿拉尔果业';
const DATES = '阿克苏红枣公司';
const PEARS = '库尔勒香梨公司';
const RAILWAY = '乌铁物流';
const INLAND = '永康冷链仓';
const PORT = '头门港冷链中心';

/** 阶梯式: three produces are coupled on and set out at different places; each is judged by its own limits. */
export const steppedAralToumen: Journey = {
  name: 'stepped-aral-toumen',
  summary:
    '阶梯式班列: apples, dates and pears join and leave at 阿拉尔, 阿克苏, 库尔勒, 永康东, 头门港',
  code: 'STAT',
  departs: { month: 11, day: 5, hour: 8 },
  plays: [-60, END + 180],
  watched: [
    ...HOLES.map(([from, until]): MinuteSpan => [from, until + 10]),
    [LEGS.AKSU.departs - 60, LEGS.KORLA.departs],
    [LEGS.KORLA.arrives - 60, LEGS.KORLA.arrives + 120],
  ],
  sampling: 5 * MINUTE,
  write(cast) {
    const common = { cast, serviceCode: 'STEPPED', climate: CLIMATE } as const;
    const kilograms = KILOGRAMS;
    const apples = reefers({
      ...{ ...common, first: 1, count: 4, loaded: -300, course: courseBetween(-60, END) },
      load: { ...CARGO.APPLE_AKSU, kilograms, originPlaceCode: 'ARAL' },
    });
    const dates = reefers({
      ...{ ...common, first: 5, count: 3, loaded: -120 },
      // Set out at 永康东, they stay there.
      course: courseBetween(LEGS.AKSU.departs, LEGS.KORLA.arrives),
      load: { ...CARGO.JUJUBE_DRY, kilograms, originPlaceCode: 'AKSU' },
      line: () => ({ joinPlaceCode: 'AKSU', leavePlaceCode: 'YONGKANGDONG' }),
      story: (place) => (place === 5 ? { powerOff: [SHUNTED] } : {}),
    });
    const pears = reefers({
      ...{
        ...common,
        first: 8,
        count: 4,
        loaded: -60,
        course: courseBetween(LEGS.KORLA.departs, END),
      },
      load: { ...CARGO.PEAR_KORLA, kilograms, originPlaceCode: 'KORLA' },
      line: () => ({ joinPlaceCode: 'KORLA' }),
    });
    const all = together(apples, dates, pears);
    const { runCode } = cast;
    const handed = (lotCodes: readonly string[]) =>
      lotCodes.map((lotCode) => ({ lotCode, quantityKilograms: KILOGRAMS }));
    const toPort = [...apples.lotCodes, ...pears.lotCodes];
    const loaded = (at: number, place: string, from: string, lotCodes: readonly string[]) =>
      handOver(at, { kind: 'OUTBOUND', place, from, to: RAILWAY, lots: handed(lotCodes) });
    return {
      plan: {
        ...{ runCode, serviceCode: 'STEPPED', loadsAt: -60, lines: all.lines },
        legs: [
          { mode: 'RAIL', from: 'ARAL', to: 'AKSU', ...LEGS.ARAL },
          { mode: 'RAIL', from: 'AKSU', to: 'KORLA', ...LEGS.AKSU },
          { mode: 'RAIL', from: 'KORLA', to: 'YONGKANGDONG', ...LEGS.KORLA },
          { mode: 'RAIL', from: 'YONGKANGDONG', to: 'TOUMENGANG', ...LEGS.YONGKANGDONG },
        ],
      },
      players: all.players,
      acts: [
        step(-60, runCode, 'LOADING'),
        loaded(-5, 'ARAL', APPLES, apples.lotCodes),
        loaded(LEGS.AKSU.departs - 5, 'AKSU', DATES, dates.lotCodes),
        loaded(LEGS.KORLA.departs - 5, 'KORLA', PEARS, pears.lotCodes),
        handOver(LEGS.KORLA.arrives + 60, {
          ...{ kind: 'INBOUND', place: 'YONGKANGDONG', from: RAILWAY, to: INLAND },
          lots: handed(dates.lotCodes),
        }),
        handOver(END + 60, {
          ...{ kind: 'DELIVERY', place: 'TOUMENGANG', from: RAILWAY, to: PORT },
          lots: handed(toPort),
        }),
        step(END + 120, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            // The machines of the dates are not set to dry: 88 % where 65 % is the most (operations.md §A8). They join
            // when the train comes within 10 km of 阿克苏.
            ...{ rules: ['RH_HI'], units: dates.unitCodes, severity: 'MAJOR' },
            within: [LEGS.ARAL.arrives - 25, LEGS.AKSU.departs + 60],
          },
          // A hole never hides an open alert (operations.md §A1): theirs are missed in each of them.
          ...HOLES.map(([from, until]): ExpectedAlerts => ({
            ...{ rules: ['NO_DATA'], units: dates.unitCodes, severity: 'MAJOR' },
            within: [from - 6, until],
          })),
        ],
        silent: [
          {
            rules: ['BAND_LO', 'CRIT_LO', 'DATA_GAP', 'NO_DATA', 'NO_LOT', 'POWER_OFF'],
            units: apples.unitCodes,
          },
          { rules: ['BAND_HI', 'CRIT_HI', 'RH_HI', 'DATA_GAP', 'NO_DATA'], units: pears.unitCodes },
          {
            rules: ['BAND_HI', 'CRIT_LO', 'DATA_GAP', 'SETPOINT_MISMATCH'],
            units: dates.unitCodes,
          },
        ],
        incidents: [
          ...dates.unitCodes.map((): ExpectedIncident => ({
            ...{ cause: 'GOODS', units: 1, severity: 'MAJOR' },
          })),
          ...HOLES.map((): ExpectedIncident => ({
            ...{ cause: 'SILENCE_TOGETHER', units: dates.unitCodes.length, severity: 'MAJOR' },
          })),
        ],
        runs: [{ code: runCode, state: 'CLOSED', measuredSteps: ['IN_TRANSIT', 'ARRIVED'] }],
        // Fences of 10 km at 28 to 49 km/h, of 20 at 永康东, of 15 at 头门港; a word every five minutes.
        measured: [
          { run: runCode, leg: 1, what: 'departed', within: [0, 25] },
          { run: runCode, leg: 1, what: 'arrived', within: around(LEGS.ARAL.arrives, 25, 0) },
          { run: runCode, leg: 2, what: 'departed', within: around(LEGS.AKSU.departs, 0, 15) },
          { run: runCode, leg: 2, what: 'arrived', within: around(LEGS.AKSU.arrives, 15, 0) },
          { run: runCode, leg: 3, what: 'departed', within: around(LEGS.KORLA.departs, 0, 25) },
          { run: runCode, leg: 3, what: 'arrived', within: around(LEGS.KORLA.arrives, 50, 0) },
          {
            run: runCode,
            leg: 4,
            what: 'departed',
            within: around(LEGS.YONGKANGDONG.departs, 0, 50),
          },
          { run: runCode, leg: 4, what: 'arrived', within: around(END, 35, 0) },
        ],
        rides: [
          {
            ...{ run: runCode, units: apples.unitCodes },
            joined: [-60, 1],
            left: [END + 120, END + 121],
          },
          {
            ...{ run: runCode, units: dates.unitCodes },
            joined: around(LEGS.ARAL.arrives, 25, 0),
            left: around(LEGS.KORLA.arrives, 50, 0),
          },
          {
            ...{ run: runCode, units: pears.unitCodes },
            ...{ joined: around(LEGS.AKSU.arrives, 15, 0), left: [END + 120, END + 121] },
          },
        ],
        exposure: [
          {
            ...{ lots: dates.lotCodes, custodian: RAILWAY, rule: 'RH_HI' },
            minutes: [LEGS.KORLA.arrives - LEGS.AKSU.departs - 60, LEGS.KORLA.arrives],
          },
          { lots: toPort, custodian: RAILWAY, rule: 'BAND_LO', minutes: [0, 0] },
        ],
        handedOver: [
          { to: RAILWAY, times: 3, acceptedKilograms: 11 * KILOGRAMS },
          { to: INLAND, acceptedKilograms: 3 * KILOGRAMS },
          { to: PORT, acceptedKilograms: 8 * KILOGRAMS },
        ],
      },
    };
  },
};

/** The course of units that join at a minute and leave at another. */
function courseBetween(joins: Minute, leaves: Minute) {
  return courseOf({
    timetable: TIMETABLE.filter(([at]) => at >= joins && at <= leaves),
    tunnels: HOLES.slice(0, 1),
    patches: HOLES.slice(1),
  });
}

function around(at: Minute, before: number, after: number): MinuteSpan {
  return [at - before, at + after];
}
