import type { Migration } from '../migrate.ts';

/** Links that show one lot to whoever has them, and the keys that this server signs with. */
export const lotLinks: Migration = {
  name: '0021-lot-links',
  async up(database) {
    await database.schema
      .createTable('serverKeys')
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('createdAt', 'bigint', (column) => column.notNull())
      .execute();
    await database.schema
      .createTable('lotLinks')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('organisationId', 'text', (column) =>
        column.notNull().references('organisations.id'),
      )
      .addColumn('lotId', 'text', (column) => column.notNull().references('lots.id'))
      .addColumn('label', 'text')
      .addColumn('validUntil', 'bigint', (column) => column.notNull())
      .addColumn('createdBy', 'text', (column) => column.notNull())
      .addColumn('createdAt', 'bigint', (column) => column.notNull())
      .addColumn('revokedAt', 'bigint')
      .execute();
    await database.schema
      .createIndex('lotLinksByLotIdId')
      .on('lotLinks')
      .columns(['lotId', 'id'])
      .execute();
  },
};
