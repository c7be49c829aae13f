import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import type { BindingKind, BindingRecord } from './binding.ts';
import { beyond, rowsToRead, toDatedPage } from '../page.ts';
import type { Page, PageRequest } from '../records.ts';
import { BINDING_TABLES, toBinding, type BindingRow } from './binding-tables.ts';

/** Whose bindings, and as of when they are asked for. */
export interface BindingQuery {
  readonly kind: BindingKind;
  /** Whose; of everybody when absent. */
  readonly organisationId?: string | undefined;
  /** The device, lot or unit; or instead … */
  readonly subjectId?: string | undefined;
  /** … the unit or run that things were on. */
  readonly targetId?: string | undefined;
  /** What was believed at that moment (record time); what is believed now when absent. */
  readonly asOf?: Instant | undefined;
  /** Only what held at that moment (valid time). */
  readonly at?: Instant | undefined;
}

/** What is believed, or was, ordered by the beginning. */
export async function listBindings(
  database: ReadableDatabase,
  query: BindingQuery,
): Promise<BindingRecord[]> {
  const { present, past } = BINDING_TABLES[query.kind];
  const rows = await believed(database, present as 'deviceBindings', query);
  if (query.asOf !== undefined) {
    const { asOf } = query;
    const once = await believed(database, past as 'deviceBindings', query);
    rows.push(
      ...once.filter(({ supersededAt }) => supersededAt !== undefined && supersededAt > asOf),
    );
  }
  return rows.map((row) => toBinding(query.kind, row)).sort((a, b) => a.from - b.from);
}

/** A page of them, by the beginning and then by ids. @throws InvalidRecordError */
export async function pageOfBindings(
  database: ReadableDatabase,
  query: BindingQuery & PageRequest,
): Promise<Page<BindingRecord>> {
  const { present, past } = BINDING_TABLES[query.kind];
  const { asOf } = query;
  const read = (table: string) =>
    believedRows(database, table as 'deviceBindings', query)
      .where(beyond('validFrom', '>', query))
      .orderBy('id')
      .limit(rowsToRead(query));
  const rows: BindingRow[] = await read(present).execute();
  if (asOf !== undefined)
    // Only what is in the past has this column.
    rows.push(
      ...(await read(past)
        .where('supersededAt' as 'recordedAt', '>', asOf)
        .execute()),
    );
  rows.sort((a, b) => a.validFrom - b.validFrom || (a.id < b.id ? -1 : 1));
  return toDatedPage(
    rows,
    query,
    ({ validFrom }) => validFrom,
    (row) => toBinding(query.kind, row),
  );
}

async function believed(
  database: ReadableDatabase,
  table: 'deviceBindings',
  query: BindingQuery,
): Promise<BindingRow[]> {
  return believedRows(database, table, query).limit(BINDINGS_MAX).execute();
}

function believedRows(
  database: ReadableDatabase,
  table: 'deviceBindings',
  { kind, organisationId, subjectId, targetId, asOf, at }: BindingQuery,
) {
  const { subject, target } = BINDING_TABLES[kind];
  let query = database.selectFrom(table).selectAll();
  if (organisationId !== undefined) query = query.where('organisationId', '=', organisationId);
  if (subjectId !== undefined) query = query.where(subject as 'deviceId', '=', subjectId);
  if (targetId !== undefined) query = query.where(target as 'unitId', '=', targetId);
  if (asOf !== undefined) query = query.where('recordedAt', '<=', asOf);
  if (at !== undefined) {
    query = query
      .where('validFrom', '<=', at)
      .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>', at)]));
  }
  return query.orderBy('validFrom');
}

/** Bindings of one subject or target that are read at once at most. */
const BINDINGS_MAX = 10_000;
