import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';

const TABLES = [
  { present: 'deviceBindings', past: 'pastDeviceBindings', subject: 'deviceId' },
  { present: 'lotPlacements', past: 'pastLotPlacements', subject: 'lotId' },
  { present: 'unitAssignments', past: 'pastUnitAssignments', subject: 'unitId' },
] as const;

interface OldRows {
  deviceBindings: { id: string; recordedAt: number };
  lotPlacements: { id: string; recordedAt: number };
  unitAssignments: { id: string; recordedAt: number };
}

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
      await dateOldRows(database, present);
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

/** A UUIDv7 begins with the milliseconds at which it was made (RFC 9562 §5.7). */
async function dateOldRows(database: Kysely<OldRows>, table: keyof OldRows): Promise<void> {
  const rows = await database.selectFrom(table).select('id').execute();
  for (const { id } of rows) {
    const recordedAt = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    await database.updateTable(table).set({ recordedAt }).where('id', '=', id).execute();
  }
}
