import { isOver } from '@lenglian/planning';
import { RUN_STATES, type RunState } from '@lenglian/placements';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import type { RunRow } from '../database/schema.ts';
import { rowsToRead, toPage } from '../page.ts';
import type { LegRecord, Page, OwnedPageRequest, RunRecord } from '../records.ts';

/** What a list of runs can be asked for beside one state. */
const GROUPS: Record<'active' | 'open', readonly RunState[]> = {
  /** Goods are loaded, on their way, or being unloaded. */
  active: ['LOADING', 'IN_TRANSIT', 'ARRIVED'],
  /** Also those to come. */
  open: RUN_STATES.filter((state) => !isOver(state)),
};

/** A state of runs, or a group of states: `active` = goods aboard, `open` = not over. */
export type RunStateFilter = RunState | keyof typeof GROUPS;

export async function listRuns(
  database: ReadableDatabase,
  filter: OwnedPageRequest & { state?: RunStateFilter | undefined },
): Promise<Page<RunRecord>> {
  const states = filter.state && statesOf(filter.state);
  let query = database.selectFrom('runs').selectAll();
  if (filter.organisationId !== undefined)
    query = query.where('organisationId', '=', filter.organisationId);
  if (states) query = query.where('state', 'in', states);
  if (filter.cursor) query = query.where('id', '>', filter.cursor);
  const rows = await query.orderBy('id').limit(rowsToRead(filter)).execute();
  const { items, nextCursor } = toPage(rows, filter, (row) => row);
  return { items: await toRuns(database, items), nextCursor };
}

export async function findRun(
  database: ReadableDatabase,
  column: 'id' | 'code',
  value: string,
): Promise<RunRecord | undefined> {
  const row = await database
    .selectFrom('runs')
    .selectAll()
    .where(column, '=', value)
    .executeTakeFirst();
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
      .innerJoin('places as origin', 'origin.code', 'leg.fromPlaceCode')
      .innerJoin('places as target', 'target.code', 'leg.toPlaceCode')
      .select(['leg.runId', 'leg.mode', 'leg.fromPlaceCode', 'leg.toPlaceCode'])
      .select(['leg.plannedDepartureAt', 'leg.plannedArrivalAt'])
      .select(['leg.departedAt', 'leg.arrivedAt'])
      .select(['origin.nameZh as fromNameZh', 'origin.nameEn as fromNameEn'])
      .select(['target.nameZh as toNameZh', 'target.nameEn as toNameEn'])
      .where('leg.runId', 'in', chunk)
      .orderBy('leg.runId')
      .orderBy('leg.ordinal')
      .execute();
    for (const { runId, ...leg } of legRows) {
      // The column holds only what `addMany` was given.
      legs.get(runId)?.push({ ...leg, mode: leg.mode as LegRecord['mode'] });
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
