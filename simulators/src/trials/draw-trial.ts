import { HOUR, MINUTE, SeededRandom, type Duration, type Instant } from '@lenglian/quantities';
import { drawDefrostHabit } from '../reefer/defrost-schedule.ts';
import type { TimeSpan } from '../reefer/time-span.ts';
import type {
  ProbePlace,
  TrialFault,
  TrialGoods,
  TrialPlan,
  TrialPlantName,
  TrialSplit,
  TrialSpreads,
} from './trial-plan.ts';

/** How long a trial goes on: most of two days, as a leg between two regions is. */
export const TRIAL_DURATION: Duration = 36 * HOUR;
/** Faults begin somewhere here, when the unit has settled. */
const FAULT_FROM: Duration = 6 * HOUR;
const FAULT_UNTIL: Duration = 14 * HOUR;
const TRAINING_SPREAD = 0.12;
const HELD_OUT_SPREAD = 0.3;
/** How many probes a unit has, and how often. [C] */
const PROBE_COUNTS = [0, 0, 1, 1, 1, 2, 2, 2, 4, 4];
/** A date in the season, so that the sun is as it is then. */
const SEASON: Instant = Date.UTC(2025, 7, 28);

/** What is asked of a draw. The same request always draws the same plan. */
export interface TrialRequest {
  readonly seed: number;
  readonly split: TrialSplit;
  readonly plant: TrialPlantName;
  readonly fault: TrialFault | null;
  readonly goods: TrialGoods;
}

/** Draws a trial: constants, weather, probes, and everything that happens on the way. */
export function drawTrial(request: TrialRequest): TrialPlan {
  const { seed, split, plant, fault, goods } = request;
  // The two splits never share a stream.
  const random = SeededRandom.stream(seed, split === 'training' ? 11 : 12);
  const between = (low: number, high: number): number => low + random.next() * (high - low);
  const spreads = drawSpreads(random, split);
  const from = SEASON + Math.floor(between(0, 24)) * HOUR;
  const end = from + TRIAL_DURATION;
  const faultAt = from + Math.floor(between(FAULT_FROM, FAULT_UNTIL) / MINUTE) * MINUTE;
  const isCold = random.next() < 0.15;
  const lowCelsius = isCold ? between(-18, 0) : between(8, 27);
  const highCelsius = lowCelsius + between(9, 17);
  const room = goods.bandHighCelsius - goods.setpointCelsius;
  const warm = fault === 'WARM_LOAD' ? between(room + 3, room + 12) : between(0, 0.4 * room);
  const setpointShift = between(3, 10) * (random.next() < 0.5 ? -1 : 1);
  return {
    ...{ seed, plant, fault, goods, from, duration: TRIAL_DURATION, spreads },
    faultAt: fault === null ? end : fault === 'WARM_LOAD' ? from : faultAt,
    climate: [{ at: from, lowCelsius, highCelsius }],
    productAtLoadingCelsius: goods.setpointCelsius + warm,
    probes: drawProbes(random, plant),
    setpointAfterCelsius: goods.setpointCelsius + setpointShift,
    coolingShareAfter: between(0.02, 0.2),
    fadesIn: between(2, 12) * HOUR,
    powerOff: drawPowerOff(random, fault, { from: faultAt, until: end }, from),
    doorOpen: drawDoorOpen(random, fault, { from: faultAt, until: end }, from),
    holes: drawHoles(random, from),
    defrost: drawDefrostHabit(random, from),
  };
}

function drawSpreads(random: SeededRandom, split: TrialSplit): TrialSpreads {
  const factor = (): number => {
    const share = random.next();
    const side = random.next() < 0.5 ? -1 : 1;
    const distance =
      split === 'training'
        ? share * TRAINING_SPREAD
        : TRAINING_SPREAD + share * (HELD_OUT_SPREAD - TRAINING_SPREAD);
    return 1 + side * distance;
  };
  const [wall, air, cargo, contact] = [factor(), factor(), factor(), factor()];
  const [inner, cooling, door, noise] = [factor(), factor(), factor(), factor()];
  return { wall, air, cargo, contact, inner, cooling, door, noise };
}

function drawProbes(random: SeededRandom, plant: TrialPlantName): ProbePlace[] {
  const count = PROBE_COUNTS[Math.floor(random.next() * PROBE_COUNTS.length)] ?? 1;
  return Array.from({ length: count }, (_, probe) => {
    const stack = Math.floor(random.next() * 6);
    return {
      depth: 0.1 + 0.7 * random.next(),
      // The first probe of the second plant hangs where its cable reaches: at the nose.
      stack: probe === 0 && plant === 'sectioned' ? stack - (stack % 3) : stack,
      offsetKelvin: 0.2 * (random.next() - 0.5),
    };
  });
}

/** Swaps of gensets and shunting, 5…40 min, and the fault itself. */
function drawPowerOff(
  random: SeededRandom,
  fault: TrialFault | null,
  span: TimeSpan,
  from: Instant,
): TimeSpan[] {
  const swaps = drawSpans(random, from, Math.floor(random.next() * 3), 5 * MINUTE, 40 * MINUTE);
  return fault === 'POWER_LOSS' ? [...swaps, span] : swaps;
}

/** Looks into the box of 3…15 min, and the fault itself. */
function drawDoorOpen(
  random: SeededRandom,
  fault: TrialFault | null,
  span: TimeSpan,
  from: Instant,
): TimeSpan[] {
  const looks = drawSpans(random, from, Math.floor(random.next() * 3), 3 * MINUTE, 15 * MINUTE);
  return fault === 'DOOR_LEFT_OPEN' ? [...looks, span] : looks;
}

function drawHoles(random: SeededRandom, from: Instant): TimeSpan[] {
  return drawSpans(random, from, Math.floor(random.next() * 4), 8 * MINUTE, 90 * MINUTE);
}

function drawSpans(
  random: SeededRandom,
  from: Instant,
  count: number,
  shortest: Duration,
  longest: Duration,
): TimeSpan[] {
  return Array.from({ length: count }, () => {
    const begin = from + Math.floor(random.next() * TRIAL_DURATION);
    return { from: begin, until: begin + shortest + random.next() * (longest - shortest) };
  });
}
