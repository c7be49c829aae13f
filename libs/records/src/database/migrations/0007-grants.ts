import type { Migration } from '../migrate.ts';

/** Goods cross organisations: what one lets another see, and for which span of time. */
export const grants: Migration = {
  name: '0007-grants',
  async up(database) {
    await database.schema
      .createTable('grants')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('organisationId', 'text', (column) =>
        column.notNull().references('organisations.id'),
      )
      .addColumn('granteeOrganisationId', 'text', (column) =>
        column.notNull().references('organisations.id'),
      )
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subjectId', 'text', (column) => column.notNull())
      .addColumn('legOrdinal', 'integer')
      .addColumn('validFrom', 'bigint', (column) => column.notNull())
      .addColumn('validUntil', 'bigint')
      .addColumn('grantedBy', 'text', (column) => column.notNull())
      .addColumn('grantedAt', 'bigint', (column) => column.notNull())
      .addColumn('revokedAt', 'bigint')
      .execute();
    await database.schema
      .createIndex('grantsByGranteeOrganisationIdKindSubjectId')
      .on('grants')
      .columns(['granteeOrganisationId', 'kind', 'subjectId'])
      .execute();
    await database.schema
      .createIndex('grantsByOrganisationIdId')
      .on('grants')
      .columns(['organisationId', 'id'])
      .execute();
  },
};
