import { finding, rideOf, type Finding, type LegTimes, type PlannedLeg } from '@lenglian/planning';
import { toIso, type Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import type { RunRecord } from '../records.ts';
import { stopsOfRide } from './stops-of-ride.ts';

/** A unit that rides on the run, and when it is expected where it leaves it. */
interface Riding {
  readonly unitId: string;
  readonly unitCode: string;
  readonly from: Instant;
  readonly thereAt: Instant;
}

/**
 * What a run is late for: units that their next run loads before they are there, and devices that are to be
 * on another unit by then. To be asked before the stops of the run move with it, which shortens the next ride.
 */
export async function lateForNext(
  database: ReadableDatabase,
  run: RunRecord,
  legs: readonly (PlannedLeg & LegTimes)[],
  now: Instant,
): Promise<Finding[]> {
  const riding = await unitsRiding(database, run, legs);
  const findings: Finding[] = [];
  for (const chunk of inChunks(riding)) {
    const ids = chunk.map(({ unitId }) => unitId);
    const next = await nextRides(database, run.id, ids);
    const devices = await nextUnits(database, ids, now);
    for (const { unitId, unitCode, from, thereAt } of chunk) {
      const until = toIso(thereAt);
      const ride = next.find((one) => one.unitId === unitId && one.validFrom >= from);
      if (ride && ride.validFrom < thereAt) {
        const parameters = { unitCode, runCode: ride.code, from: toIso(ride.validFrom), until };
        findings.push(finding('NEXT_RUN_OVERLAPS', null, 'legs', parameters));
      }
      for (const { deviceId, nextFrom, other } of devices.filter((one) => one.unitId === unitId)) {
        if (nextFrom >= thereAt) continue;
        const parameters = { deviceId, unitCode, other, from: toIso(nextFrom), until };
        findings.push(finding('DEVICE_NEXT_OVERLAPS', null, 'legs', parameters));
      }
    }
  }
  return findings;
}

async function unitsRiding(
  database: ReadableDatabase,
  run: RunRecord,
  legs: readonly (PlannedLeg & LegTimes)[],
): Promise<Riding[]> {
  const last = legs.at(-1);
  const rides = await database
    .selectFrom('unitAssignments as ride')
    .innerJoin('units', 'units.id', 'ride.unitId')
    .selectAll('ride')
    .select('units.code as unitCode')
    .where('ride.runId', '=', run.id)
    .orderBy('units.code')
    .execute();
  return rides.flatMap((ride) => {
    const { unitId, unitCode, validFrom: from } = ride;
    const planned = rideOf(stopsOfRide(ride, run), { legs, loadingAt: from });
    const thereAt = planned?.until ?? last?.arrivedAt ?? last?.plannedArrivalAt;
    return thereAt === undefined ? [] : [{ unitId, unitCode, from, thereAt }];
  });
}

/** The rides of units on other runs, by time. */
function nextRides(database: ReadableDatabase, runId: string, unitIds: readonly string[]) {
  return database
    .selectFrom('unitAssignments as ride')
    .innerJoin('runs', 'runs.id', 'ride.runId')
    .select(['ride.unitId', 'ride.validFrom', 'runs.code'])
    .where('ride.unitId', 'in', unitIds)
    .where('ride.runId', '!=', runId)
    .orderBy('ride.validFrom')
    .execute();
}

/** Devices on units that are still to go to another one. */
function nextUnits(database: ReadableDatabase, unitIds: readonly string[], now: Instant) {
  return database
    .selectFrom('deviceBindings as here')
    .innerJoin('deviceBindings as there', 'there.deviceId', 'here.deviceId')
    .innerJoin('units', 'units.id', 'there.unitId')
    .select(['here.unitId', 'here.deviceId', 'there.validFrom as nextFrom', 'units.code as other'])
    .where('here.unitId', 'in', unitIds)
    .whereRef('there.unitId', '!=', 'here.unitId')
    .whereRef('there.validFrom', '=', 'here.validUntil')
    .where('there.validFrom', '>', now)
    .execute();
}
