import { HOUR, MINUTE, type Instant } from '@lenglian/quantities';
import { UNKNOWN_LEG, type LegMode } from '@lenglian/planning';
import type { Rider } from './measure.ts';
import type { Route } from './route.ts';
import type { WayLeg } from './run-progress.ts';
import type { Position } from './track.ts';

/** 2025-09-18T00:00:00Z. */
export const START: Instant = 1_758_153_600_000;

/** Aksu → Kuqa → Korla, by rail; coordinates of domain.md §6. */
export const ROUTE: Route = {
  places: [
    { placeCode: 'AKSU', latitudeDegrees: 41.168, longitudeDegrees: 80.26 },
    { placeCode: 'KUQA', latitudeDegrees: 41.717, longitudeDegrees: 82.962 },
    { placeCode: 'KORLA', latitudeDegrees: 41.726, longitudeDegrees: 86.174 },
  ],
  modes: ['RAIL', 'RAIL'],
};

/** Minutes after `START`: leaves at 60, Kuqa 240 to 300, Korla 540. */
export const LEGS: readonly WayLeg[] = [
  legOf('RAIL', ['AKSU', 60], ['KUQA', 240]),
  legOf('RAIL', ['KUQA', 300], ['KORLA', 540]),
];

export function legOf(
  mode: LegMode,
  [fromPlaceCode, departure]: readonly [string, number],
  [toPlaceCode, arrival]: readonly [string, number],
): WayLeg {
  return {
    ...{ ...UNKNOWN_LEG, mode, fromPlaceCode, toPlaceCode },
    plannedDepartureAt: START + departure * MINUTE,
    plannedArrivalAt: START + arrival * MINUTE,
  };
}

/** A unit that rides all the way, with a device of its own. */
export function riderOf(unitId: string, stops: Partial<Rider> = {}): Rider {
  const devices = [{ deviceId: `device of ${unitId}`, from: START - HOUR, until: null }];
  return { unitId, joinsAt: 0, leavesAt: ROUTE.places.length - 1, devices, ...stops };
}

/** Minutes at which the train stands or moves, as it really went: stands at the places, straight in between. */
const TIMETABLE: readonly (readonly [minute: number, place: number])[] = [
  ...[[0, 0] as const, [70, 0] as const, [250, 1] as const],
  ...[[320, 1] as const, [560, 2] as const, [700, 2] as const],
];

/** Where the train was at a minute after `START`. */
export function trainAt(minute: number): { latitudeDegrees: number; longitudeDegrees: number } {
  const next = Math.max(
    1,
    TIMETABLE.findIndex(([at]) => at >= minute),
  );
  const [from, a] = TIMETABLE[next - 1]!;
  const [to, b] = TIMETABLE[next]!;
  const share = (minute - from) / (to - from);
  const between = (of: 'latitudeDegrees' | 'longitudeDegrees') =>
    ROUTE.places[a]![of] + share * (ROUTE.places[b]![of] - ROUTE.places[a]![of]);
  return {
    latitudeDegrees: between('latitudeDegrees'),
    longitudeDegrees: between('longitudeDegrees'),
  };
}

/** What a unit's device told of the journey, from one minute to another. */
export function told(unitId: string, from: number, until: number, every = 5): Position[] {
  const positions: Position[] = [];
  for (let minute = from; minute <= until; minute += every)
    positions.push({
      deviceId: `device of ${unitId}`,
      at: START + minute * MINUTE,
      ...trainAt(minute),
    });
  return positions;
}
