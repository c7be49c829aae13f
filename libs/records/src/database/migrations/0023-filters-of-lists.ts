import type { Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';

/**
 * Lists are filtered and read in the order of ids. None of these begins with the organisation: SQLite
 * would take such an index for a list without a filter too, and sort all that there is.
 */
export const filtersOfLists: Migration = {
  name: '0023-filters-of-lists',
  async up(database) {
    // With all that the search by the beginning of a code needs, which may match every lot.
    await index(database, 'lots', ['code', 'organisationId', 'id']);
    await index(database, 'lots', ['commodityCode', 'organisationId', 'id']);
    await index(database, 'lots', ['consigneeName', 'organisationId', 'id']);
    await index(database, 'runLegs', ['ordinal', 'plannedDepartureAt', 'runId']);
    await index(database, 'alerts', ['rule', 'organisationId', 'id']);
    await index(database, 'alerts', ['severity', 'organisationId', 'id']);
    await index(database, 'alerts', ['startedAt', 'organisationId', 'id']);
    await index(database, 'handOvers', ['handedOverAt']);
  },
};

async function index(database: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  const name = `${table}By${columns.map((column) => column[0]?.toUpperCase() + column.slice(1)).join('')}`;
  await database.schema.createIndex(name).on(table).columns(columns).execute();
}
