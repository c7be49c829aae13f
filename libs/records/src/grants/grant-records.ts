import type { Audited, Change, ReadableDatabase } from '../database/audited.ts';
import type { GrantRow } from '../database/schema.ts';
import { rowsToRead, toPage } from '../page.ts';
import { NotFoundError } from '../records-errors.ts';
import { addGrant } from './add-grant.ts';
import type { GrantKind, GrantRecord, GrantRecords } from './grant.ts';
import { grantedSpan } from './granted-span.ts';

/** What crosses organisations, over the database. */
export function grantRecords(database: ReadableDatabase, audited: Audited): GrantRecords {
  return {
    async list(query) {
      let rows = database.selectFrom('grants').selectAll();
      const { organisationId, granteeOrganisationId, kind, subjectId, cursor } = query;
      if (organisationId !== undefined) rows = rows.where('organisationId', '=', organisationId);
      if (granteeOrganisationId !== undefined) {
        rows = rows.where('granteeOrganisationId', '=', granteeOrganisationId);
      }
      if (kind) rows = rows.where('kind', '=', kind);
      if (subjectId !== undefined) rows = rows.where('subjectId', '=', subjectId);
      if (cursor) rows = rows.where('id', '>', cursor);
      const found = await rows.orderBy('id').limit(rowsToRead(query)).execute();
      return toPage(found, query, toGrant);
    },
    get: (id) => findGrant(database, id),
    add: (actor, grant) => audited(actor, (change) => addGrant(change, actor.id, grant)),
    revoke: (actor, id) => audited(actor, (change) => revokeGrant(change, id)),
    async spans(granteeOrganisationId, kind, subjectId) {
      const rows = await database
        .selectFrom('grants')
        .select(['legOrdinal', 'validFrom', 'validUntil', 'revokedAt'])
        .where('granteeOrganisationId', '=', granteeOrganisationId)
        .where('kind', '=', kind)
        .where('subjectId', '=', subjectId)
        .orderBy('validFrom')
        .orderBy('id')
        .execute();
      return rows.map(grantedSpan).filter((span) => span !== undefined);
    },
  };
}

async function findGrant(database: ReadableDatabase, id: string): Promise<GrantRecord | undefined> {
  const row = await database
    .selectFrom('grants')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toGrant(row);
}

async function revokeGrant(change: Change, id: string): Promise<GrantRecord> {
  const grant = await findGrant(change.database, id);
  if (!grant) throw new NotFoundError(`grant ${id}`);
  if (grant.revokedAt !== null) return grant;
  const revokedAt = change.now;
  await change.database.updateTable('grants').set({ revokedAt }).where('id', '=', id).execute();
  const about = { action: 'grant.revoke', entity: 'grant', entityId: id };
  const { organisationId } = grant;
  change.note({ organisationId, ...about, before: { revokedAt: null }, after: { revokedAt } });
  return { ...grant, revokedAt };
}

function toGrant(row: GrantRow): GrantRecord {
  return { ...row, kind: row.kind as GrantKind };
}
