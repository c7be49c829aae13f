import type { Migration } from '../migrate.ts';

/** Coverage holes count from the departure of the leg on which they lie; until now all did from the first. */
export const holesOfLegs: Migration = {
  name: '0042-holes-of-legs',
  async up(database) {
    await database.schema
      .alterTable('runHoles')
      .addColumn('legOrdinal', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
