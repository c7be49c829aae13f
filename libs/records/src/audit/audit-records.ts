import type { Audited, ReadableDatabase } from '../database/audited.ts';
import type { AuditRow } from '../database/schema.ts';
import { rowsToRead, toPage } from '../page.ts';
import type { AuditRecord, Records } from '../records.ts';

/** The audit; it is written only by the audited writer. */
export function auditRecords(database: ReadableDatabase, audited: Audited): Records['audit'] {
  return {
    async list(filter) {
      const { organisationId, entity, entityId, cursor, newestFirst } = filter;
      let query = database.selectFrom('auditEntries').selectAll();
      if (organisationId !== undefined) {
        query = query.where('organisationId', '=', organisationId);
      }
      if (entity) query = query.where('entity', '=', entity);
      if (entityId) query = query.where('entityId', '=', entityId);
      if (cursor) query = query.where('id', newestFirst ? '<' : '>', cursor);
      const rows = await query
        .orderBy('id', newestFirst ? 'desc' : 'asc')
        .limit(rowsToRead(filter))
        .execute();
      return toPage(rows, filter, toAudit);
    },
    note: (actor, note) =>
      audited(actor, (change) => {
        change.note(note);
        return Promise.resolve();
      }),
  };
}

function toAudit({ organisationId: _, before, after, ...row }: AuditRow): AuditRecord {
  return {
    ...row,
    before: before === null ? null : (JSON.parse(before) as unknown),
    after: after === null ? null : (JSON.parse(after) as unknown),
  };
}
