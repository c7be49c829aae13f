import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';

/** What can be done at a stop; the words of the seed files. */
export const STOP_ACTION_NAMES = [
  'PLUG_IN',
  'SPARE_GENSET',
  'REPAIR',
  'SWAP_UNIT',
  'ICE',
  'REFUEL',
] as const;
export type StopAction = (typeof STOP_ACTION_NAMES)[number];

/** A place ahead, when it will be reached, and what can be done there (empty: nothing). */
export interface ActionStop {
  readonly id: string;
  readonly expectedAt: Instant;
  readonly actions: readonly StopAction[];
}

/** What the unit is in. All of it may change from one outlook to the next. */
export interface OperatingContext {
  readonly mode: 'RAIL' | 'ROAD' | 'AIR' | 'STILL';
  /** Ordered by `expectedAt`; those that lie behind are passed over. */
  readonly stops: readonly ActionStop[];
  /** When the goods are handed over; null where that is not planned. */
  readonly arrivalAt: Instant | null;
  /** What the set-point should be, °C; null where no plan says it. */
  readonly plannedSetpointCelsius: number | null;
}

/** What seems to be wrong, as far as the unit's own data tell. */
export const DANGER_CAUSES = [
  'NO_POWER',
  'DOOR_OPEN',
  'SETPOINT',
  'COOLING_WEAK',
  'UNKNOWN',
] as const;
export type DangerCause = (typeof DANGER_CAUSES)[number];

/** What helps against each cause; null is "whoever is there": doors are closed and set-points set by hand. */
const HELPS: Record<DangerCause, readonly StopAction[] | null> = {
  NO_POWER: ['PLUG_IN', 'SPARE_GENSET', 'SWAP_UNIT', 'ICE', 'REFUEL'],
  COOLING_WEAK: ['REPAIR', 'SWAP_UNIT', 'ICE'],
  DOOR_OPEN: null,
  SETPOINT: null,
  UNKNOWN: null,
};

/** On the road somebody can always stop: what is foretold lies this far ahead at least and at most. */
const ROAD_MIN: Duration = 60 * MINUTE;
const ROAD_MAX: Duration = 120 * MINUTE;

/** Where somebody can act next. Arrival is such a place: there the goods are taken out. */
export interface NextAction {
  /** Null is the arrival. */
  readonly stopId: string | null;
  readonly at: Instant;
}

export interface ChancesToAct {
  readonly next: NextAction | null;
  /**
   * What is crossed before this must be said now: the next but one place where somebody can act, so
   * that one chance remains. Infinity where neither stops nor arrival are known.
   */
  readonly deadline: Instant;
}

/** The places ahead that fit the cause. */
export function chancesToAct(
  now: Instant,
  cause: DangerCause,
  { mode, stops, arrivalAt }: OperatingContext,
): ChancesToAct {
  const helps = HELPS[cause];
  const end = arrivalAt ?? Number.POSITIVE_INFINITY;
  const places: NextAction[] = stops
    .filter(({ expectedAt, actions }) => {
      const fits = helps === null ? actions.length > 0 : actions.some((one) => helps.includes(one));
      return fits && expectedAt > now && expectedAt < end;
    })
    .map(({ id, expectedAt }) => ({ stopId: id, at: expectedAt }));
  if (arrivalAt !== null && arrivalAt > now) places.push({ stopId: null, at: arrivalAt });
  const nextButOne = places[1]?.at ?? places[0]?.at ?? Number.POSITIVE_INFINITY;
  const deadline =
    mode === 'ROAD' ? Math.min(now + ROAD_MAX, Math.max(now + ROAD_MIN, nextButOne)) : nextButOne;
  return { next: places[0] ?? null, deadline: Math.min(deadline, end) };
}
