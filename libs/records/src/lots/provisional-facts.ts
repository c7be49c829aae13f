import { setImmediate } from 'node:timers/promises';
import type { UnitState, Validity } from '@lenglian/placements';
import type { Service } from '@lenglian/seed-files';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { joined, type RideFacts } from './provisional-spans.ts';

/** A unit on a run that may stand for goods which nobody declared. */
export interface Candidate extends RideFacts {
  readonly organisationId: string;
  readonly runId: string;
  readonly unitId: string;
  readonly code: string;
  /** Of the run's service; null where it names none. */
  readonly commodityCode: string | null;
  /** Null where none was made yet. */
  readonly lotId: string | null;
  /** Where that lot is believed to lie. */
  readonly believed: readonly Validity[];
}

/** What stands where it stands rides with nobody. */
const STANDING = ['store', 'room'];

/**
 * Units on runs under way that no goods lay in on their ride, and those that stood for goods before. Few, whatever
 * the fleet: a unit with its goods aboard is none of them.
 */
export async function provisionalCandidates(database: ReadableDatabase): Promise<Candidate[]> {
  const found = [...(await unladen(database)), ...(await standingIn(database))];
  const byRide = new Map(found.map((one) => [`${one.runId} ${one.unitId}`, one]));
  const candidates: Candidate[] = [];
  for (const chunk of inChunks([...byRide.values()]))
    candidates.push(...(await withFacts(database, chunk)));
  return candidates;
}

const ridesOf = (database: ReadableDatabase) =>
  database
    .selectFrom('unitAssignments as ride')
    .innerJoin('runs', 'runs.id', 'ride.runId')
    .innerJoin('units', 'units.id', 'ride.unitId')
    .leftJoin('services', (join) =>
      join
        .onRef('services.organisationId', '=', 'runs.organisationId')
        .onRef('services.code', '=', 'runs.serviceCode'),
    )
    .select(['ride.runId', 'ride.unitId', 'runs.organisationId', 'units.wholeUnitId'])
    .select(['runs.code as runCode', 'units.code as unitCode', 'services.details'])
    .where('units.kind', 'not in', STANDING);

type Ride = Awaited<ReturnType<ReturnType<typeof ridesOf>['execute']>>[number];

/** Runs whose rides are looked at in one statement: of some thirty units each. */
const RUNS_A_STEP = 10;

/** Piece by piece, with a turn for others in between: it is done after every change of placements. */
async function ridesOn(
  database: ReadableDatabase,
  runIds: readonly string[],
  ridesOfSome: (ids: readonly string[]) => Promise<Ride[]>,
): Promise<Ride[]> {
  const rides: Ride[] = [];
  for (const chunk of inChunks(runIds, RUNS_A_STEP)) {
    rides.push(...(await ridesOfSome(chunk)));
    await setImmediate();
  }
  return rides;
}

async function unladen(database: ReadableDatabase): Promise<Ride[]> {
  const runs = await database
    .selectFrom('runs')
    .select('id')
    .where('state', 'in', ['LOADING', 'IN_TRANSIT'])
    .execute();
  const runIds = runs.map(({ id }) => id);
  return ridesOn(database, runIds, (ids) => unladenOf(database, ids));
}

function unladenOf(database: ReadableDatabase, runIds: readonly string[]): Promise<Ride[]> {
  return ridesOf(database)
    .where('ride.runId', 'in', runIds)
    .where((where) =>
      where.and([
        where.exists(
          where
            .selectFrom('deviceBindings as bound')
            .select('bound.id')
            .whereRef('bound.unitId', '=', 'ride.unitId')
            .where((or) =>
              or.or([
                or('bound.validUntil', 'is', null),
                or('bound.validUntil', '>', or.ref('ride.validFrom')),
              ]),
            ),
        ),
        where.not(
          where.exists(
            where
              .selectFrom('lotPlacements as load')
              .innerJoin('lots', 'lots.id', 'load.lotId')
              .select('load.id')
              .where('lots.provisionalRunId', 'is', null)
              .whereRef('load.unitId', '=', 'ride.unitId')
              .where((or) =>
                or.or([
                  or('ride.validUntil', 'is', null),
                  or('ride.validUntil', '>', or.ref('load.validFrom')),
                ]),
              )
              .where((or) =>
                or.or([
                  or('load.validUntil', 'is', null),
                  or('load.validUntil', '>', or.ref('ride.validFrom')),
                ]),
              ),
          ),
        ),
      ]),
    )
    .execute();
}

async function standingIn(database: ReadableDatabase): Promise<Ride[]> {
  const lots = await database
    .selectFrom('lots')
    .select(['provisionalRunId as runId', 'provisionalUnitId as unitId'])
    .where('provisionalRunId', 'is not', null)
    .execute();
  const known = new Set(lots.map(({ runId, unitId }) => `${runId} ${unitId}`));
  const runIds = [...new Set(lots.flatMap(({ runId }) => runId ?? []))];
  const rides = await ridesOn(database, runIds, (ids) =>
    ridesOf(database).where('ride.runId', 'in', ids).execute(),
  );
  return rides.filter(({ runId, unitId }) => known.has(`${runId} ${unitId}`));
}

async function withFacts(database: ReadableDatabase, rides: readonly Ride[]): Promise<Candidate[]> {
  const unitIds = [...new Set(rides.map(({ unitId }) => unitId))];
  const spans = await ridesOfUnits(database, unitIds);
  const parts = await partsOf(database, unitIds);
  const kinOf = ({ unitId, wholeUnitId }: Ride) => [
    ...(parts.get(unitId) ?? []),
    ...(wholeUnitId === null ? [unitId] : [unitId, wholeUnitId]),
  ];
  const kin = [...new Set(rides.flatMap(kinOf))];
  const loads = await loadsOf(database, kin);
  const declared = await declarationsOf(database, kin);
  const lots = await lotsOf(database, unitIds);
  return rides.map((ride) => {
    const { organisationId, runId, unitId, wholeUnitId, runCode, unitCode, details } = ride;
    const lot = lots.get(`${runId} ${unitId}`);
    const state = declared.get(wholeUnitId ?? unitId) ?? declared.get(unitId) ?? [];
    return {
      ...{ organisationId, runId, unitId, code: `${runCode}/${unitCode}` },
      commodityCode: defaultCommodity(details),
      rides: spans.get(`${runId} ${unitId}`) ?? [],
      loads: kinOf(ride).flatMap((id) => loads.get(id) ?? []),
      idle: idleSpans(state),
      ...{ lotId: lot?.lotId ?? null, believed: joined(lot?.placements ?? []) },
    };
  });
}

/** The first that a service is for. */
function defaultCommodity(details: string | null): string | null {
  // The column holds a service as the seeds have it, or whatever somebody gave who did not come from them.
  const { commodityCodes = [] } = (JSON.parse(details ?? 'null') ?? {}) as Partial<Service>;
  return commodityCodes[0] ?? null;
}

async function ridesOfUnits(database: ReadableDatabase, unitIds: readonly string[]) {
  const rows = await database
    .selectFrom('unitAssignments')
    .select(['runId', 'unitId', 'validFrom as from', 'validUntil as until'])
    .where('unitId', 'in', unitIds)
    .orderBy('validFrom')
    .execute();
  return grouped(
    rows,
    ({ runId, unitId }) => `${runId} ${unitId}`,
    ({ from, until }) => ({ from, until }),
  );
}

async function partsOf(database: ReadableDatabase, unitIds: readonly string[]) {
  const rows = await database
    .selectFrom('units')
    .select(['id', 'wholeUnitId'])
    .where('wholeUnitId', 'in', unitIds)
    .execute();
  return grouped(
    rows,
    ({ wholeUnitId }) => wholeUnitId ?? '',
    ({ id }) => id,
  );
}

async function loadsOf(database: ReadableDatabase, unitIds: readonly string[]) {
  const rows = await database
    .selectFrom('lotPlacements as load')
    .innerJoin('lots', 'lots.id', 'load.lotId')
    .select(['load.unitId', 'load.validFrom as from', 'load.validUntil as until'])
    .where('load.unitId', 'in', unitIds)
    .where('lots.provisionalRunId', 'is', null)
    .execute();
  return grouped(
    rows,
    ({ unitId }) => unitId,
    ({ from, until }) => ({ from, until }),
  );
}

interface Declaration {
  readonly state: UnitState;
  readonly validFrom: number;
}

async function declarationsOf(database: ReadableDatabase, unitIds: readonly string[]) {
  const rows = await database
    .selectFrom('unitDeclarations')
    .select(['unitId', 'state', 'validFrom'])
    .where('unitId', 'in', unitIds)
    .orderBy('validFrom')
    .orderBy('id')
    .execute();
  return grouped(
    rows,
    ({ unitId }) => unitId,
    // The column holds only what `equipment.declare` was given.
    ({ state, validFrom }): Declaration => ({ state: state as UnitState, validFrom }),
  );
}

/** @param declared in order of time; of those from one moment on the last counts */
function idleSpans(declared: readonly Declaration[]): Validity[] {
  return declared.flatMap(({ state, validFrom: from }, index) => {
    const until = declared[index + 1]?.validFrom ?? null;
    return state === 'IN_USE' || until === from ? [] : [{ from, until }];
  });
}

async function lotsOf(database: ReadableDatabase, unitIds: readonly string[]) {
  const rows = await database
    .selectFrom('lots')
    .leftJoin('lotPlacements as load', 'load.lotId', 'lots.id')
    .select(['lots.id', 'provisionalRunId', 'provisionalUnitId'])
    .select(['load.validFrom as from', 'load.validUntil as until'])
    .where('provisionalUnitId', 'in', unitIds)
    .execute();
  const lots = new Map<string, { lotId: string; placements: Validity[] }>();
  for (const { id: lotId, provisionalRunId, provisionalUnitId, from, until } of rows) {
    const key = `${provisionalRunId} ${provisionalUnitId}`;
    const lot = lots.get(key) ?? { lotId, placements: [] };
    if (from !== null) lot.placements.push({ from, until });
    lots.set(key, lot);
  }
  return lots;
}

function grouped<Row, Value>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  valueOf: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const key = keyOf(row);
    groups.set(key, [...(groups.get(key) ?? []), valueOf(row)]);
  }
  return groups;
}
