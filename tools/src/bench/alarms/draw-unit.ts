import type { LotContext, Span } from '@lenglian/breaches';
import { DAY, HOUR, MINUTE, SeededRandom, type Duration, type Instant } from '@lenglian/quantities';
import {
  drawDefrostHabit,
  type ProbePlace,
  type TimeSpan,
  type TrialPlan,
  type TrialPlantName,
} from '@lenglian/simulators';
import type { CarriedGoods } from './carried-goods.ts';
import { PLANT_FAULTS, type UnitFault, type WatchedUnit } from './watched-unit.ts';

/** How long a healthy journey is watched; most runs of the trade take two to five days. */
export const HEALTHY_DURATION: Duration = 3 * DAY;
/** Faults begin 6…14 h after loading and last to the end. */
export const FAULTY_DURATION: Duration = 36 * HOUR;

/** Mean nights and days along the routes, from Turpan in July to Alashankou in January (°C). [C] */
const CLIMATES = [
  [12, 27],
  [17, 31],
  [27, 41],
  [10, 27],
  [8, 23],
  [26, 34],
  [0, 10],
  [-5, 6],
  [-18, -9],
  [-26, -13],
] as const;
const COLDEST = [
  [-30, -20],
  [-24, -12],
] as const;
/** What a unit heats with in winter. [C] */
const HEATING_WATTS = 2500;
const PROBE_COUNTS = [0, 0, 0, 1, 1, 1, 2, 2, 4, 4];
const YEAR_BEGIN: Instant = Date.UTC(2025, 6, 1);

export interface UnitRequest {
  readonly seed: number;
  readonly plant: TrialPlantName;
  readonly fault: UnitFault | null;
  readonly carried: CarriedGoods;
  /** Of units that travel or fail together; drawn where absent. */
  readonly from?: Instant;
  readonly faultAt?: Instant;
  /** How often its device measures; drawn where absent. */
  readonly sampling?: Duration;
}

/** Draws a unit and its journey. The same request always draws the same. */
export function drawUnit(request: UnitRequest): WatchedUnit {
  const { seed, plant, fault, carried } = request;
  const random = SeededRandom.stream(seed, 31);
  const duration = fault === null ? HEALTHY_DURATION : FAULTY_DURATION;
  const drawnFrom = YEAR_BEGIN + Math.floor(random.next() * 24) * HOUR;
  const from = request.from ?? drawnFrom;
  const span = { from, until: from + duration };
  const stops = drawStops(random, span);
  const load = drawLoad(random, fault, carried);
  const drawnFaultAt = from + Math.floor((6 + 8 * random.next()) * 60) * MINUTE;
  const faultAt = request.faultAt ?? drawnFaultAt;
  const lasting = { from: faultAt, until: span.until };
  const plan: TrialPlan = {
    ...{ seed, plant, goods: carried.goods, from, duration },
    fault: fault === null ? null : PLANT_FAULTS[fault],
    faultAt: fault === null ? span.until : fault === 'WARM_LOAD' ? from : faultAt,
    spreads: { ...drawSpreads(random), ...drawAirSpreads(SeededRandom.stream(seed, 35)) },
    climate: [{ at: from, ...drawClimate(random, fault) }],
    productAtLoadingCelsius: load.celsius,
    probes: drawProbes(random, plant),
    ...drawTrouble(random, fault, carried),
    heatingMaxWatts: HEATING_WATTS,
    powerOff: [
      ...atStops(random, stops, 0.1, 5 * MINUTE, 40 * MINUTE),
      ...(fault?.endsWith('POWER_LOSS') ? [lasting] : []),
    ],
    doorOpen: [
      ...atStops(random, stops, 0.2, 3 * MINUTE, 15 * MINUTE),
      ...(fault === 'DOOR_LEFT_OPEN' ? [lasting] : []),
    ],
    holes: drawHoles(random, span),
    defrost: drawDefrostHabit(random, from),
  };
  const context: LotContext = {
    loadedAt: load.isDeclared ? from : null,
    loadedProduct: load.isDeclared ? Math.round(load.celsius * 10) / 10 : null,
    setpoints: [],
    isOneBox: false,
    stops: stops.map((stop): Span => ({ ...stop })),
  };
  const drawnSampling = random.next() < 0.3 ? 5 * MINUTE : MINUTE;
  const sampling = request.sampling ?? drawnSampling;
  return { id: `unit-${seed}`, profile: carried.profile, plan, fault, context, sampling };
}

function drawDistance(random: SeededRandom): number {
  return 0.12 + 0.18 * random.next();
}

function drawFactor(random: SeededRandom): number {
  return 1 + (random.next() < 0.5 ? -1 : 1) * drawDistance(random);
}

/** What the judge assumes of any box (`warmed-air.ts`), and no box is. */
function drawAirSpreads(random: SeededRandom): Pick<TrialPlan['spreads'], 'stream' | 'fans'> {
  return { stream: drawFactor(random), fans: drawFactor(random) };
}

/** Constants 12…30 % off their centre on either side; a healthy machine is never the weaker for it. */
function drawSpreads(random: SeededRandom): TrialPlan['spreads'] {
  const factor = (): number => drawFactor(random);
  const [wall, air, cargo, contact] = [factor(), factor(), factor(), factor()];
  return {
    ...{ wall, air, cargo, contact, inner: factor(), door: factor(), noise: factor() },
    cooling: 1 + drawDistance(random),
  };
}

function drawClimate(random: SeededRandom, fault: UnitFault | null) {
  const list = fault === 'WINTER_POWER_LOSS' ? COLDEST : CLIMATES;
  const mild = fault === 'POWER_LOSS' ? list.slice(0, 6) : list;
  const [lowCelsius, highCelsius] = mild[Math.floor(random.next() * mild.length)] ?? CLIMATES[0];
  return { lowCelsius, highCelsius };
}

/** Mostly cold loads; a quarter of the healthy ones is warmer than its band by a little, and that is noted at loading. */
function drawLoad(random: SeededRandom, fault: UnitFault | null, { profile, goods }: CarriedGoods) {
  const room = goods.bandHighCelsius - goods.setpointCelsius;
  const [isWarm, share] = [random.next() < 0.25, random.next()];
  const isDeclared = random.next() < 0.7;
  if (fault === 'WARM_LOAD')
    return { celsius: goods.setpointCelsius + room + 2 + 8 * share, isDeclared };
  if (isWarm && fault === null && profile.rules.pullDown) {
    const cooled = Math.min(room, profile.rules.pullDown.margin);
    return { celsius: goods.setpointCelsius + cooled * (1.05 + 0.6 * share), isDeclared: true };
  }
  return { celsius: goods.setpointCelsius + 0.3 * room * share, isDeclared };
}

function drawProbes(random: SeededRandom, plant: TrialPlantName): ProbePlace[] {
  const count = PROBE_COUNTS[Math.floor(random.next() * PROBE_COUNTS.length)] ?? 1;
  return Array.from({ length: count }, (_, probe) => {
    const stack = Math.floor(random.next() * 6);
    return {
      depth: 0.1 + 0.7 * random.next(),
      stack: probe === 0 && plant === 'sectioned' ? stack - (stack % 3) : stack,
      offsetKelvin: 0.2 * (random.next() - 0.5),
    };
  });
}

/** How wrong the set-point is, or how weak the machine becomes. A drifting sensor misleads by less. */
function drawTrouble(random: SeededRandom, fault: UnitFault | null, { goods }: CarriedGoods) {
  const [size, side, left, fading] = [random.next(), random.next(), random.next(), random.next()];
  const shift = fault === 'SENSOR_DRIFT' ? 2 + 4 * size : 3 + 7 * size;
  return {
    setpointAfterCelsius: goods.setpointCelsius + shift * (side < 0.5 ? -1 : 1),
    coolingShareAfter: 0.02 + 0.18 * left,
    fadesIn: (2 + 10 * fading) * HOUR,
    ...(fault === 'SENSOR_DRIFT' ? { setpointSlidesIn: (1 + 5 * fading) * HOUR } : {}),
  };
}

/** Every 2…8 h for half an hour to an hour and a half. */
function drawStops(random: SeededRandom, span: TimeSpan): TimeSpan[] {
  const stops: TimeSpan[] = [];
  let at = span.from;
  for (;;) {
    at += (2 + 6 * random.next()) * HOUR;
    const until = at + (30 + 60 * random.next()) * MINUTE;
    if (until >= span.until) return stops;
    stops.push({ from: at, until });
    at = until;
  }
}

/** What happens at some of the stops, begun and done within them by a few minutes. */
function atStops(
  random: SeededRandom,
  stops: readonly TimeSpan[],
  share: number,
  shortest: Duration,
  longest: Duration,
): TimeSpan[] {
  return stops.flatMap((stop) => {
    const [isHere, length] = [random.next() < share, random.next()];
    if (!isHere) return [];
    const from = stop.from + 3 * MINUTE;
    const lasts = shortest + length * (longest - shortest);
    return [{ from, until: Math.min(from + lasts, stop.until - 5 * MINUTE) }];
  });
}

/** Tunnels and valleys of 8…90 min, one to three a day, and now and then a whole stretch of hours. */
function drawHoles(random: SeededRandom, { from, until }: TimeSpan): TimeSpan[] {
  const count = Math.round(((1 + 2 * random.next()) * (until - from)) / DAY);
  const holes = Array.from({ length: count }, () => {
    const begin = from + random.next() * (until - from);
    return { from: begin, until: begin + (8 + 82 * random.next()) * MINUTE };
  });
  const [isLong, at, length] = [random.next() < 0.15, random.next(), random.next()];
  const begin = from + at * (until - from);
  const long = { from: begin, until: begin + (2 + 2 * length) * HOUR };
  return isLong ? [...holes, long] : holes;
}
