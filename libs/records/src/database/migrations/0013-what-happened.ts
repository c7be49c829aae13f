import type { Migration } from '../migrate.ts';

/** When legs really began and ended, and transformations that were a mistake. */
export const whatHappened: Migration = {
  name: '0013-what-happened',
  async up(database) {
    for (const table of ['runLegs', 'pastRunLegs'])
      for (const column of ['departedAt', 'arrivedAt'])
        await database.schema.alterTable(table).addColumn(column, 'bigint').execute();
    const { schema } = database;
    await schema.alterTable('transformations').addColumn('undoneAt', 'bigint').execute();
    for (const column of ['undoneBy', 'undoneReason'])
      await schema.alterTable('transformations').addColumn(column, 'text').execute();
  },
};
