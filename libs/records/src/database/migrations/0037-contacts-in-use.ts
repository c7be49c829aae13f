import type { Migration } from '../migrate.ts';
import { dateRowsById } from './date-rows-by-id.ts';

/**
 * When somebody last put down, changed or dialled a contact: names that nobody uses go with time. Those that
 * were there before count from when they were added.
 */
export const contactsInUse: Migration = {
  name: '0037-contacts-in-use',
  async up(database) {
    await database.schema
      .alterTable('contacts')
      .addColumn('usedAt', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await dateRowsById(database, 'contacts', 'usedAt');
    // By whom: one person asks what is kept about them.
    await database.schema
      .createIndex('contactsByOrganisationIdName')
      .on('contacts')
      .columns(['organisationId', 'name'])
      .execute();
  },
};
