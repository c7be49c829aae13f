import type {
  PlannedCall,
  PlannedStop,
  RunState,
  UnitJourney,
  Validity,
} from '@lenglian/placements';
import { UNKNOWN_LEG, type LegMode } from '@lenglian/planning';
import { runProgress } from '@lenglian/progress';
import { MINUTE, type Instant } from '@lenglian/quantities';
import type { Place } from '@lenglian/seed-files';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks, pauseBetweenChunks } from '../database/chunks.ts';
import { holesOfRuns } from './run-holes.ts';

interface Leg {
  readonly mode: string;
  readonly toPlaceCode: string;
  /** Whole entries of where it begins and ends, as JSON; null where nobody has one. */
  readonly fromDetails: string | null;
  readonly toDetails: string | null;
  readonly plannedDepartureAt: Instant;
  readonly plannedArrivalAt: Instant;
  readonly departedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly arrivalSaidAt: Instant | null;
}

/** Units that stand where they stand. */
const STANDING = ['store', 'room'];
const ALWAYS: Validity = { from: 0, until: null };

/** The rides of units, and those of them that stand: where they should be, as it is believed now. */
export async function readUnitJourneys(
  database: ReadableDatabase,
  unitIds: readonly string[],
): Promise<UnitJourney[]> {
  const journeys: UnitJourney[] = [];
  for (const chunk of inChunks(unitIds)) {
    const standing = await database
      .selectFrom('units')
      .select('id')
      .where('id', 'in', chunk)
      .where('kind', 'in', STANDING)
      .execute();
    const rides = await database
      .selectFrom('unitAssignments as ride')
      .innerJoin('runs', 'runs.id', 'ride.runId')
      .innerJoin('units', 'units.id', 'ride.unitId')
      .select(['ride.unitId', 'ride.runId', 'ride.validFrom as from', 'ride.validUntil as until'])
      .select(['ride.setpointCelsius as setpoint', 'runs.state', 'units.kind'])
      .select('ride.leavePlaceCode')
      .where('ride.unitId', 'in', chunk)
      .where('runs.state', '!=', 'CANCELLED')
      .orderBy('ride.id')
      .execute();
    const runIds = [...new Set(rides.map(({ runId }) => runId))];
    const legs = await legsOf(database, runIds);
    const holes = await holesOfRuns(database, runIds);
    const still = {
      ...ALWAYS,
      setpoint: null,
      isOneBox: false,
      stops: [ALWAYS],
      calls: [],
      holes: [],
    };
    journeys.push(...standing.map(({ id: unitId }) => ({ unitId, ...still })));
    for (const { unitId, runId, from, until, setpoint, state, kind, leavePlaceCode } of rides) {
      const own = legs.get(runId) ?? [];
      const isOneBox = kind === 'reefer' && own.some(({ mode }) => mode === 'RAIL');
      const stops = stopsBetween(own, state === 'PLANNED' || state === 'LOADING');
      journeys.push({
        ...{ unitId, from, until, setpoint, isOneBox, stops },
        ...roundsOf(own),
        calls: callsOf(own, state as RunState, leavePlaceCode),
        holes: holes.get(runId) ?? [],
      });
    }
    await pauseBetweenChunks(chunk);
  }
  return journeys;
}

async function legsOf(database: ReadableDatabase, runIds: readonly string[]) {
  const legs = new Map<string, Leg[]>();
  for (const chunk of inChunks(runIds)) {
    const rows = await database
      .selectFrom('runLegs')
      .leftJoin('places as origin', (join) =>
        join
          .onRef('origin.code', '=', 'runLegs.fromPlaceCode')
          .onRef('origin.organisationId', '=', 'runLegs.organisationId'),
      )
      .leftJoin('places', (join) =>
        join
          .onRef('places.code', '=', 'runLegs.toPlaceCode')
          .onRef('places.organisationId', '=', 'runLegs.organisationId'),
      )
      .select(['runId', 'mode', 'plannedDepartureAt', 'plannedArrivalAt'])
      .select(['departedAt', 'arrivedAt', 'arrivalSaidAt', 'toPlaceCode'])
      .select(['origin.details as fromDetails', 'places.details as toDetails'])
      .where('runId', 'in', chunk)
      .orderBy('runId')
      .orderBy('ordinal')
      .execute();
    for (const { runId, ...leg } of rows) {
      const known = legs.get(runId);
      if (known) known.push(leg);
      else legs.set(runId, [leg]);
    }
  }
  return legs;
}

/**
 * The stops before, between and after legs; what was reported goes before what was planned. A run that
 * has not set off stands, whatever its plan says.
 */
function stopsBetween(legs: readonly Leg[], isWaiting: boolean): PlannedStop[] {
  const stops: PlannedStop[] = [];
  let from: Instant = 0;
  let there = factsOf(legs[0]?.fromDetails ?? null);
  for (const [i, leg] of legs.entries()) {
    const departure = leg.departedAt ?? (i === 0 && isWaiting ? null : leg.plannedDepartureAt);
    if (departure === null || departure > from) stops.push({ from, until: departure, ...there });
    if (departure === null) return stops;
    from = Math.max(departure, leg.arrivedAt ?? leg.plannedArrivalAt);
    there = factsOf(leg.toDetails);
  }
  stops.push({ from, until: null, ...there });
  return stops;
}

/** Legs from door to door, as they went or are to go; nothing where there is none. */
function roundsOf(legs: readonly Leg[]): Pick<UnitJourney, 'rounds'> {
  const rounds = legs.flatMap((leg) => {
    const from = leg.departedAt ?? leg.plannedDepartureAt;
    const until = leg.arrivedAt ?? leg.plannedArrivalAt;
    return leg.mode === 'CITY' && from < until ? [{ from, until }] : [];
  });
  return rounds.length === 0 ? {} : { rounds };
}

/** What can be done at a place for goods in danger; nothing where nobody said. */
function actionsAt(details: string | null): readonly string[] {
  return entryOf(details).stopActions?.codes ?? [];
}

/** For how long a unit may be without power there, and whether the place is an origin and nothing else; what nobody said is absent. */
function factsOf(details: string | null): Pick<PlannedStop, 'offPowerMax' | 'isIntake'> {
  const { offPowerMinutes, roles = [] } = entryOf(details);
  return {
    ...(offPowerMinutes && { offPowerMax: offPowerMinutes.value * MINUTE }),
    ...(roles.length > 0 &&
      roles.every((role) => role === 'origin') && { isIntake: true as const }),
  };
}

/** A place's whole entry. The column holds only what `addPlace` was given. */
function entryOf(details: string | null): Partial<Place> {
  return details === null ? {} : (JSON.parse(details) as Place);
}

/**
 * Where a ride gets to, up to where the unit is set out: when it was there, else when it is to be as the plan is
 * shifted by what is known of the way so far.
 */
function callsOf(
  legs: readonly Leg[],
  state: RunState,
  leavePlaceCode: string | null,
): PlannedCall[] {
  const way = legs.map((leg) => {
    const { departedAt, arrivedAt, arrivalSaidAt, plannedDepartureAt, plannedArrivalAt } = leg;
    return {
      ...{
        ...UNKNOWN_LEG,
        departedAt,
        arrivedAt,
        arrivalSaidAt,
        plannedDepartureAt,
        plannedArrivalAt,
      },
      ...{ mode: leg.mode as LegMode, fromPlaceCode: '', toPlaceCode: leg.toPlaceCode },
    };
  });
  const { stops } = runProgress({ state, legs: way, now: null });
  const last = legs.findIndex(({ toPlaceCode }) => toPlaceCode === leavePlaceCode);
  return legs
    .slice(0, last < 0 ? legs.length : last + 1)
    .map(({ mode, toPlaceCode, toDetails, plannedArrivalAt, arrivedAt }, leg) => ({
      ...{ placeCode: toPlaceCode, mode, actions: actionsAt(toDetails) },
      at: arrivedAt ?? stops[leg + 1]?.expectedArrivalAt ?? plannedArrivalAt,
      isReached: arrivedAt !== null,
    }));
}
