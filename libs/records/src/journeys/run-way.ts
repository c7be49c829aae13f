import type { Validity } from '@lenglian/placements';
import type { Rider, Route } from '@lenglian/progress';
import type { Place } from '@lenglian/seed-files';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { findRun } from './run-rows.ts';
import { stopsOfRide } from './stops-of-ride.ts';

/** A unit on a run, and in which time its place there holds. */
export interface RunRider extends Rider, Validity {}

/** The way of a run, and what rides on it: all that positions are measured by. */
export interface RunWay {
  readonly runId: string;
  readonly route: Route;
  readonly riders: readonly RunRider[];
}

/** Undefined for a run that is not there, or has no legs. */
export async function readRunWay(
  database: ReadableDatabase,
  runId: string,
): Promise<RunWay | undefined> {
  const run = await findRun(database, { id: runId });
  const [first] = run?.legs ?? [];
  if (!run || !first) return undefined;
  const codes = [first.fromPlaceCode, ...run.legs.map(({ toPlaceCode }) => toPlaceCode)];
  const places = await database
    .selectFrom('places')
    .select(['code', 'latitudeDegrees', 'longitudeDegrees', 'details'])
    .where('organisationId', '=', run.organisationId)
    .where('code', 'in', codes)
    .execute();
  const rides = await database
    .selectFrom('unitAssignments')
    .selectAll()
    .where('runId', '=', runId)
    .orderBy('id')
    .execute();
  const bindings = await bindingsOf(database, [...new Set(rides.map(({ unitId }) => unitId))]);
  return {
    runId,
    route: {
      modes: run.legs.map(({ mode }) => mode),
      places: codes.flatMap((placeCode) => {
        const place = places.find(({ code }) => code === placeCode);
        if (!place) return [];
        const { latitudeDegrees, longitudeDegrees, details } = place;
        return {
          placeCode,
          latitudeDegrees,
          longitudeDegrees,
          radiusKilometres: radiusOf(details),
        };
      }),
    },
    riders: rides.map((ride) => {
      const { joinPlaceCode, leavePlaceCode } = stopsOfRide(ride, run);
      const joinsAt = joinPlaceCode === null ? 0 : Math.max(0, codes.indexOf(joinPlaceCode));
      const leaves = leavePlaceCode === null ? -1 : codes.indexOf(leavePlaceCode, joinsAt + 1);
      return {
        ...{ unitId: ride.unitId, joinsAt, from: ride.validFrom, until: ride.validUntil },
        leavesAt: leaves < 0 ? codes.length - 1 : leaves,
        devices: bindings
          .filter(({ unitId }) => unitId === ride.unitId)
          .filter(({ from, until }) => isDuring(ride, from, until))
          .map(({ deviceId, from, until }) => ({
            ...{ deviceId, from: Math.max(from, ride.validFrom) },
            until: earlier(until, ride.validUntil),
          })),
      };
    }),
  };
}

async function bindingsOf(database: ReadableDatabase, unitIds: readonly string[]) {
  const bindings: { deviceId: string; unitId: string; from: number; until: number | null }[] = [];
  for (const chunk of inChunks(unitIds))
    bindings.push(
      ...(await database
        .selectFrom('deviceBindings')
        .select(['deviceId', 'unitId', 'validFrom as from', 'validUntil as until'])
        .where('unitId', 'in', chunk)
        .orderBy('id')
        .execute()),
    );
  return bindings;
}

function isDuring(
  ride: { readonly validFrom: number; readonly validUntil: number | null },
  from: number,
  until: number | null,
): boolean {
  const endsAfter = until === null || until > ride.validFrom;
  return endsAfter && (ride.validUntil === null || from < ride.validUntil);
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** The column holds only what `addPlace` was given. */
function radiusOf(details: string): number | undefined {
  return (JSON.parse(details) as Partial<Place>).geofenceRadiusKilometres?.value;
}
