import type { Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';

/** What people may change: each change counts, so that nobody overwrites what they have not seen. */
const REVISED = ['places', 'services', 'runs', 'units', 'lots', 'users', 'devices'] as const;

/** Revisions, and whether a place or a service still is as the seeds brought it. */
export const revisions: Migration = {
  name: '0012-revisions',
  async up(database) {
    for (const table of REVISED)
      await database.schema
        .alterTable(table)
        .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(1))
        .execute();
    await database.schema
      .alterTable('places')
      .addColumn('roles', 'text', (column) => column.notNull().defaultTo('[]'))
      .execute();
    await fillRoles(database);
    // Until now only the seeds brought places and services.
    for (const table of ['places', 'services'])
      await database.schema
        .alterTable(table)
        .addColumn('isSeeded', 'integer', (column) => column.notNull().defaultTo(1))
        .execute();
  },
};

interface PlacesOfThen {
  places: { id: string; details: string; roles: string };
}

/** The roles lay in the seed entry only, where no list could be filtered by them. */
async function fillRoles(database: Kysely<PlacesOfThen>): Promise<void> {
  for (const { id, details } of await database.selectFrom('places').selectAll().execute()) {
    const { roles = [] } = (JSON.parse(details) ?? {}) as { roles?: string[] };
    const values = { roles: JSON.stringify(roles) };
    await database.updateTable('places').set(values).where('id', '=', id).execute();
  }
}
