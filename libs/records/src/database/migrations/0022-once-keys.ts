import type { Migration } from '../migrate.ts';

/** Keys under which people asked for something to be done once, and what was answered. */
export const onceKeys: Migration = {
  name: '0022-once-keys',
  async up(database) {
    await database.schema
      .createTable('onceKeys')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('userId', 'text', (column) => column.notNull().references('users.id'))
      .addColumn('keySha256', 'text', (column) => column.notNull())
      .addColumn('requestHmac', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('takenAt', 'bigint', (column) => column.notNull())
      .addColumn('status', 'integer')
      .addColumn('mediaType', 'text')
      .addColumn('body', 'text')
      .addUniqueConstraint('onceKeysByUser', ['userId', 'keySha256'])
      .execute();
    await database.schema
      .createIndex('onceKeysByTakenAt')
      .on('onceKeys')
      .columns(['takenAt'])
      .execute();
  },
};
