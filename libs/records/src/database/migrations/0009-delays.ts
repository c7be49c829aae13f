import type { Migration } from '../migrate.ts';
import { dateRowsById } from './date-rows-by-id.ts';

/** The plan of a run gets the time at which it was made; what it was before a delay is kept. */
export const delays: Migration = {
  name: '0009-delays',
  async up(database) {
    await database.schema
      .alterTable('runLegs')
      .addColumn('recordedAt', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await dateRowsById(database, 'runLegs');
    await database.schema
      .createTable('pastRunLegs')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('organisationId', 'text', (column) => column.notNull())
      .addColumn('runId', 'text', (column) => column.notNull())
      .addColumn('ordinal', 'integer', (column) => column.notNull())
      .addColumn('mode', 'text', (column) => column.notNull())
      .addColumn('fromPlaceCode', 'text', (column) => column.notNull())
      .addColumn('toPlaceCode', 'text', (column) => column.notNull())
      .addColumn('plannedDepartureAt', 'bigint', (column) => column.notNull())
      .addColumn('plannedArrivalAt', 'bigint', (column) => column.notNull())
      .addColumn('recordedAt', 'bigint', (column) => column.notNull())
      .addColumn('supersededAt', 'bigint', (column) => column.notNull())
      .execute();
    await database.schema
      .createIndex('pastRunLegsByRunId')
      .on('pastRunLegs')
      .column('runId')
      .execute();
  },
};
