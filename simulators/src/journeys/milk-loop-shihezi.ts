import { MINUTE } from '@lenglian/quantities';
import type { Journey } from './journey.ts';
import { becomes, comesIn, movesTo, washed } from './lot-acts.ts';
import { handOver, legArrives, legDeparts, step } from './people.ts';
import { tanker } from './tankers.ts';

/** Washed in the night, and after the round. */
const WASHED = [-80, -50] as const;
const WASHED_AGAIN = [315, 345] as const;
/** Arrival and departure at the farms, and the arrival at the dairy. */
const FARMS = [
  { place: 'SHIHEZI_FARM', arrives: 40, departs: 75 },
  { place: 'SHIHEZI_FARM_2', arrives: 105, departs: 140 },
  { place: 'SHIHEZI_FARM_3', arrives: 170, departs: 215 },
] as const;
const ARRIVES = 255;
const UNLOADED = [275, 300] as const;
/** What farm 3 gives was not cooled: 4 °C is the limit at pick-up (生鲜乳收购 [A], operations.md §A4). */
const WARM_CELSIUS = 6.8;
/** Of farm 1 and the tanks of farm 2, in kg; then the warm milk of farm 3. */
const KILOGRAMS = [2_400, 2_300, 1_500, 1_600] as const;
const DAIRY = '石河子乳业';
const HAULIER = '石河子奶罐车队';
const FARM_NAMES = ['石河子牧场', '石河子第二牧场', '石河子第三牧场'] as const;

/** Raw-milk loop: two compartments, three farms, CIP before and after (domain.md §5, §6 [C]). */
export const milkLoopShihezi: Journey = {
  name: 'milk-loop-shihezi',
  summary: 'raw milk of three farms in two compartments to the dairy; one farm gives it warm',
  code: 'MILK',
  departs: { month: 7, day: 2, hour: 6 },
  plays: [-90, 400],
  sampling: 5 * MINUTE,
  write(cast) {
    const { runCode } = cast;
    const [one, two, three, four] = KILOGRAMS;
    const washes = { unloads: [UNLOADED], cleanings: [WASHED, WASHED_AGAIN] };
    const parts = tanker({
      ...{ cast, serviceCode: 'MILK_SHIHEZI', climate: [[0, 18, 33]] },
      compartments: [
        {
          ...washes,
          pickUps: [
            { during: [45, 60], kilograms: one, celsius: 3.3 },
            { during: [112, 126], kilograms: two, celsius: 3.5 },
          ],
        },
        {
          ...washes,
          pickUps: [
            { during: [112, 122], kilograms: three, celsius: 3.4 },
            { during: [178, 189], kilograms: four, celsius: WARM_CELSIUS },
          ],
        },
      ],
    });
    const [front = '', rear = ''] = parts.map(({ unitCode }) => unitCode);
    const lot = (n: number) => cast.lotCode(n);
    const milk = { commodityCode: 'MILK_RAW' };
    const origin = FARMS.map(({ place }) => ({ originPlaceCode: place }));
    const share = (n: number, quantityKilograms: number) => ({
      lotCode: lot(n),
      quantityKilograms,
    });
    const gives = (at: number, farm: 0 | 1 | 2, n: number, kilograms: number) =>
      handOver(at, {
        ...{ kind: 'OUTBOUND', place: FARMS[farm].place, from: FARM_NAMES[farm], to: HAULIER },
        lots: [share(n, kilograms)],
      });
    return {
      plan: {
        ...{ runCode, serviceCode: 'MILK_SHIHEZI', loadsAt: -40 },
        legs: [...FARMS, { place: 'SHIHEZI', arrives: ARRIVES }].map(({ place, arrives }, i) => {
          const before = FARMS[i - 1];
          return {
            ...{ mode: 'ROAD', from: before?.place ?? 'SHIHEZI', to: place },
            ...{ departs: before?.departs ?? 0, arrives },
          };
        }),
        // Empty until the first farm: its milk is put down there.
        lines: parts.map(({ unitCode, player }) => ({
          ...{ unitCode, unitKind: 'tanker', position: 1, deviceId: player.unit.deviceId },
          lot: null,
        })),
      },
      players: parts.map(({ player }) => player),
      acts: [
        washed(-45, [front, rear], WASHED[1]),
        step(-40, runCode, 'LOADING'),
        step(0, runCode, 'IN_TRANSIT'),
        ...FARMS.flatMap(({ arrives, departs }, i) => [
          legArrives(arrives, runCode, i + 1),
          legDeparts(departs, runCode, i + 2),
        ]),
        comesIn(44, { ...milk, ...origin[0], lotCode: lot(1), kilograms: one, unitCode: front }),
        gives(65, 0, 1, one),
        comesIn(110, { ...milk, ...origin[1], lotCode: lot(2), kilograms: two, unitCode: front }),
        comesIn(110, { ...milk, ...origin[1], lotCode: lot(3), kilograms: three, unitCode: rear }),
        gives(130, 1, 2, two),
        gives(130, 1, 3, three),
        becomes(135, 'COMMINGLE', [share(1, one), share(2, two)], [share(5, one + two)]),
        comesIn(176, { ...milk, ...origin[2], lotCode: lot(4), kilograms: four, unitCode: rear }),
        gives(195, 2, 4, four),
        becomes(205, 'COMMINGLE', [share(3, three), share(4, four)], [share(6, three + four)]),
        step(ARRIVES, runCode, 'ARRIVED'),
        handOver(ARRIVES + 10, {
          ...{ kind: 'MILK', place: 'SHIHEZI', from: HAULIER, to: DAIRY },
          lots: [share(5, one + two), share(6, three + four)],
          more: {
            milk: {
              ...{ vehiclePlate: cast.plainUnitCode(1), transportPermitNumber: '示例-0001' },
              ...{ escortName: '示例押运员', departureTemperatureCelsius: 3.4 },
              ...{ arrivalTemperatureCelsius: 5.3, farmTankTemperatureCelsius: WARM_CELSIUS },
              ...{ milkedAt: null, antibioticTestResult: 'NEGATIVE', sampleNumber: null },
              cleaningRecord: 'CIP 05:10',
            },
          },
        }),
        // Put down when the wash is over: until then its water is where milk is believed to be.
        movesTo(360, [lot(5), lot(6)], null, UNLOADED[1]),
        washed(365, [front, rear], WASHED_AGAIN[1]),
        step(380, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            // Of the farm: it begins while the tanker stands there. It will arrive below 6 °C, so it informs (operations.md §A4).
            ...{ rules: ['MILK_PICKUP'], units: [rear], severity: 'INFO', atMost: 'INFO' },
            within: [FARMS[2].arrives, FARMS[2].departs],
            // While the tanker still stands at the farm: a third sample proves it. Over with its lots, which become another.
            ...{ raisedWithin: [5, 10], hasEnded: true },
          },
        ],
        silent: [
          { rules: ['MILK_PICKUP', 'BAND_HI', 'NO_LOT'], units: [front] },
          {
            // 1.5 t of 3.4 °C and 1.6 t of 6.8 °C are 5.2 °C: above 4, and not above 6.
            rules: ['MILK_6', 'CRIT_HI', 'MILK_TAMPER', 'NO_LOT', 'RISE_RATE', 'SENSOR_SUSPECT'],
            units: [front, rear],
          },
        ],
        incidents: [],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [
          // Warm from minute 178…189 until the dairy has it at 265.
          { lots: [lot(6)], custodian: HAULIER, rule: 'BAND_HI', minutes: [50, 90] },
          { lots: [lot(5)], custodian: HAULIER, rule: 'BAND_HI', minutes: [0, 0] },
          { lots: [lot(5), lot(6)], custodian: HAULIER, rule: 'MILK_6', minutes: [0, 0] },
        ],
        handedOver: [
          { to: HAULIER, times: 4, acceptedKilograms: one + two + three + four },
          { to: DAIRY, acceptedKilograms: one + two + three + four },
        ],
      },
    };
  },
};
