import type { UnitKind, UnitState } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import { expressionBuilder } from 'kysely';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { codeBegins } from '../database/code-begins.ts';
import type { RecordsSchema, UnitAssignmentRow, UnitRow } from '../database/schema.ts';
import { isKey, type RecordKey } from './record-key.ts';
import { rowsToRead, toPage } from '../page.ts';
import type { Page, UnitRecord } from '../records.ts';
import { heldAt } from './held-at.ts';
import type { UnitFilter } from './journey-filters.ts';
import { unitsOnRun } from './riders.ts';

export async function listUnits(
  database: ReadableDatabase,
  filter: UnitFilter,
  now: Instant,
): Promise<Page<UnitRecord>> {
  const { runId, kind, state, codePrefix, cursor } = filter;
  let query = database.selectFrom('units').selectAll();
  if (cursor) query = query.where('id', '>', cursor);
  if (filter.organisationId !== undefined)
    query = query.where('organisationId', '=', filter.organisationId);
  if (runId) query = query.where('id', 'in', await unitsOnRun(database, runId, now));
  if (kind) query = query.where('kind', '=', kind);
  if (codePrefix !== undefined) query = query.where(codeBegins(codePrefix));
  if (state) query = query.where(declaredAs(state, now));
  const rows = await query.orderBy('id').limit(rowsToRead(filter)).execute();
  const { items, nextCursor } = toPage(rows, filter, (row) => row);
  return { items: await toUnits(database, items, now), nextCursor };
}

export async function findUnit(
  database: ReadableDatabase,
  key: RecordKey,
  now: Instant,
): Promise<UnitRecord | undefined> {
  const row = await database.selectFrom('units').selectAll().where(isKey(key)).executeTakeFirst();
  if (row === undefined) return undefined;
  const [unit] = await toUnits(database, [row], now);
  return unit;
}

/** A condition on units: how they stand, by the rule of `toUnits`. */
function declaredAs(state: UnitState, now: Instant) {
  const where = expressionBuilder<RecordsSchema, 'units'>();
  const last = (unit: 'units.id' | 'units.wholeUnitId') =>
    where
      .selectFrom('unitDeclarations')
      .select('unitDeclarations.state')
      .whereRef('unitDeclarations.unitId', '=', unit)
      .where('unitDeclarations.validFrom', '<=', now)
      .orderBy('unitDeclarations.validFrom', 'desc')
      .orderBy('unitDeclarations.id', 'desc')
      .limit(1);
  const inUse = where.val<string>('IN_USE');
  return () =>
    where(where.fn.coalesce(last('units.wholeUnitId'), last('units.id'), inUse), '=', state);
}

async function toUnits(
  database: ReadableDatabase,
  rows: readonly UnitRow[],
  now: Instant,
): Promise<UnitRecord[]> {
  const assignments = new Map<string, UnitAssignmentRow>();
  for (const chunk of inChunks(rows.map((row) => row.id))) {
    const found = await database
      .selectFrom('unitAssignments')
      .selectAll()
      .where('unitId', 'in', chunk)
      .where(heldAt(now))
      .execute();
    for (const assignment of found) assignments.set(assignment.unitId, assignment);
  }
  const states = await unitStatesAt(
    database,
    rows.flatMap(({ id, wholeUnitId }) => (wholeUnitId === null ? [id] : [id, wholeUnitId])),
    now,
  );
  return rows.map((row) => {
    const assignment = assignments.get(row.id);
    const whole = row.wholeUnitId === null ? undefined : states.get(row.wholeUnitId);
    return {
      ...row,
      // The column holds only what `addMany` was given.
      kind: row.kind as UnitKind,
      state: whole ?? states.get(row.id) ?? 'IN_USE',
      runId: assignment?.runId ?? null,
      position: assignment?.position ?? null,
      equipmentGroup: assignment?.equipmentGroup ?? null,
      plannedSetpointCelsius: assignment?.setpointCelsius ?? null,
    };
  });
}

/** What units were declared last, at a moment; those of which nobody declared anything are absent. */
export async function unitStatesAt(
  database: ReadableDatabase,
  unitIds: readonly string[],
  at: Instant,
): Promise<Map<string, UnitState>> {
  const states = new Map<string, UnitState>();
  for (const chunk of inChunks([...new Set(unitIds)])) {
    const rows = await database
      .selectFrom('unitDeclarations')
      .select(['unitId', 'state'])
      .where('unitId', 'in', chunk)
      .where('validFrom', '<=', at)
      .orderBy('validFrom')
      .orderBy('id')
      .execute();
    // The column holds only what `equipment.declare` was given; the last one stays.
    for (const { unitId, state } of rows) states.set(unitId, state as UnitState);
  }
  return states;
}
