import type { Migration } from '../migrate.ts';

/** Lines of one action are read in the order of ids, within a time, however rare the action is. */
export const auditByAction: Migration = {
  name: '0038-audit-by-action',
  async up(database) {
    await database.schema
      .createIndex('auditEntriesByActionOrganisationIdIdAt')
      .on('auditEntries')
      .columns(['action', 'organisationId', 'id', 'at'])
      .execute();
  },
};
