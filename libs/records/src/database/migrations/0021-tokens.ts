import type { Migration } from '../migrate.ts';

/** Tokens by which programs of a user ask the api. */
export const tokens: Migration = {
  name: '0021-tokens',
  async up(database) {
    await database.schema
      .createTable('apiTokens')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('organisationId', 'text', (column) =>
        column.notNull().references('organisations.id'),
      )
      .addColumn('userId', 'text', (column) => column.notNull().references('users.id'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('tokenSha256', 'text', (column) => column.notNull().unique())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('expiresAt', 'bigint', (column) => column.notNull())
      .addColumn('createdAt', 'bigint', (column) => column.notNull())
      .addColumn('lastUsedAt', 'bigint')
      .addColumn('revokedAt', 'bigint')
      .execute();
    await database.schema
      .createIndex('apiTokensByUserIdId')
      .on('apiTokens')
      .columns(['userId', 'id'])
      .execute();
  },
};
