import { HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import { Believable } from './believable.ts';
import { Majority, type Fix, type StrayUnit } from './majority.ts';
import { OffRoute, type Astray } from './off-route.ts';
import { TOP_SPEED, type Route } from './route.ts';
import { kilometresBetween, type Point } from './sphere.ts';
import type { Position, Track } from './track.ts';
import { Visits, type Visit } from './visits.ts';

/** A unit on a run: from which place of the route to which. */
export interface Rider {
  readonly unitId: string;
  /** Indices of places; 0 and the last where it rides all the way. */
  readonly joinsAt: number;
  readonly leavesAt: number;
  /** The devices on it, each for a time; null is open. */
  readonly devices: readonly {
    readonly deviceId: string;
    readonly from: Instant;
    readonly until: Instant | null;
  }[];
}

/** What positions tell of a run. */
export interface Measured {
  /** Of each place of the route. */
  readonly visits: readonly Visit[];
  /** The place that the run is at; null on the way, or unknown. */
  readonly at: number | null;
  /** The last place that it was at; -1 before it was at any. */
  readonly last: number;
  /** Its newest believable position. */
  readonly fix: Fix | null;
  /** How fast it came nearer to the next place in the last hour, km/h; null where that is not known. */
  readonly speedKilometresPerHour: number | null;
  /** When it was off its route, in order; only the last may last. */
  readonly offRoute: readonly Astray[];
  /** When units told of being elsewhere, on another train or with another unit's device; by unit, in order. */
  readonly strays: readonly StrayUnit[];
}

const MOMENTS_A_PIECE = 25;
/** Words of one minute are of one moment. */
const MOMENT: Duration = MINUTE;
/** The stretch over which speed is told, and the least of it that tells anything. */
const SPEED_OVER: Duration = HOUR;
const SPEED_LEAST: Duration = 20 * MINUTE;
/**
 * A device whose binding ended with an arrival still tells of that arrival: else what is put down of it would take
 * away what it stands on.
 */
const TELLS_ON: Duration = 6 * HOUR;
/** Above what any timetable has: for what cannot be believed, not for what is usual. */
const SPEED_BELIEVED = 2;

/**
 * What positions tell of a run: a function of the set of positions, the route, its riders and what people said. A unit
 * counts from where it joins until the run is where the unit is set out, by what is measured itself or said, whatever
 * the plan says.
 *
 * @param said of each place, when people said that the run was there: it has come so far also where no position shows it
 */
export function measure(
  track: Track,
  route: Route,
  riders: readonly Rider[],
  said: readonly Visit[] = [],
): Measured {
  const steps = measuring(track, route, riders, said);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in pieces of a few milliseconds, so that others get their turn. Positions added meanwhile do not count. */
export function* measuring(
  track: Track,
  route: Route,
  riders: readonly Rider[],
  said: readonly Visit[] = [],
): Generator<void, Measured> {
  const majority = new Majority();
  const believable = new Believable(topSpeedOf(route));
  const visits = new Visits(route, said);
  const offRoute = new OffRoute(route);
  const speed = new MadeGood(route);
  const end = route.places.length - 1;
  const byUnit = new Map(riders.map((rider) => [rider.unitId, rider]));
  const mayCount = (unitId: string): boolean => {
    const { joinsAt, leavesAt } = byUnit.get(unitId)!;
    const isSetOut = leavesAt < end && visits.reached >= leavesAt;
    return Math.max(0, visits.reached) >= joinsAt && !isSetOut;
  };
  // It waits where it is to join until the run goes on from there, or was left where it was to be left.
  const isExcused = (unitId: string, at: Point): boolean => {
    const { joinsAt, leavesAt } = byUnit.get(unitId)!;
    const mayWait = !visits.hasLeft(joinsAt) && visits.isWithin(joinsAt, at);
    return !mayCount(unitId) || mayWait || visits.isWithin(leavesAt, at);
  };
  let fix: Fix | null = null;
  let looked = 0;
  for (const words of moments(track.positions(), unitsByDevice(riders))) {
    if (++looked % MOMENTS_A_PIECE === 0) yield;
    const where = majority.take(words, mayCount);
    for (const believed of where ? believable.take(where) : []) {
      fix = believed;
      visits.take(believed);
      if (visits.at === null) offRoute.take(believed, visits.behind);
      else offRoute.back(believed.at);
      speed.take(believed, visits);
    }
    majority.judgeStrays(isExcused);
  }
  return {
    visits: visits.result(),
    ...{ at: visits.at, last: visits.last, fix, speedKilometresPerHour: speed.now() },
    offRoute: offRoute.result(),
    strays: majority.strays(),
  };
}

/** How fast the run comes nearer to its next place. */
class MadeGood {
  private readonly route: Route;
  private recent: Fix[] = [];
  private towards = -1;

  constructor(route: Route) {
    this.route = route;
  }

  take(fix: Fix, { at, behind }: Pick<Visits, 'at' | 'behind'>): void {
    const towards = at === null && behind >= 0 ? behind + 1 : -1;
    if (towards !== this.towards) this.recent = [];
    this.towards = towards;
    if (towards < 0) return;
    this.recent.push(fix);
    this.recent = this.recent.filter((one) => one.at >= fix.at - SPEED_OVER);
  }

  now(): number | null {
    const [first] = this.recent;
    const last = this.recent.at(-1);
    const place = this.route.places[this.towards];
    if (!first || !last || !place || last.at - first.at < SPEED_LEAST) return null;
    const nearer = kilometresBetween(first, place) - kilometresBetween(last, place);
    return nearer / ((last.at - first.at) / HOUR);
  }
}

function topSpeedOf({ modes }: Route): number {
  const fastest = Math.max(TOP_SPEED.RAIL, ...modes.map((mode) => TOP_SPEED[mode]));
  return fastest * SPEED_BELIEVED;
}

type UnitAt = (deviceId: string, at: Instant) => string | undefined;

/** Positions of one minute together, by time; of each unit the newest. */
function* moments(positions: readonly Position[], unitAt: UnitAt) {
  let words = new Map<string, Fix & { readonly unitId: string }>();
  let minute: number | undefined;
  for (const { deviceId, ...fix } of positions) {
    const unitId = unitAt(deviceId, fix.at);
    if (unitId === undefined) continue;
    const now = Math.floor(fix.at / MOMENT);
    if (minute !== undefined && now !== minute && words.size > 0) {
      yield [...words.values()];
      words = new Map();
    }
    minute = now;
    words.set(unitId, { ...fix, unitId });
  }
  if (words.size > 0) yield [...words.values()];
}

function unitsByDevice(riders: readonly Rider[]): UnitAt {
  const spans = new Map<string, { unitId: string; from: Instant; until: Instant }[]>();
  for (const { unitId, devices } of riders)
    for (const { deviceId, from, until } of devices) {
      const span = { unitId, from, until: until ?? Infinity };
      spans.set(deviceId, [...(spans.get(deviceId) ?? []), span]);
    }
  return (deviceId, at) => {
    const own = spans.get(deviceId) ?? [];
    const bound = own.find(({ from, until }) => from <= at && at < until);
    return (bound ?? own.find(({ from, until }) => from <= at && at < until + TELLS_ON))?.unitId;
  };
}
