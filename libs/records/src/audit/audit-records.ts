import type { Audited, ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { endOf } from '../database/code-begins.ts';
import type { AuditRow } from '../database/schema.ts';
import { rowsToRead, toPage } from '../page.ts';
import type { AuditRecord, Page, Records } from '../records.ts';
import type { AuditFilter } from './audit-filter.ts';
import { idsByAction } from './ids-by-action.ts';

/** The audit; it is written only by the audited writer. */
export function auditRecords(database: ReadableDatabase, audited: Audited): Records['audit'] {
  return {
    list: (filter) => listAudit(database, filter),
    note: (actor, note) =>
      audited(actor, (change) => {
        change.note(note);
        return Promise.resolve();
      }),
  };
}

async function listAudit(
  database: ReadableDatabase,
  filter: AuditFilter,
): Promise<Page<AuditRecord>> {
  const ids = await idsByAction(database, filter);
  const rows = ids ? await linesOf(database, ids) : await search(database, filter);
  return toPage(rows, filter, toAudit);
}

/** In the order of the ids that were given. */
async function linesOf(database: ReadableDatabase, ids: readonly string[]): Promise<AuditRow[]> {
  const lines = new Map<string, AuditRow>();
  for (const chunk of inChunks(ids)) {
    const rows = database.selectFrom('auditEntries').selectAll().where('id', 'in', chunk);
    for (const row of await rows.execute()) lines.set(row.id, row);
  }
  return ids.flatMap((id) => lines.get(id) ?? []);
}

async function search(database: ReadableDatabase, filter: AuditFilter): Promise<AuditRow[]> {
  const { organisationId, actor, actionPrefix, entity, entityId, from, until } = filter;
  const { cursor, newestFirst } = filter;
  let query = database.selectFrom('auditEntries').selectAll();
  if (organisationId !== undefined) query = query.where('organisationId', '=', organisationId);
  if (actor) query = query.where('actor', '=', actor);
  if (actionPrefix)
    query = query.where('action', '>=', actionPrefix).where('action', '<', endOf(actionPrefix));
  if (entity) query = query.where('entity', '=', entity);
  if (entityId) query = query.where('entityId', '=', entityId);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (until !== undefined) query = query.where('at', '<', until);
  if (cursor) query = query.where('id', newestFirst ? '<' : '>', cursor);
  return query
    .orderBy('id', newestFirst ? 'desc' : 'asc')
    .limit(rowsToRead(filter))
    .execute();
}

function toAudit({ organisationId: _, before, after, ...row }: AuditRow): AuditRecord {
  return {
    ...row,
    before: before === null ? null : (JSON.parse(before) as unknown),
    after: after === null ? null : (JSON.parse(after) as unknown),
  };
}
