import { overlapOf, type UnitKind, type Validity } from '@lenglian/placements';
import { detailsOf, type JourneyPlan, type PlanLine } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { findRun } from '../journeys/run-rows.ts';
import { stopsOfRide } from '../journeys/stops-of-ride.ts';
import { leftOf } from '../lots/left-of.ts';
import { eventsOf } from '../lots/transformation-rows.ts';

interface Ride extends Validity {
  readonly unitId: string;
  readonly unitCode: string;
  readonly unitKind: string;
  readonly position: number | null;
  readonly equipmentGroup: number | null;
  readonly setpointCelsius: number | null;
  readonly joinPlaceCode: string | null;
  readonly leavePlaceCode: string | null;
}

/**
 * A run as the plan that would bring it: every unit that is believed to have been on it, once, with the
 * goods that it was loaded with. What became of them on the way (parts, mixtures, another unit) is no goods
 * that were planned: a plan with it would bring them twice. Taking it under another code copies the run.
 *
 * @returns undefined when there is no such run
 */
export async function planOfRun(
  database: ReadableDatabase,
  runId: string,
): Promise<JourneyPlan | undefined> {
  const run = await findRun(database, { id: runId });
  if (!run) return undefined;
  const rides = oneOfEachUnit(await ridesOf(database, runId));
  const loads = await loadedAtFirst(database, await loadsOf(database, rides), rides);
  const devices = await devicesOf(database, rides);
  const lines = rides.flatMap((ride): Omit<PlanLine, 'line'>[] => {
    const { unitId, unitCode, unitKind, position, equipmentGroup, setpointCelsius } = ride;
    const deviceId =
      devices.find((one) => one.unitId === unitId && overlapOf(one, ride))?.deviceId ?? null;
    const lots = loads.filter((load) => load.unitId === unitId);
    const unit = {
      ...{
        unitCode,
        position,
        equipmentGroup,
        setpointCelsius,
        deviceId,
        ...stopsOfRide({ ...ride, validFrom: ride.from, validUntil: ride.until }, run),
      },
      // The column holds only what `addMany` was given.
      unitKind: unitKind as UnitKind,
    };
    return lots.length === 0 ? [{ ...unit, lot: null }] : lots.map(({ lot }) => ({ ...unit, lot }));
  });
  return {
    runCode: run.code,
    serviceCode: run.serviceCode,
    loadingAt: Math.min(
      ...rides.map(({ from }) => from),
      run.legs[0]?.plannedDepartureAt ?? Infinity,
    ),
    legs: run.legs.map(
      ({ mode, fromPlaceCode, toPlaceCode, plannedDepartureAt, plannedArrivalAt }) => ({
        ...{ mode, fromPlaceCode, toPlaceCode, plannedDepartureAt, plannedArrivalAt },
      }),
    ),
    lines: lines.map((line, index) => ({ ...line, line: index + 1 })),
  };
}

/** A ride that was corrected on the way is several beliefs: the first says where, the last until when. */
function oneOfEachUnit(rides: readonly Ride[]): Ride[] {
  return [...Map.groupBy(rides, ({ unitId }) => unitId).values()].flatMap((ofUnit) => {
    const inTime = ofUnit.toSorted((a, b) => a.from - b.from);
    const [first, last] = [inTime[0], inTime.at(-1)];
    if (!first || !last) return [];
    return [{ ...first, until: last.until, leavePlaceCode: last.leavePlaceCode }];
  });
}

async function ridesOf(database: ReadableDatabase, runId: string): Promise<Ride[]> {
  return database
    .selectFrom('unitAssignments as ride')
    .innerJoin('units', 'units.id', 'ride.unitId')
    .select(['ride.unitId', 'ride.validFrom as from', 'ride.validUntil as until'])
    .select(['ride.position', 'ride.equipmentGroup', 'ride.setpointCelsius'])
    .select(['ride.joinPlaceCode', 'ride.leavePlaceCode'])
    .select('units.code as unitCode')
    .select('units.kind as unitKind')
    .where('ride.runId', '=', runId)
    .orderBy('ride.position')
    .orderBy('units.code')
    .execute();
}

async function loadsOf(database: ReadableDatabase, rides: readonly Ride[]) {
  const loads = [];
  for (const chunk of inChunks(rides.map(({ unitId }) => unitId))) {
    const rows = await database
      .selectFrom('lotPlacements as load')
      .innerJoin('lots', 'lots.id', 'load.lotId')
      .select(['load.unitId', 'load.validFrom as from', 'load.validUntil as until'])
      .selectAll('lots')
      .where('load.unitId', 'in', chunk)
      .where('lots.provisionalRunId', 'is', null)
      .orderBy('lots.code')
      .execute();
    for (const { unitId, from, until, ...row } of rows) {
      const { id: lotId, code, commodityCode, quantityKilograms, originPlaceCode, note } = row;
      const goods = { code, commodityCode, quantityKilograms, originPlaceCode, note };
      loads.push({ lotId, unitId, from, until, lot: { ...goods, ...detailsOf(row) } });
    }
  }
  return loads;
}

type Load = Awaited<ReturnType<typeof loadsOf>>[number];

/**
 * Each lot once, where it first rode on the run, with what there was of it when its unit set out. A lot that lay
 * there under several versions of its limits has a placement for each; they are one load.
 */
async function loadedAtFirst(
  database: ReadableDatabase,
  loads: readonly Load[],
  rides: readonly Ride[],
): Promise<Load[]> {
  const rideOf = new Map(rides.map((ride) => [ride.unitId, ride]));
  const aboard = new Map<string, Load & { readonly aboardFrom: Instant }>();
  for (const load of loads) {
    const span = overlapOf(load, rideOf.get(load.unitId) ?? NEVER);
    const before = aboard.get(load.lotId);
    if (span && (!before || span.from < before.aboardFrom))
      aboard.set(load.lotId, { ...load, aboardFrom: span.from });
  }
  const lotIds = [...aboard.keys()];
  const madeBy = await eventsOf(database, 'transformationOutputs', lotIds);
  const usedBy = await eventsOf(database, 'transformationInputs', lotIds);
  const madeAboard = new Set(
    madeBy.flatMap(({ at, inputs, outputs }) =>
      inputs.some(({ lotId }) => (aboard.get(lotId)?.aboardFrom ?? Infinity) < at)
        ? outputs.map(({ lotId }) => lotId)
        : [],
    ),
  );
  return [...aboard.values()]
    .filter(({ lotId }) => !madeAboard.has(lotId))
    .map((load) => {
      const taken = usedBy.flatMap(({ at, inputs }) =>
        at <= load.aboardFrom ? inputs.filter(({ lotId }) => lotId === load.lotId) : [],
      );
      const quantityKilograms = leftOf(
        load.lot.quantityKilograms,
        taken.map((share) => share.quantityKilograms),
      );
      return { ...load, lot: { ...load.lot, quantityKilograms } };
    })
    .sort((a, b) => (a.lot.code < b.lot.code ? -1 : 1));
}

const NEVER: Validity = { from: 0, until: 0 };

async function devicesOf(database: ReadableDatabase, rides: readonly Ride[]) {
  const devices = [];
  for (const chunk of inChunks(rides.map(({ unitId }) => unitId))) {
    devices.push(
      ...(await database
        .selectFrom('deviceBindings')
        .select(['deviceId', 'unitId', 'validFrom as from', 'validUntil as until'])
        .where('unitId', 'in', chunk)
        .orderBy('validFrom')
        .execute()),
    );
  }
  return devices;
}
