import { MINUTE } from '@lenglian/quantities';
import { CARGO } from './cargo.ts';
import type { Act, Journey } from './journey.ts';
import { declare, handOver, step } from './people.ts';
import { reefers } from './reefers.ts';

const BOXES = 6;
const KILOGRAMS = 21_000;
/** Loaded, cooling, and in nobody's manifest. */
const FORGOTTEN = 4;
/** Rides along empty, and is said to be. */
const EMPTY = 6;
const ARRIVES = 600;
const FOUND = 250;

const GROWERS = '库尔勒香梨合作社';
const CENTRE = '头屯河集配中心';

/** 有货无单 (operations.md §A2): goods that nobody declared are judged all the same. */
export const forgottenManifest: Journey = {
  name: 'forgotten-manifest',
  summary:
    'six boxes of pears by road; one was left out of the manifest, one is empty and said to be',
  code: 'FMAN',
  departs: { month: 10, day: 5, hour: 9 },
  plays: [-60, ARRIVES + 120],
  sampling: 5 * MINUTE,
  write(cast) {
    const load = { ...CARGO.PEAR_KORLA, kilograms: KILOGRAMS, originPlaceCode: 'KORLA' };
    const boxes = reefers({
      ...{ cast, count: BOXES, serviceCode: 'TRUNK_AND_CITY', loaded: -300, load },
      climate: [
        [0, 12, 27],
        [ARRIVES, 8, 18],
      ],
      line: (place) => (place === FORGOTTEN || place === EMPTY ? { lot: null } : {}),
      story: (place) => (place === EMPTY ? { powerOff: [[-100_000, 100_000]] } : {}),
    });
    const { runCode } = cast;
    const forgotten = cast.containerCode(FORGOTTEN);
    const loaded = boxes.lotCodes.filter((_, i) => i + 1 !== EMPTY);
    const lots = loaded.map((lotCode) => ({ lotCode, quantityKilograms: KILOGRAMS }));
    const others = boxes.unitCodes.filter((code) => code !== forgotten);
    return {
      plan: {
        ...{ runCode, serviceCode: 'TRUNK_AND_CITY', loadsAt: -60, lines: boxes.lines },
        legs: [{ mode: 'ROAD', from: 'KORLA', to: 'TOUTUNHE', departs: 0, arrives: ARRIVES }],
      },
      players: boxes.players,
      acts: [
        declare(-60, cast.containerCode(EMPTY), 'EMPTY'),
        step(-60, runCode, 'LOADING'),
        step(0, runCode, 'IN_TRANSIT'),
        putDown(FOUND, cast.lotCode(FORGOTTEN), forgotten),
        step(ARRIVES, runCode, 'ARRIVED'),
        handOver(ARRIVES + 40, {
          ...{ kind: 'INBOUND', place: 'TOUTUNHE', from: GROWERS, to: CENTRE, lots },
        }),
        step(ARRIVES + 60, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            rules: ['NO_LOT'],
            units: [forgotten],
            severity: 'WARN',
            within: [-60, 30],
            isTakenBack: true,
          },
        ],
        silent: [
          {
            rules: ['NO_LOT', 'POWER_OFF', 'BAND_HI', 'DATA_GAP', 'NO_DATA', 'PREDICTED'],
            units: others,
          },
          { rules: ['BAND_HI', 'BAND_LO', 'SETPOINT_MISMATCH'], units: [forgotten] },
        ],
        incidents: [],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [{ lots: loaded, custodian: GROWERS, rule: 'BAND_HI', minutes: [0, 0] }],
        handedOver: [{ to: CENTRE, acceptedKilograms: (BOXES - 1) * KILOGRAMS }],
      },
    };
  },
};

/** Somebody calls the loader, and the lot is put down as it lay from the beginning. */
function putDown(at: number, lotCode: string, unitCode: string): Act {
  return {
    at,
    says: `the forgotten lot ${lotCode} is put down in ${unitCode}`,
    take: (person) =>
      person.api.post('/api/v1/lots', {
        ...{ code: lotCode, commodityCode: 'PEAR_KORLA', quantityKilograms: KILOGRAMS },
        ...{ originPlaceCode: 'KORLA', placement: { unitCode, from: person.at(-60) } },
      }),
  };
}
