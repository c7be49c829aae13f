import { MINUTE } from '@lenglian/quantities';
import { crossPairs } from '../faults/cross-pairs.ts';
import { CARGO } from './cargo.ts';
import type { Act, Journey, MinuteSpan } from './journey.ts';
import { handOver, step, takeIncidents } from './people.ts';
import { reefers } from './reefers.ts';

const BOXES = 4;
const KILOGRAMS = 21_000;
/** Its device was taken for that of the next one: what the next one goes through is told of it. */
const BLAMED = 2;
const STOPPED = 3;
const POWER_OFF: MinuteSpan = [60, 210];
/** Somebody stands before a machine that runs, and reads what is written on the device. */
const SEEN = 150;
const ARRIVES = 600;

const GROWERS = '库尔勒香梨合作社';
const CENTRE = '头屯河集配中心';

/** Of domain.md §5's faults the one that is in no device: 0.5 % of units have another's. */
export const wrongPairing: Journey = {
  name: 'wrong-pairing',
  summary:
    'the devices of two boxes of pears hang crosswise; one box stands without power, the other is blamed until that is put right',
  code: 'PAIR',
  departs: { month: 10, day: 12, hour: 9 },
  plays: [-60, ARRIVES + 90],
  watched: [[POWER_OFF[0], POWER_OFF[1] + 30]],
  sampling: 5 * MINUTE,
  write(cast) {
    const boxes = reefers({
      ...{ cast, count: BOXES, serviceCode: 'TRUNK_AND_CITY', loaded: -300 },
      load: { ...CARGO.PEAR_KORLA, kilograms: KILOGRAMS, originPlaceCode: 'KORLA' },
      climate: [
        [0, 12, 27],
        [ARRIVES, 8, 18],
      ],
      story: (place) => (place === STOPPED ? { powerOff: [POWER_OFF] } : {}),
    });
    const { runCode } = cast;
    const [blamed, stopped] = [cast.containerCode(BLAMED), cast.containerCode(STOPPED)];
    const [blamedLot, stoppedLot] = [cast.lotCode(BLAMED), cast.lotCode(STOPPED)];
    const lots = boxes.lotCodes.map((lotCode) => ({ lotCode, quantityKilograms: KILOGRAMS }));
    return {
      plan: {
        ...{ runCode, serviceCode: 'TRUNK_AND_CITY', loadsAt: -60 },
        legs: [{ mode: 'ROAD', from: 'KORLA', to: 'TOUTUNHE', departs: 0, arrives: ARRIVES }],
        lines: crossPairs(boxes.lines, ({ position }) =>
          position === BLAMED ? [{ kind: 'WRONG_LOT_PAIRING' }] : [],
        ),
      },
      players: boxes.players,
      acts: [
        step(-60, runCode, 'LOADING'),
        step(0, runCode, 'IN_TRANSIT'),
        takeIncidents(POWER_OFF[0] + 40, 'POWER_OFF', runCode),
        hungIn(SEEN, cast.deviceId(BLAMED), blamed, -60),
        hungIn(SEEN, cast.deviceId(STOPPED), stopped, -60),
        step(ARRIVES, runCode, 'ARRIVED'),
        handOver(ARRIVES + 30, {
          ...{ kind: 'INBOUND', place: 'TOUTUNHE', from: GROWERS, to: CENTRE, lots },
        }),
        step(ARRIVES + 60, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            // As it was told, of the wrong box; taken back when the devices are put right.
            ...{ rules: ['POWER_OFF'], units: [blamed], severity: 'CRITICAL' },
            ...{ within: [POWER_OFF[0], POWER_OFF[0] + 6], isTakenBack: true },
          },
          {
            // As it was: of its own box, from its own beginning.
            ...{ rules: ['POWER_OFF'], units: [stopped], severity: 'CRITICAL' },
            within: [POWER_OFF[0], POWER_OFF[0] + 6],
          },
        ],
        mayFollow: [
          {
            // One device is put right after the other: between the two both are in one box by the record, and disagree.
            ...{ rules: ['SENSOR_SUSPECT'], units: [blamed], atMost: 'WARN' },
            ...{ within: [POWER_OFF[0], SEEN], isTakenBack: true },
          },
        ],
        silent: [
          {
            rules: ['DATA_GAP', 'NO_DATA', 'NO_LOT', 'CRIT_HI', 'BAND_LO'],
            units: boxes.unitCodes,
          },
          { rules: ['POWER_OFF'], units: [cast.containerCode(1), cast.containerCode(4)] },
        ],
        incidents: [{ cause: 'POWER_OFF', units: 1, severity: 'CRITICAL' }],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [
          { lots: [blamedLot], custodian: GROWERS, rule: 'POWER_OFF', minutes: [0, 0] },
          {
            ...{ lots: [stoppedLot], custodian: GROWERS, rule: 'POWER_OFF' },
            minutes: [POWER_OFF[1] - POWER_OFF[0] - 5, POWER_OFF[1] - POWER_OFF[0] + 10],
          },
        ],
        handedOver: [{ to: CENTRE, acceptedKilograms: BOXES * KILOGRAMS }],
      },
    };
  },
};

/** Somebody puts down in which box a device has hung since a minute; what was believed stays on record. */
function hungIn(at: number, deviceId: string, unitCode: string, since: number): Act {
  return {
    at,
    says: `${deviceId} hangs in ${unitCode}, since minute ${since}`,
    take: async (person) =>
      person.api.post('/api/v1/bindings', {
        ...{ kind: 'device', subjectId: deviceId, targetId: await person.unitId(unitCode) },
        ...{ from: person.at(since), hasHappened: true, reason: '设备装反，现场核对' },
      }),
  };
}
