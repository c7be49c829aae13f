import type { Audited, ReadableDatabase } from '../database/audited.ts';
import { rowsToRead, toPage } from '../page.ts';
import type { OrganisationRecord, Records } from '../records.ts';

export function organisationRecords(
  database: ReadableDatabase,
  audited: Audited,
): Records['organisations'] {
  const get = async (id: string): Promise<OrganisationRecord | undefined> => {
    return database
      .selectFrom('organisations')
      .select(['id', 'nameZh', 'nameEn'])
      .where('id', '=', id)
      .executeTakeFirst();
  };
  return {
    get,
    list: () =>
      database
        .selectFrom('organisations')
        .select(['id', 'nameZh', 'nameEn'])
        .orderBy('id')
        .execute(),
    async knownTo(organisationId, query) {
      const given = database
        .selectFrom('grants')
        .select('granteeOrganisationId as id')
        .where('organisationId', '=', organisationId);
      const received = database
        .selectFrom('grants')
        .select('organisationId as id')
        .where('granteeOrganisationId', '=', organisationId);
      let rows = database
        .selectFrom('organisations')
        .select(['id', 'nameZh', 'nameEn'])
        .where((where) =>
          where.or([
            where('id', '=', organisationId),
            where('id', 'in', given),
            where('id', 'in', received),
          ]),
        );
      if (query.id !== undefined) rows = rows.where('id', '=', query.id);
      if (query.cursor) rows = rows.where('id', '>', query.cursor);
      return toPage(
        await rows.orderBy('id').limit(rowsToRead(query)).execute(),
        query,
        (row) => row,
      );
    },
    async ensure(actor, { id, nameZh, nameEn }) {
      const present = await get(id);
      if (present !== undefined) return present;
      const organisation = { id, nameZh, nameEn };
      return audited(actor, async (change) => {
        // Another process may have been first.
        const added = await change.database
          .insertInto('organisations')
          .values({ ...organisation, createdAt: change.now })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirst();
        change.note({
          organisationId: id,
          action: added.numInsertedOrUpdatedRows === 0n ? 'organisation.keep' : 'organisation.add',
          entity: 'organisation',
          entityId: id,
          after: organisation,
        });
        return organisation;
      });
    },
  };
}
