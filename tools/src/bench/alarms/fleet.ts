import { DAY, HOUR, MINUTE, SECOND, SeededRandom, type Instant } from '@lenglian/quantities';
import type { TimeSpan, TrialPlantName } from '@lenglian/simulators';
import { pickGoods } from './campaign.ts';
import type { CarriedGoods } from './carried-goods.ts';
import { drawUnit } from './draw-unit.ts';
import { silenceFact, type ToldFact } from './fleet-lines.ts';
import { toFact } from './score-alarms.ts';
import { watchUnit, type WatchedJourney } from './watch-unit.ts';
import type { UnitFault, WatchedUnit } from './watched-unit.ts';

const UNITS_A_TRAIN = 32;
/** Faults of a unit on one journey of three days (domain figures where there are any, else of their order). [C] */
const FAULT_SHARES: readonly [UnitFault, number][] = [
  ['SETPOINT_WRONG', 0.01],
  ['SENSOR_STUCK', 0.005],
  ['SENSOR_DRIFT', 0.01],
  ['POWER_LOSS', 0.01],
  ['DOOR_LEFT_OPEN', 0.005],
  ['LOW_REFRIGERANT', 0.005],
  ['WARM_LOAD', 0.01],
];
/** Holes of the way that are on the map. [C] */
const MAPPED_SHARE = 0.9;
/** Units whose own device falls silent once, for half an hour to two. [C] */
const SILENT_SHARE = 0.05;

export const FLEET_BEGINS: Instant = Date.UTC(2025, 6, 1);
/** All trains are on their way from then on. */
export const FLEET_COUNTED_FROM: Instant = FLEET_BEGINS + DAY;
export const FLEET_COUNTED_UNTIL: Instant = FLEET_BEGINS + 2.5 * DAY;

/** What is told of a fleet of trains in the course of two and a half days, healthy and faulty as fleets are. */
export function tellOfFleet(
  seed: number,
  plant: TrialPlantName,
  units: number,
  carried: readonly CarriedGoods[],
): ToldFact[] {
  const told: ToldFact[] = [];
  let train: { from: Instant; holes: readonly TimeSpan[]; mapped: readonly TimeSpan[] } | undefined;
  for (let i = 0; i < units; i++) {
    const unitSeed = seed * 1_000_000 + 800_000 + i;
    const random = SeededRandom.stream(unitSeed, 34);
    const fault = pickFault(random.next());
    const from = train?.from ?? FLEET_BEGINS + Math.floor(random.next() * 18) * HOUR;
    const goods = pickGoods(unitSeed, fault, carried);
    const unit = drawUnit({ seed: unitSeed, plant, fault, carried: goods, from });
    if (!train || i % UNITS_A_TRAIN === 0) {
      const { holes } = unit.plan;
      train = { from, holes, mapped: holes.filter(() => random.next() < MAPPED_SHARE) };
    }
    const runId = `run-${Math.floor(i / UNITS_A_TRAIN)}`;
    const own = ownSilence(random, train.from);
    const holes = [...train.holes, ...own];
    const journey = watchUnit({ ...unit, plan: { ...unit.plan, holes } });
    told.push(...toldOf(journey, runId, null));
    told.push(...silencesOf(unit, runId, holes, train.mapped));
    if ((i + 1) % UNITS_A_TRAIN === 0) train = undefined;
  }
  return told;
}

/** Eight boxes of one genset that fails, on one train. */
export function tellOfGenset(
  seed: number,
  plant: TrialPlantName,
  carried: readonly CarriedGoods[],
): { told: ToldFact[]; upsetAt: Instant } {
  const upsetAt = FLEET_BEGINS + 8 * HOUR;
  const told = Array.from({ length: 8 }, (_, box) => {
    const unitSeed = seed * 1_000_000 + 900_000 + box;
    const fault = 'POWER_LOSS';
    const goods = pickGoods(unitSeed, fault, carried);
    const faultAt = upsetAt + box * 2 * SECOND;
    const request = { seed: unitSeed, plant, fault, carried: goods } as const;
    const unit = drawUnit({ ...request, from: FLEET_BEGINS, faultAt });
    return toldOf(watchUnit(unit), 'run', 'genset');
  });
  return { told: told.flat(), upsetAt };
}

/** A train of 32 that goes into a tunnel of 45 minutes, which is on the map or not. */
export function tellOfTunnel(
  seed: number,
  plant: TrialPlantName,
  carried: readonly CarriedGoods[],
  isMapped: boolean,
): { told: ToldFact[]; upsetAt: Instant } {
  const upsetAt = FLEET_BEGINS + 8 * HOUR;
  const told = Array.from({ length: UNITS_A_TRAIN }, (_, box) => {
    const unitSeed = seed * 1_000_000 + 910_000 + box;
    const goods = pickGoods(unitSeed, null, carried);
    const unit = drawUnit({
      seed: unitSeed,
      plant,
      fault: null,
      carried: goods,
      from: FLEET_BEGINS,
    });
    const hole = { from: upsetAt + box * SECOND, until: upsetAt + 45 * MINUTE + box * SECOND };
    const journey = watchUnit({ ...unit, plan: { ...unit.plan, holes: [hole] } });
    const silence = silencesOf(unit, 'run', [hole], isMapped ? [hole] : []);
    return [...toldOf(journey, 'run', null), ...silence];
  });
  return { told: told.flat(), upsetAt };
}

function toldOf(
  { alerts, unit }: WatchedJourney,
  runId: string,
  powerGroup: string | null,
): ToldFact[] {
  return alerts.map((alert) => ({
    fact: toFact(alert, unit.id, { runId, powerGroup }),
    toldAt: alert.toldAt,
    warnedAt: Math.max(alert.toldAt, alert.warnedAt ?? Infinity),
  }));
}

function silencesOf(
  unit: WatchedUnit,
  runId: string,
  holes: readonly TimeSpan[],
  mapped: readonly TimeSpan[],
): ToldFact[] {
  return holes.flatMap((hole, i) => {
    const fact = silenceFact(`${unit.id}-silent-${i}`, unit.id, runId, hole, mapped);
    return fact ?? [];
  });
}

function ownSilence(random: SeededRandom, from: Instant): TimeSpan[] {
  const [isSilent, at, length] = [random.next() < SILENT_SHARE, random.next(), random.next()];
  const begin = from + at * 2 * DAY;
  return isSilent ? [{ from: begin, until: begin + (30 + 90 * length) * MINUTE }] : [];
}

function pickFault(share: number): UnitFault | null {
  let below = 0;
  for (const [fault, part] of FAULT_SHARES) {
    below += part;
    if (share < below) return fault;
  }
  return null;
}
