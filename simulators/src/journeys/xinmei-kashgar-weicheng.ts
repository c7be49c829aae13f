import { MINUTE } from '@lenglian/quantities';
import { CARGO } from './cargo.ts';
import { courseOf } from './course.ts';
import type { Journey, MinuteSpan } from './journey.ts';
import { handOver, step, takeIncidents } from './people.ts';
import { PLACES } from './places.ts';
import { reefers, type ClimateAt } from './reefers.ts';

const BOXES = 32;
const GROUP_SIZE = 8;
const KILOGRAMS = 21_000;

/** Coupled at Kashgar four hours after the first truck left Jiashi; 5.5 days on the rails. */
const RAIL = { departs: 240, arrives: 240 + 7_920 } as const;
/** As in the seeded run; holes as the service has them: a tunnel and two patches of Gobi (domain.md §5 and §6). */
const COURSE = courseOf({
  timetable: [
    [0, PLACES.JIASHI],
    [80, PLACES.KASHGAR],
    [RAIL.departs, PLACES.KASHGAR],
    [RAIL.departs + 900, PLACES.AKSU],
    [RAIL.departs + 2_000, PLACES.KORLA],
    [RAIL.departs + 3_000, PLACES.TURPAN],
    [RAIL.departs + 3_900, PLACES.HAMI],
    [RAIL.departs + 5_300, PLACES.JIAYUGUAN],
    [RAIL.arrives, PLACES.WEICHENG],
  ],
  tunnels: [[RAIL.departs + 2_360, RAIL.departs + 2_376]],
  patches: [
    [RAIL.departs + 4_310, RAIL.departs + 4_350],
    [RAIL.departs + 5_010, RAIL.departs + 5_050],
  ],
});
/** Late August to September, low and high; as in the seeded run [C]. */
const CLIMATE: readonly ClimateAt[] = [
  [0, 17, 31],
  [RAIL.departs + 900, 16, 30],
  [RAIL.departs + 2_000, 15, 30],
  [RAIL.departs + 3_000, 20, 34],
  [RAIL.departs + 3_900, 10, 27],
  [RAIL.departs + 5_300, 8, 23],
  [RAIL.arrives, 16, 27],
];
/** The genset of group 3 stops in the night after Hami, and a spare one takes over at Liuyuan. */
const FAILED_GROUP = 3;
const FAILURE: MinuteSpan = [RAIL.departs + 4_060, RAIL.departs + 4_060 + 150];

const GROWERS = '伽师县西梅合作社';
const ROAD = '喀什冷链车队';
const RAILWAY = '乌铁物流';
const MARKET = '渭城农产品市场';

/** 新梅号: 32 reefers of plums in 4 groups of 8 (domain.md §6 [A S34]). */
export const xinmeiKashgarWeicheng: Journey = {
  name: 'xinmei-kashgar-weicheng',
  summary: '新梅号: 32 reefers of plums by road and rail; one genset of four stops after Hami',
  code: 'XMKW',
  departs: { month: 9, day: 1, hour: 8 },
  plays: [-60, RAIL.arrives + 240],
  watched: [[FAILURE[0], FAILURE[1] + 60]],
  sampling: 5 * MINUTE,
  write(cast) {
    const groupOf = (place: number) => Math.ceil(place / GROUP_SIZE);
    const boxes = reefers({
      ...{ cast, count: BOXES, serviceCode: 'XINMEI', climate: CLIMATE, course: COURSE },
      // One box of each group tells where it is: enough for a train.
      hasReceiver: (place) => place % GROUP_SIZE === 1,
      loaded: -480,
      load: { ...CARGO.PLUM_PRUNE, kilograms: KILOGRAMS, originPlaceCode: 'JIASHI' },
      line: (place) => ({ equipmentGroup: groupOf(place) }),
      story: (place) => (groupOf(place) === FAILED_GROUP ? { powerOff: [FAILURE] } : {}),
    });
    const { runCode } = cast;
    const failed = boxes.unitCodes.filter((_, i) => groupOf(i + 1) === FAILED_GROUP);
    const lots = boxes.lotCodes.map((lotCode) => ({ lotCode, quantityKilograms: KILOGRAMS }));
    const [first, second, ...rest] = lots;
    const arrived = [
      // 腐损: two boxes are sorted at the market.
      { ...first, lotCode: first?.lotCode ?? '', damagedKilograms: 120, reason: '压伤' },
      {
        ...{ ...second, lotCode: second?.lotCode ?? '', rejectedKilograms: 300 },
        ...{ result: 'ACCEPTED_WITH_RESERVATION' as const, reason: '过熟' },
      },
      ...rest,
    ];
    return {
      plan: {
        ...{ runCode, serviceCode: 'XINMEI', loadsAt: -60, lines: boxes.lines },
        legs: [
          { mode: 'ROAD', from: 'JIASHI', to: 'KASHGAR', departs: 0, arrives: 80 },
          { mode: 'RAIL', from: 'KASHGAR', to: 'WEICHENG', ...RAIL },
        ],
      },
      players: boxes.players,
      acts: [
        step(-60, runCode, 'LOADING'),
        handOver(-10, { kind: 'OUTBOUND', place: 'JIASHI', from: GROWERS, to: ROAD, lots }),
        handOver(200, { kind: 'INBOUND', place: 'KASHGAR', from: ROAD, to: RAILWAY, lots }),
        takeIncidents(FAILURE[0] + 40, 'GENSET_GROUP', runCode),
        handOver(RAIL.arrives + 90, {
          ...{ kind: 'DELIVERY', place: 'WEICHENG', from: RAILWAY, to: MARKET, lots: arrived },
        }),
        {
          at: RAIL.arrives + 120,
          says: 'what was wrong with the genset is put down',
          take: (person) => person.closeCleared(runCode, '3号发电箱停机', '柳园换备用发电箱'),
        },
        step(RAIL.arrives + 180, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            ...{ rules: ['POWER_OFF'], units: failed, severity: 'CRITICAL' },
            within: [FAILURE[0], FAILURE[0] + 6],
            // Two samples, five minutes apart; over at the first one with power.
            ...{ raisedWithin: [3, 5], hasEnded: true },
          },
        ],
        mayFollow: [
          // Foretold of goods that warm up: true when it was said, and never a breach.
          { rules: ['PREDICTED'], units: failed, within: FAILURE },
        ],
        silent: [{ rules: ['DATA_GAP', 'NO_DATA', 'CRIT_LO', 'CRIT_HI'], units: boxes.unitCodes }],
        incidents: [
          {
            ...{ cause: 'GENSET_GROUP', units: GROUP_SIZE, severity: 'CRITICAL' },
            // After 3 min, and not the 20 of one box alone (operations.md §B): at the second sample, up to 5 min on its way.
            ...{ raisedWithin: [3, 10], hasEnded: true, isAcknowledged: true },
          },
        ],
        runs: [{ code: runCode, state: 'CLOSED', measuredSteps: ['IN_TRANSIT', 'ARRIVED'] }],
        measured: [
          // Out of 伽师 at its fence of 8 km and at 喀什 at that of 10, at 47 km/h.
          { run: runCode, leg: 1, what: 'departed', within: [0, 15] },
          { run: runCode, leg: 1, what: 'arrived', within: [60, 80] },
          // At 27 km/h, and at 渭城 at its fence of 15 km, at 26 km/h.
          { run: runCode, leg: 2, what: 'departed', within: [RAIL.departs, RAIL.departs + 25] },
          { run: runCode, leg: 2, what: 'arrived', within: [RAIL.arrives - 40, RAIL.arrives] },
        ],
        exposure: [
          {
            ...{ lots: failed.map((_, i) => boxes.lotCodes[16 + i] ?? ''), custodian: RAILWAY },
            ...{ rule: 'POWER_OFF', minutes: [145, 160] },
          },
          { lots: boxes.lotCodes, custodian: ROAD, rule: 'BAND_HI', minutes: [0, 0] },
        ],
        handedOver: [
          { to: ROAD, acceptedKilograms: BOXES * KILOGRAMS },
          { to: RAILWAY, acceptedKilograms: BOXES * KILOGRAMS },
          {
            ...{ to: MARKET, acceptedKilograms: BOXES * KILOGRAMS - 420 },
            ...{ damagedKilograms: 120, rejectedKilograms: 300 },
          },
        ],
      },
    };
  },
};
