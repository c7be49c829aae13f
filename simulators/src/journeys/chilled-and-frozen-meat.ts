import { MINUTE } from '@lenglian/quantities';
import { truck } from './carriers.ts';
import { CARGO } from './cargo.ts';
import { ApiRefusedError, JourneyError } from './journey-errors.ts';
import type { Act, Journey, MinuteSpan } from './journey.ts';
import { handOver, step, takeIncidents } from './people.ts';
import { PLACES } from './places.ts';

const SERVICE = 'MEAT_ROAD';
const ARRIVES = 540;
const LAMB_KILOGRAMS = 8_000;
const BEEF_KILOGRAMS = 5_000;
/** The frozen truck's machine stands still for two hours, in the warmest of the day. */
const STOPPED: MinuteSpan = [240, 360];
/** Of both machines: at minute 60, when nothing is wrong, and at 420. */
const DEFROST = { everyHours: 6, first: 60 };

const PLANT = '博州肉联厂';
const TRUCKS = '博州冷链车队';
const STORE = '乌鲁木齐冷库';

/**
 * 冷鲜 and 冻肉 side by side on the road before 古尔邦 (domain.md §6), in a truck each. Nobody reports when they leave and
 * arrive: their positions do.
 */
export const chilledAndFrozenMeat: Journey = {
  name: 'chilled-and-frozen-meat',
  summary: 'chilled lamb and frozen beef by road; the frozen truck’s machine stands still for 2 h',
  code: 'MEAT',
  departs: { month: 5, day: 14, hour: 10 },
  plays: [-60, ARRIVES + 120],
  sampling: 5 * MINUTE,
  write(cast) {
    const { runCode } = cast;
    const [lambTruck, beefTruck] = [cast.plainUnitCode(1), cast.plainUnitCode(2)];
    const [lamb, beef] = [cast.lotCode(1), cast.lotCode(2)];
    const road = {
      ...{ cast, serviceCode: SERVICE },
      // Mid May by the way; as Korla's, which is as far south as this is high [C].
      climate: [[0, 12, 27]] as const,
      way: [
        [0, PLACES.BOLE],
        [ARRIVES, PLACES.URUMQI],
      ] as const,
    };
    const lots = [
      { lotCode: lamb, quantityKilograms: LAMB_KILOGRAMS },
      { lotCode: beef, quantityKilograms: BEEF_KILOGRAMS },
    ];
    return {
      plan: {
        ...{ runCode, serviceCode: SERVICE, loadsAt: -60 },
        legs: [{ mode: 'ROAD', from: 'BOLE', to: 'URUMQI', departs: 0, arrives: ARRIVES }],
        lines: [
          {
            ...{ unitCode: lambTruck, unitKind: 'truck', position: 1, deviceId: cast.deviceId(1) },
            setpointCelsius: CARGO.LAMB_CHILLED.setpointCelsius,
            lot: { code: lamb, commodityCode: 'LAMB_CHILLED', quantityKilograms: LAMB_KILOGRAMS },
          },
          {
            ...{ unitCode: beefTruck, unitKind: 'truck', position: 2, deviceId: cast.deviceId(2) },
            setpointCelsius: CARGO.MEAT_FROZEN.setpointCelsius,
            lot: { code: beef, commodityCode: 'MEAT_FROZEN', quantityKilograms: BEEF_KILOGRAMS },
          },
        ],
      },
      players: [
        truck({
          ...{ ...road, number: 1, setpointCelsius: CARGO.LAMB_CHILLED.setpointCelsius },
          goods: { kilograms: LAMB_KILOGRAMS, ...loadedAs('LAMB_CHILLED') },
          story: { defrost: DEFROST },
        }),
        truck({
          ...{ ...road, number: 2, setpointCelsius: CARGO.MEAT_FROZEN.setpointCelsius },
          goods: { kilograms: BEEF_KILOGRAMS, ...loadedAs('MEAT_FROZEN') },
          // A probe in the middle, one at the rim of the load.
          story: { powerOff: [STOPPED], defrost: DEFROST, cargoProbeCount: 2 },
        }),
      ],
      acts: [
        step(-60, runCode, 'LOADING'),
        mayNotLieIn(-40, beef, lambTruck),
        handOver(-15, { kind: 'OUTBOUND', place: 'BOLE', from: PLANT, to: TRUCKS, lots }),
        takeIncidents(STOPPED[0] + 40, 'POWER_OFF', runCode),
        handOver(ARRIVES + 30, {
          ...{ kind: 'DELIVERY', place: 'URUMQI', from: TRUCKS, to: STORE },
          lots: lots.map((lot) =>
            lot.lotCode === beef
              ? {
                  ...{ ...lot, damagedKilograms: 120, reason: '箱边回软' },
                  result: 'ACCEPTED_WITH_RESERVATION',
                }
              : lot,
          ),
        }),
        step(ARRIVES + 90, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          {
            // On the way after 20 min without power (domain.md §7).
            ...{ rules: ['POWER_OFF'], units: [beefTruck], severity: 'CRITICAL' },
            within: [STOPPED[0], STOPPED[0] + 6],
          },
          {
            // The rim of the simulated load passes −18 °C after 97 min, long after its air, and not in the defrost before.
            ...{ rules: ['BAND_HI'], units: [beefTruck], severity: 'WARN' },
            within: [STOPPED[0] + 85, STOPPED[0] + 110],
          },
        ],
        mayFollow: [
          {
            ...{ rules: ['PREDICTED', 'RISE_RATE'], units: [beefTruck] },
            within: [STOPPED[0], STOPPED[1] + 15],
          },
        ],
        silent: [
          {
            ...{ rules: ['POWER_OFF', 'BAND_HI', 'BAND_LO', 'CRIT_LO', 'PREDICTED'] },
            units: [lambTruck],
          },
          // Frozen meat cannot be too cold, and two hours do not bring it to −12 °C or to its budget.
          {
            ...{ rules: ['BAND_LO', 'CRIT_LO', 'CRIT_HI', 'BUDGET_HEAT', 'DEFROST_LONG'] },
            units: [beefTruck],
          },
          {
            rules: ['DATA_GAP', 'NO_DATA', 'NO_LOT', 'SETPOINT_MISMATCH'],
            units: [lambTruck, beefTruck],
          },
        ],
        incidents: [{ cause: 'POWER_OFF', units: 1, severity: 'CRITICAL' }],
        runs: [{ code: runCode, state: 'CLOSED' }],
        // 455 km in nine hours; out of 博乐 at its fence of 10 km, at 乌鲁木齐 at that of 15.
        measured: [
          { run: runCode, leg: 1, what: 'departed', within: [5, 25] },
          { run: runCode, leg: 1, what: 'arrived', within: [ARRIVES - 25, ARRIVES - 10] },
        ],
        exposure: [
          { lots: [beef], custodian: TRUCKS, rule: 'POWER_OFF', minutes: [115, 130] },
          { lots: [lamb], custodian: TRUCKS, rule: 'POWER_OFF', minutes: [0, 0] },
          { lots: [lamb], custodian: TRUCKS, rule: 'BAND_HI', minutes: [0, 0] },
        ],
        handedOver: [
          { to: TRUCKS, acceptedKilograms: LAMB_KILOGRAMS + BEEF_KILOGRAMS },
          {
            ...{ to: STORE, acceptedKilograms: LAMB_KILOGRAMS + BEEF_KILOGRAMS - 120 },
            ...{ damagedKilograms: 120, rejectedKilograms: 0 },
          },
        ],
      },
    };
  },
};

function loadedAs(cargo: 'LAMB_CHILLED' | 'MEAT_FROZEN') {
  const { productAtLoadingCelsius: celsius, respirationWattsPerTonne } = CARGO[cargo];
  return { celsius, respirationWattsPerTonne, loaded: -240 };
}

/** Somebody would put frozen goods beside chilled ones, and is told that they cannot lie there. */
function mayNotLieIn(at: number, lotCode: string, unitCode: string): Act {
  return {
    at,
    says: `${lotCode} would go into ${unitCode}`,
    take: async (person) => {
      const refusal: unknown = await person
        .putInto(lotCode, unitCode)
        .catch((cause: unknown) => cause);
      const isRefused = refusal instanceof ApiRefusedError;
      if (!isRefused || !refusal.message.includes('THERMAL_STATES_MIXED'))
        throw new JourneyError(`${lotCode} may lie in ${unitCode}, or was refused otherwise`);
    },
  };
}
