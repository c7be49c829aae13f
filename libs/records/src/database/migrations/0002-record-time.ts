import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';
import { dateRowsById } from './date-rows-by-id.ts';

const TABLES = [
  { present: 'deviceBindings', past: 'pastDeviceBindings', subject: 'deviceId' },
  { present: 'lotPlacements', past: 'pastLotPlacements', subject: 'lotId' },
  { present: 'unitAssignments', past: 'pastUnitAssignments', subject: 'unitId' },
] as const;

/**
 * Bindings get a second time: when we recorded them, beside when they held. What is no longer
 * believed moves to a table of its own, so that reading the present costs what it did.
 */
export const recordTime: Migration = {
  name: '0002-record-time',
  async up(database) {
    for (const { present } of TABLES) {
      await database.schema
        .alterTable(present)
        .addColumn('recordedAt', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute();
      await dateRowsById(database, present);
    }
    await past(database, 'pastDeviceBindings')
      .addColumn('deviceId', 'text', (column) => column.notNull())
      .addColumn('unitId', 'text', (column) => column.notNull())
      .execute();
    await past(database, 'pastLotPlacements')
      .addColumn('lotId', 'text', (column) => column.notNull())
      .addColumn('unitId', 'text', (column) => column.notNull())
      .addColumn('profileId', 'text', (column) => column.notNull())
      .execute();
    await past(database, 'pastUnitAssignments')
      .addColumn('unitId', 'text', (column) => column.notNull())
      .addColumn('runId', 'text', (column) => column.notNull())
      .addColumn('position', 'integer')
      .addColumn('equipmentGroup', 'integer')
      .execute();
    for (const { past: table, subject } of TABLES)
      await database.schema.createIndex(`${table}BySubject`).on(table).column(subject).execute();
  },
};

function past(database: Kysely<unknown>, name: string): CreateTableBuilder<string, string> {
  return database.schema
    .createTable(name)
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisationId', 'text', (column) => column.notNull())
    .addColumn('validFrom', 'bigint', (column) => column.notNull())
    .addColumn('validUntil', 'bigint')
    .addColumn('recordedAt', 'bigint', (column) => column.notNull())
    .addColumn('supersededAt', 'bigint', (column) => column.notNull());
}
