import { withDefaultRules, type LimitProfile, type StoredProfile } from '@lenglian/limits';
import type { UnitKind } from '@lenglian/placements';
import type { Cleanliness } from '@lenglian/planning';
import { DAY, type Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { calibratedUntil, cleanlinessOf } from '../equipment/read-fitness.ts';
import { lastSeals } from '../hand-overs/last-seals.ts';
import { unitStatesAt } from '../journeys/unit-rows.ts';
import type { DepartingBox, DepartingLot } from './departure.ts';

/** A box is closed so long before it is on its run at most [C]: an older seal is of another trip. */
const SEALED_BEFORE = 3 * DAY;

type Ride = Awaited<ReturnType<typeof ridesOf>>[number];

/** The boxes of a run with all that the records know of them. */
export async function departingBoxes(
  database: ReadableDatabase,
  runId: string,
  now: Instant,
): Promise<DepartingBox[]> {
  const rides = await ridesOf(database, runId, now);
  if (rides.length === 0) return [];
  const ids = rides.flatMap(({ unitId, wholeUnitId }) => [unitId, wholeUnitId ?? unitId]);
  const begins = Math.min(...rides.map(({ validFrom }) => validFrom));
  const states = await unitStatesAt(database, ids, Math.max(now, begins));
  const inspections = await newestInspections(database, ids);
  const seals = await lastSeals(database, ids, { handedOverAt: now + 1 });
  const rodeUntil = await ridesBefore(database, rides, runId);
  const loads = await loadsOf(database, rides);
  const devices = await devicesOf(database, rides, now);
  const boxes: DepartingBox[] = [];
  for (const ride of rides) {
    const { unitId, wholeUnitId, validFrom, setpointCelsius, ...shown } = ride;
    const at = Math.max(now, validFrom);
    const inside = (loads.get(unitId) ?? []).filter(
      (load) => load.validFrom <= at && (load.validUntil === null || load.validUntil > at),
    );
    const loadsAt = loadedAt(loads.get(unitId) ?? [], inside) ?? validFrom;
    const seal = seals.get(unitId);
    const since = Math.max(validFrom - SEALED_BEFORE, rodeUntil.get(unitId) ?? 0);
    boxes.push({
      ...{ ...shown, unitId, wholeUnitId, unitKind: ride.unitKind as UnitKind, loadsAt },
      plannedSetpointCelsius: setpointCelsius,
      state: states.get(wholeUnitId ?? unitId) ?? states.get(unitId) ?? 'IN_USE',
      inspection: inspections.get(unitId) ?? null,
      sealNumber: seal && seal.sealedAt >= since ? seal.sealNumber : null,
      devices: devices.get(unitId) ?? [],
      lots: inside.map(({ validFrom: _from, validUntil: _until, ...lot }) => lot),
      cleanliness: await cleanlinessWhenLoaded(database, ride, Math.min(now, loadsAt)),
    });
  }
  return boxes;
}

/** A unit that left and came back rides as it does last. */
async function ridesOf(database: ReadableDatabase, runId: string, now: Instant) {
  const rows = await database
    .selectFrom('unitAssignments as ride')
    .innerJoin('units', 'units.id', 'ride.unitId')
    .select(['ride.unitId', 'units.code as unitCode', 'units.kind as unitKind'])
    .select(['units.wholeUnitId', 'ride.position', 'ride.equipmentGroup', 'ride.joinPlaceCode'])
    .select(['ride.setpointCelsius', 'ride.validFrom'])
    .where('ride.runId', '=', runId)
    .where((where) =>
      where.or([where('ride.validUntil', 'is', null), where('ride.validUntil', '>', now)]),
    )
    .orderBy('ride.validFrom')
    .execute();
  const last = [...new Map(rows.map((row) => [row.unitId, row])).values()];
  return last.sort(
    (a, b) =>
      (a.position ?? Infinity) - (b.position ?? Infinity) || (a.unitCode < b.unitCode ? -1 : 1),
  );
}

/** Until when each unit rode on another run before. */
async function ridesBefore(
  database: ReadableDatabase,
  rides: readonly Ride[],
  runId: string,
): Promise<Map<string, Instant>> {
  const begins = new Map(rides.map(({ unitId, validFrom }) => [unitId, validFrom]));
  const until = new Map<string, Instant>();
  for (const chunk of inChunks([...begins.keys()])) {
    const rows = await database
      .selectFrom('unitAssignments')
      .select(['unitId', 'validUntil'])
      .where('unitId', 'in', chunk)
      .where('runId', '!=', runId)
      .where('validUntil', 'is not', null)
      .execute();
    for (const { unitId, validUntil } of rows)
      if (validUntil !== null && validUntil <= (begins.get(unitId) ?? 0))
        until.set(unitId, Math.max(until.get(unitId) ?? 0, validUntil));
  }
  return until;
}

async function newestInspections(database: ReadableDatabase, unitIds: readonly string[]) {
  const newest = new Map<string, NonNullable<DepartingBox['inspection']>>();
  for (const chunk of inChunks([...new Set(unitIds)])) {
    const rows = await database
      .selectFrom('unitInspections')
      .select(['unitId', 'inspectedAt', 'hasPassed'])
      .where('unitId', 'in', chunk)
      .orderBy('inspectedAt')
      .orderBy('id')
      .execute();
    for (const { unitId, inspectedAt, hasPassed } of rows)
      newest.set(unitId, { inspectedAt, hasPassed: hasPassed === 1 });
  }
  return newest;
}

interface Load extends DepartingLot {
  readonly validFrom: Instant;
  readonly validUntil: Instant | null;
}

/** Goods that lie in the units while they ride, or came into them then; not those that nobody declared. */
async function loadsOf(
  database: ReadableDatabase,
  rides: readonly Ride[],
): Promise<Map<string, Load[]>> {
  const begins = new Map(rides.map(({ unitId, validFrom }) => [unitId, validFrom]));
  const loads = new Map<string, Load[]>();
  const profiles = new Map<string, LimitProfile>();
  for (const chunk of inChunks([...begins.keys()])) {
    const rows = await database
      .selectFrom('lotPlacements as load')
      .innerJoin('lots', 'lots.id', 'load.lotId')
      .innerJoin('profiles', 'profiles.id', 'load.profileId')
      .select(['load.unitId', 'load.validFrom', 'load.validUntil', 'profiles.definition'])
      .select(['lots.id as lotId', 'lots.code as lotCode', 'lots.commodityCode'])
      .select(['lots.pulpTemperatureCelsius', 'load.profileId'])
      .where('load.unitId', 'in', chunk)
      .where('lots.provisionalRunId', 'is', null)
      .orderBy('load.validFrom')
      .orderBy('lots.id')
      .execute();
    for (const { unitId, definition, profileId, ...load } of rows) {
      if (load.validUntil !== null && load.validUntil <= (begins.get(unitId) ?? 0)) continue;
      const profile = profiles.get(profileId) ?? profileOf(profileId, definition);
      profiles.set(profileId, profile);
      loads.set(unitId, [...(loads.get(unitId) ?? []), { ...load, profile }]);
    }
  }
  return loads;
}

function profileOf(id: string, definition: string): LimitProfile {
  const stored = JSON.parse(definition) as StoredProfile<LimitProfile>;
  return { ...withDefaultRules<LimitProfile>(stored), id };
}

/** When the first of what lies inside came: another version of its limits is another line of the same lot. */
function loadedAt(all: readonly Load[], inside: readonly Load[]): Instant | undefined {
  const lots = new Set(inside.map(({ lotId }) => lotId));
  const came = all.filter(({ lotId }) => lots.has(lotId)).map(({ validFrom }) => validFrom);
  return came.length === 0 ? undefined : Math.min(...came);
}

async function devicesOf(database: ReadableDatabase, rides: readonly Ride[], now: Instant) {
  const begins = new Map(rides.map(({ unitId, validFrom }) => [unitId, validFrom]));
  const bound = new Map<string, string[]>();
  for (const chunk of inChunks([...begins.keys()])) {
    const rows = await database
      .selectFrom('deviceBindings')
      .select(['unitId', 'deviceId', 'validFrom', 'validUntil'])
      .where('unitId', 'in', chunk)
      .orderBy('deviceId')
      .execute();
    for (const { unitId, deviceId, validFrom, validUntil } of rows) {
      const at = Math.max(now, begins.get(unitId) ?? 0);
      if (validFrom <= at && (validUntil === null || validUntil > at))
        bound.set(unitId, [...(bound.get(unitId) ?? []), deviceId]);
    }
  }
  const until = await calibratedUntil(database, [...bound.values()].flat());
  return new Map(
    [...bound].map(([unitId, ids]) => [
      unitId,
      ids.map((deviceId) => ({ deviceId, calibratedUntil: until.get(deviceId) ?? null })),
    ]),
  );
}

/** A tanker is washed as a whole or by compartment: the later of both counts. */
async function cleanlinessWhenLoaded(
  database: ReadableDatabase,
  { unitId, wholeUnitId, unitKind }: Ride,
  at: Instant,
): Promise<Cleanliness> {
  if (unitKind !== 'tanker') return { cleaning: null, loadedAt: null };
  const ids = wholeUnitId === null ? [unitId] : [unitId, wholeUnitId];
  const known = await cleanlinessOf(database, ids, { cleanedUntil: at, loadedBefore: at });
  const cleanings = [...known.values()].flatMap((one) => one.cleaning ?? []);
  const [cleaning] = cleanings.sort((a, b) => b.cleanedAt - a.cleanedAt);
  return { cleaning: cleaning ?? null, loadedAt: known.get(unitId)?.loadedAt ?? null };
}
