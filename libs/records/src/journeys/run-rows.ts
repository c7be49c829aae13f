import { isOver } from '@lenglian/planning';
import { RUN_STATES, type RunState } from '@lenglian/placements';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { codeBegins } from '../database/code-begins.ts';
import type { RunRow } from '../database/schema.ts';
import { isKey, type RecordKey } from './record-key.ts';
import { rowsToRead, toPage } from '../page.ts';
import type { LegRecord, Page, RunRecord } from '../records.ts';
import type { RunFilter, RunStateFilter } from './journey-filters.ts';

const GROUPS: Record<'active' | 'open', readonly RunState[]> = {
  /** Goods are loaded, on their way, or being unloaded. */
  active: ['LOADING', 'IN_TRANSIT', 'ARRIVED'],
  /** Also those to come. */
  open: RUN_STATES.filter((state) => !isOver(state)),
};

export async function listRuns(
  database: ReadableDatabase,
  filter: RunFilter,
): Promise<Page<RunRecord>> {
  const { organisationId, state, serviceCode, codePrefix, heldBy, cursor } = filter;
  let query = database.selectFrom('runs').selectAll();
  if (organisationId !== undefined) query = query.where('organisationId', '=', organisationId);
  if (state) query = query.where('state', 'in', statesOf(state));
  if (serviceCode !== undefined) query = query.where('serviceCode', '=', serviceCode);
  if (codePrefix !== undefined) query = query.where(codeBegins(codePrefix));
  const departing = departuresOf(database, filter);
  if (departing) query = query.where('id', 'in', departing);
  if (heldBy) query = query.where('id', 'in', heldRuns(database, heldBy));
  if (cursor) query = query.where('id', '>', cursor);
  const rows = await query.orderBy('id').limit(rowsToRead(filter)).execute();
  const { items, nextCursor } = toPage(rows, filter, (row) => row);
  return { items: await toRuns(database, items), nextCursor };
}

/** Ids of the runs that an organisation has in its custody at a moment, the whole run or a leg of it. */
function heldRuns(
  database: ReadableDatabase,
  { organisationId, at }: NonNullable<RunFilter['heldBy']>,
) {
  return database
    .selectFrom('grants')
    .select('subjectId')
    .where('granteeOrganisationId', '=', organisationId)
    .where('kind', '=', 'custody')
    .where('validFrom', '<=', at)
    .where((grant) =>
      grant.and(
        (['validUntil', 'revokedAt'] as const).map((end) =>
          grant.or([grant(end, 'is', null), grant(end, '>', at)]),
        ),
      ),
    );
}

/** Ids of the runs whose first leg is planned to depart in a span; undefined where none was asked for. */
function departuresOf(database: ReadableDatabase, { departureFrom, departureUntil }: RunFilter) {
  if (departureFrom === undefined && departureUntil === undefined) return undefined;
  let legs = database.selectFrom('runLegs').select('runId').where('ordinal', '=', 0);
  if (departureFrom !== undefined) legs = legs.where('plannedDepartureAt', '>=', departureFrom);
  if (departureUntil !== undefined) legs = legs.where('plannedDepartureAt', '<', departureUntil);
  return legs;
}

export async function findRun(
  database: ReadableDatabase,
  key: RecordKey,
): Promise<RunRecord | undefined> {
  const row = await database.selectFrom('runs').selectAll().where(isKey(key)).executeTakeFirst();
  if (row === undefined) return undefined;
  const [run] = await toRuns(database, [row]);
  return run;
}

function statesOf(filter: RunStateFilter): readonly RunState[] {
  return filter === 'active' || filter === 'open' ? GROUPS[filter] : [filter];
}

async function toRuns(database: ReadableDatabase, rows: readonly RunRow[]): Promise<RunRecord[]> {
  const legs = new Map<string, LegRecord[]>(rows.map((row) => [row.id, []]));
  for (const chunk of inChunks([...legs.keys()])) {
    const legRows = await database
      .selectFrom('runLegs as leg')
      .innerJoin('places as origin', (join) =>
        join
          .onRef('origin.code', '=', 'leg.fromPlaceCode')
          .onRef('origin.organisationId', '=', 'leg.organisationId'),
      )
      .innerJoin('places as target', (join) =>
        join
          .onRef('target.code', '=', 'leg.toPlaceCode')
          .onRef('target.organisationId', '=', 'leg.organisationId'),
      )
      .select(['leg.runId', 'leg.mode', 'leg.fromPlaceCode', 'leg.toPlaceCode'])
      .select(['leg.plannedDepartureAt', 'leg.plannedArrivalAt'])
      .select(['leg.departedAt', 'leg.departedBasis', 'leg.measuredDepartureAt'])
      .select(['leg.arrivedAt', 'leg.arrivedBasis', 'leg.measuredArrivalAt'])
      .select('leg.arrivalSaidAt')
      .select(['origin.nameZh as fromNameZh', 'origin.nameEn as fromNameEn'])
      .select(['target.nameZh as toNameZh', 'target.nameEn as toNameEn'])
      .where('leg.runId', 'in', chunk)
      .orderBy('leg.runId')
      .orderBy('leg.ordinal')
      .execute();
    for (const { runId, ...leg } of legRows) {
      // The columns hold only what they were given here.
      legs.get(runId)?.push({
        ...{ ...leg, mode: leg.mode as LegRecord['mode'] },
        departedBasis: leg.departedBasis as LegRecord['departedBasis'],
        arrivedBasis: leg.arrivedBasis as LegRecord['arrivedBasis'],
      });
    }
  }
  const riders = await countRiders(database, [...legs.keys()]);
  return rows.map((row) => ({
    ...row,
    state: row.state as RunState,
    legs: legs.get(row.id) ?? [],
    plannedUnitCount: riders.get(row.id) ?? 0,
  }));
}

async function countRiders(
  database: ReadableDatabase,
  runIds: readonly string[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const chunk of inChunks(runIds)) {
    const rows = await database
      .selectFrom('unitAssignments')
      .select((select) => ['runId', select.fn.count('unitId').distinct().as('count')])
      .where('runId', 'in', chunk)
      .groupBy('runId')
      .execute();
    for (const { runId, count } of rows) counts.set(runId, Number(count));
  }
  return counts;
}
