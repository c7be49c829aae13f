import { MINUTE } from '@lenglian/quantities';
import type { Journey, MinuteSpan } from './journey.ts';
import { becomes, comesIn, movesTo } from './lot-acts.ts';
import { declare, handOver, step } from './people.ts';
import { reefers } from './reefers.ts';
import { room } from './rooms.ts';

/** Halves, then cuts for the truck and cuts for the town; the rest is bone and trim. */
const HALVES_KILOGRAMS = 4_000;
const TRUCK_KILOGRAMS = 2_000;
const TOWN_KILOGRAMS = 1_200;
/** 排酸: 0…4 °C for a day (operations.md §G [C]); from the blast tunnel they come with 5 °C [C]. */
const AGED: MinuteSpan = [-1_640, -120];
const BLAST_CELSIUS = 5;
/** After a day at 0 °C: what the simulated room makes of 5 °C. */
const AGED_CELSIUS = 1.8;
/** 分割 in a hall of at most 12 °C [C]. */
const CUT: MinuteSpan = [-120, -30];
const HALL_CELSIUS = 10;
/** What 90 min there make of 1.8 °C in the middle. */
const CUT_CELSIUS = 2.2;
/** What is for the town stays on the tables while the hall is washed down and dried: set to 18 °C, its doors open. */
const LEFT_UNTIL = 280;
const WASH_DOWN_CELSIUS = 18;
const ARRIVES = 540;
const TRUCK_CELSIUS = 0;

const ABATTOIR = '博乐屠宰厂';
const HAULIER = '北疆冷链车队';
const MARKET = '乌鲁木齐肉类市场';
const KITCHEN = '博乐熟食厂';

/** 屠宰 → 排酸 → 分割 → chilled truck: goods change rooms and become other lots, and what they went through goes along. */
export const slaughterToChilled: Journey = {
  name: 'slaughter-to-chilled',
  summary:
    'beef from ageing to cutting to a chilled truck; what stays in the hall becomes too warm',
  code: 'BEEF',
  departs: { month: 11, day: 20, hour: 12 },
  plays: [AGED[0] - 30, ARRIVES + 60],
  watched: [[CUT[1], LEFT_UNTIL + 30]],
  sampling: 5 * MINUTE,
  write(cast) {
    const { runCode } = cast;
    const [halves, forTruck, forTown, packs] = [1, 2, 3, 4].map((n) => cast.lotCode(n)) as [
      string,
      string,
      string,
      string,
    ];
    const indoors = {
      ...{ cast, kind: 'store' as const, climate: [[0, 20, 26]] as const },
      boundFrom: AGED[0] - 20,
    };
    const beef = { kilograms: HALVES_KILOGRAMS, respirationWattsPerTonne: 0 };
    const ageing = room({
      ...{ ...indoors, number: 2, setpointCelsius: 0 },
      lots: [{ ...beef, lotCode: halves, during: AGED, celsius: BLAST_CELSIUS }],
    });
    const hall = room({
      ...{ ...indoors, number: 3, setpointCelsius: HALL_CELSIUS },
      setpointChanges: [{ at: CUT[1], celsius: WASH_DOWN_CELSIUS }],
      doorOpen: [[CUT[1], LEFT_UNTIL]],
      lots: [
        { ...beef, lotCode: halves, during: CUT, celsius: AGED_CELSIUS },
        {
          ...{ ...beef, kilograms: TOWN_KILOGRAMS, lotCode: forTown, celsius: CUT_CELSIUS },
          during: [CUT[1], LEFT_UNTIL + 20],
        },
      ],
    });
    const truck = reefers({
      ...{ cast, kind: 'truck', count: 1, serviceCode: 'MEAT_ROAD', loaded: CUT[1] },
      climate: [[0, -12, -4]],
      load: {
        ...{ commodityCode: 'BEEF_CHILLED', kilograms: TRUCK_KILOGRAMS },
        ...{ setpointCelsius: CUT_CELSIUS, productAtLoadingCelsius: CUT_CELSIUS },
        respirationWattsPerTonne: 0,
      },
      // The simulated truck has its load from the first: it keeps that as the hall does until it is loaded.
      line: () => ({ setpointCelsius: TRUCK_CELSIUS }),
      story: () => ({
        setpointChanges: [{ at: CUT[1], celsius: TRUCK_CELSIUS }],
        productAtLoadingCelsius: CUT_CELSIUS,
      }),
      // What it carries is cut when it stands there.
      isLotDeclared: false,
    });
    const [truckCode = ''] = truck.unitCodes;
    const share = (lotCode: string, quantityKilograms: number) => ({ lotCode, quantityKilograms });
    const carried = [share(forTruck, TRUCK_KILOGRAMS)];
    const town = share(packs, TOWN_KILOGRAMS);
    return {
      plan: {
        ...{ runCode, serviceCode: 'MEAT_ROAD', loadsAt: CUT[1] - 20, lines: truck.lines },
        legs: [{ mode: 'ROAD', from: 'BOLE', to: 'URUMQI', departs: 0, arrives: ARRIVES }],
      },
      stock: [ageing.stock, hall.stock],
      players: [...truck.players, ageing.player, hall.player],
      acts: [
        // Scanned when they hang and the probe is in.
        comesIn(AGED[0] + 5, {
          ...{ lotCode: halves, commodityCode: 'BEEF_CHILLED', kilograms: HALVES_KILOGRAMS },
          ...{ unitCode: ageing.unitCode, originPlaceCode: 'BOLE' },
          pulpTemperatureCelsius: BLAST_CELSIUS,
        }),
        // It is said at once when they are to leave it, cut.
        movesTo(CUT[0], [halves], hall.unitCode),
        movesTo(CUT[0], [halves], null, CUT[1]),
        declare(CUT[1] - 19, truckCode, 'EMPTY'),
        step(CUT[1] - 15, runCode, 'LOADING'),
        becomes(
          CUT[1],
          'SPLIT',
          [share(halves, HALVES_KILOGRAMS)],
          [
            { ...share(forTruck, TRUCK_KILOGRAMS), unitCode: truckCode },
            { ...share(forTown, TOWN_KILOGRAMS), unitCode: hall.unitCode },
          ],
        ),
        handOver(-10, {
          ...{ kind: 'OUTBOUND', place: 'BOLE', from: ABATTOIR, to: HAULIER, lots: carried },
        }),
        step(0, runCode, 'IN_TRANSIT'),
        becomes(LEFT_UNTIL, 'REPACK', [share(forTown, TOWN_KILOGRAMS)], [town]),
        handOver(LEFT_UNTIL + 10, {
          ...{ kind: 'DELIVERY', place: 'BOLE', from: ABATTOIR, to: KITCHEN },
          lots: [{ ...town, result: 'ACCEPTED_WITH_RESERVATION', reason: '超温，即时熟制' }],
        }),
        movesTo(LEFT_UNTIL + 20, [packs], null),
        step(ARRIVES, runCode, 'ARRIVED'),
        handOver(ARRIVES + 20, {
          ...{ kind: 'DELIVERY', place: 'URUMQI', from: HAULIER, to: MARKET, lots: carried },
        }),
        step(ARRIVES + 40, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            ...{ rules: ['DOOR_LONG'], units: [hall.unitCode], severity: 'WARN' },
            within: [CUT[1], CUT[1] + 6],
          },
          {
            // 2.2 °C in the middle, which follows the air of 18 °C by some 15 h: past 4 °C three hours later.
            ...{ rules: ['BAND_HI'], units: [hall.unitCode], severity: 'WARN' },
            within: [CUT[1] + 150, CUT[1] + 260],
          },
        ],
        mayFollow: [
          {
            // What is left there warms by more than half a kelvin an hour, towards its limit; while it was cut nothing was told.
            ...{ rules: ['RISE_RATE', 'PREDICTED'], units: [hall.unitCode] },
            within: [CUT[1], LEFT_UNTIL + 20],
          },
        ],
        silent: [
          {
            rules: ['BAND_HI', 'BAND_LO', 'CRIT_LO', 'PULLDOWN_LATE', 'NO_LOT', 'DOOR_TRANSIT'],
            units: [truckCode, ageing.unitCode],
          },
          {
            rules: [
              'SETPOINT_MISMATCH',
              'CRIT_HI',
              'BUDGET_CRIT',
              'PULLDOWN_LATE',
              'DATA_GAP',
              'NO_DATA',
            ],
            units: [truckCode, ageing.unitCode, hall.unitCode],
          },
        ],
        // Its doors stand open, and the warm meat is what comes of it: one incident, under its cause.
        incidents: [{ cause: 'DOOR', units: 1, severity: 'WARN' }],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [{ lots: [forTruck], custodian: HAULIER, rule: 'BAND_HI', minutes: [0, 0] }],
        inherited: [
          // From when it passed 4 °C until it was packed; what went by truck had left before.
          {
            lots: [packs],
            rule: 'BAND_HI',
            minutes: [LEFT_UNTIL - CUT[1] - 260, LEFT_UNTIL - CUT[1] - 150],
          },
          { lots: [forTruck], rule: 'BAND_HI', minutes: [0, 0] },
        ],
        handedOver: [
          { to: HAULIER, acceptedKilograms: TRUCK_KILOGRAMS },
          { to: MARKET, acceptedKilograms: TRUCK_KILOGRAMS },
          { to: KITCHEN, acceptedKilograms: TOWN_KILOGRAMS },
        ],
      },
    };
  },
};
