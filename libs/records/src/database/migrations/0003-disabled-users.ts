import type { Migration } from '../migrate.ts';

/** People leave; what they did stays theirs, so a user is disabled and never deleted. */
export const disabledUsers: Migration = {
  name: '0003-disabled-users',
  async up(database) {
    await database.schema
      .alterTable('users')
      .addColumn('isDisabled', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
