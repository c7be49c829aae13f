import { MINUTE } from '@lenglian/quantities';
import { RULES } from '@lenglian/breaches';
import { CARGO } from './cargo.ts';
import type { Journey } from './journey.ts';
import { step } from './people.ts';
import { reefers, type ReeferStory } from './reefers.ts';

/** Unplugged, on the siding. */
const LAID_UP = 270;
/** Go home empty to be loaded: plugged in, and set as they will be for apples. */
const EMPTIES = 27;
/** In the same train, but nobody said that they are empty; one of each of the first three stories. */
const UNDECLARED = 3;
const LOADS = -30;
const ARRIVES = 100;

/** What would be told of a box with goods in it, by its place in the train. */
const STORIES: readonly ReeferStory[] = [
  {},
  { offline: [[10, 80]] },
  { setpointChanges: [{ at: 0, celsius: 12 }] },
  { doorOpen: [[0, 60]] },
  { powerOff: [[20, 80]] },
];

/**
 * 空箱 and 封存 off season: declared, hot or cooling nothing, and nobody's business (operations.md §A2). That it is the
 * declaration which makes them quiet is shown by three boxes that have none: what befalls them is told.
 */
export const emptySiding: Journey = {
  name: 'empty-siding',
  summary:
    '270 boxes laid up at 吐鲁番 in July and 27 under way empty are quiet; 3 that nobody declared are not',
  code: 'EMSI',
  departs: { month: 7, day: 10, hour: 14 },
  plays: [LOADS - 10, ARRIVES + 10],
  sampling: 5 * MINUTE,
  write(cast) {
    const { runCode } = cast;
    const common = {
      ...{ cast, serviceCode: 'STEPPED', climate: [[0, 27, 41]] as const },
      // Some dunnage: an empty box is warm within hours.
      load: { ...CARGO.APPLE_AKSU, kilograms: 500, respirationWattsPerTonne: 0 },
      ...{ loaded: -600, isLotDeclared: false },
    };
    const train = reefers({
      ...{ ...common, count: EMPTIES + UNDECLARED },
      story: (place) => ({ ...STORIES[(place - 1) % STORIES.length], cargoProbeCount: 0 }),
    });
    const siding = reefers({
      ...{ ...common, first: EMPTIES + UNDECLARED + 1, count: LAID_UP },
      story: () => ({ powerOff: [[-100_000, 100_000]], cargoProbeCount: 0 }),
    });
    const undeclared = train.unitCodes.slice(0, UNDECLARED);
    const [, fellSilent = '', setWarm = ''] = undeclared;
    const empties = train.unitCodes.slice(UNDECLARED);
    const declared = [...empties, ...siding.unitCodes];
    const inStock = (unitCodes: readonly string[], state: 'EMPTY' | 'LAID_UP' | 'IN_USE') =>
      unitCodes.map((unitCode) => ({ unitCode, kind: 'reefer', state }));
    return {
      plan: {
        ...{ runCode, serviceCode: 'STEPPED', loadsAt: LOADS, lines: train.lines },
        legs: [{ mode: 'RAIL', from: 'TURPAN', to: 'KORLA', departs: 0, arrives: ARRIVES }],
      },
      stock: [
        ...inStock(empties, 'EMPTY'),
        ...inStock(undeclared, 'IN_USE'),
        ...inStock(siding.unitCodes, 'LAID_UP'),
      ],
      players: [
        ...train.players,
        ...siding.players.map((player, i) => ({
          ...player,
          boundTo: { unitCode: siding.unitCodes[i] ?? '', from: LOADS - 10 },
        })),
      ],
      acts: [
        step(LOADS, runCode, 'LOADING'),
        step(0, runCode, 'IN_TRANSIT'),
        step(ARRIVES, runCode, 'ARRIVED'),
        step(ARRIVES + 5, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            ...{ rules: ['NO_LOT'], units: undeclared, severity: 'WARN' },
            within: [LOADS, 0],
          },
          // What befalls declared ones as well.
          {
            ...{ rules: ['NO_DATA'], units: [fellSilent], severity: 'WARN' },
            // From its last word on, one report before.
            within: [10 - 6, 40],
          },
          {
            ...{ rules: ['DATA_GAP'], units: [fellSilent], atMost: 'INFO' },
            ...{ within: [10 - 6, 40], raisedWithin: [10, 11] },
          },
          {
            ...{ rules: ['SETPOINT_MISMATCH'], units: [setWarm], severity: 'WARN' },
            within: [0, 10],
          },
        ],
        mayFollow: [
          {
            // It is let warm to 12 °C, and its air is all that is measured.
            ...{ rules: ['BAND_HI', 'CRIT_HI', 'RISE_RATE', 'PREDICTED'], units: [setWarm] },
            within: [0, ARRIVES],
          },
        ],
        silent: [{ rules: RULES, units: declared }],
        incidents: [
          { cause: 'GOODS', units: 1, severity: 'WARN' },
          { cause: 'SILENCE', units: 1, severity: 'WARN' },
          { cause: 'SETPOINT', units: 1, severity: 'CRITICAL' },
        ],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [],
        handedOver: [],
      },
    };
  },
};
