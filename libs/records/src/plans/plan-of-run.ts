import { overlapOf, type UnitKind, type Validity } from '@lenglian/placements';
import { detailsOf, type JourneyPlan, type PlanLine, type PlannedLot } from '@lenglian/planning';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { findRun } from '../journeys/run-rows.ts';
import { stopsOfRide } from '../journeys/stops-of-ride.ts';

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
 * A run as the plan that would bring it: every unit that is believed to have been on it, with what lay
 * in it meanwhile. Taking the plan of a run under another code copies the run.
 *
 * @returns undefined when there is no such run
 */
export async function planOfRun(
  database: ReadableDatabase,
  runId: string,
): Promise<JourneyPlan | undefined> {
  const run = await findRun(database, { id: runId });
  if (!run) return undefined;
  const rides = await ridesOf(database, runId);
  const loads = await loadsOf(database, rides);
  const devices = await devicesOf(database, rides);
  const lines = rides.flatMap((ride): Omit<PlanLine, 'line'>[] => {
    const { unitId, unitCode, unitKind, position, equipmentGroup, setpointCelsius } = ride;
    const deviceId =
      devices.find((one) => one.unitId === unitId && overlapOf(one, ride))?.deviceId ?? null;
    const lots = loads.filter((load) => load.unitId === unitId && overlapOf(load, ride));
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

interface Load {
  readonly unitId: string;
  readonly from: number;
  until: number | null;
  readonly lot: PlannedLot;
}

async function loadsOf(database: ReadableDatabase, rides: readonly Ride[]): Promise<Load[]> {
  const loads: Load[] = [];
  for (const chunk of inChunks(rides.map(({ unitId }) => unitId))) {
    const rows = await database
      .selectFrom('lotPlacements as load')
      .innerJoin('lots', 'lots.id', 'load.lotId')
      .select(['load.unitId', 'load.validFrom as from', 'load.validUntil as until'])
      .selectAll('lots')
      .where('load.unitId', 'in', chunk)
      .orderBy('lots.code')
      .orderBy('load.validFrom')
      .execute();
    for (const { unitId, from, until, ...row } of rows) {
      const last = loads.at(-1);
      // Judged by another version of its limits from then on, it lay there all the same.
      if (last?.lot.code === row.code && last.unitId === unitId && last.until === from) {
        last.until = until;
        continue;
      }
      const { code, commodityCode, quantityKilograms, originPlaceCode, note } = row;
      const goods = { code, commodityCode, quantityKilograms, originPlaceCode, note };
      loads.push({ unitId, from, until, lot: { ...goods, ...detailsOf(row) } });
    }
  }
  return loads;
}

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
