import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';

type Database = Kysely<unknown>;
type Table = CreateTableBuilder<string, string>;

/** Compartments, what is declared of units, cleanings, calibrations, and the set-point that a plan asks. */
export const equipment: Migration = {
  name: '0011-equipment',
  async up(database) {
    await database.schema.alterTable('units').addColumn('wholeUnitId', 'text').execute();
    await database.schema
      .createIndex('unitsByWhole')
      .on('units')
      .columns(['wholeUnitId'])
      .execute();
    for (const table of ['unitAssignments', 'pastUnitAssignments'])
      await database.schema
        .alterTable(table)
        .addColumn('setpointCelsius', 'double precision')
        .execute();
    await ofUnit(database, 'unitDeclarations')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('validFrom', 'bigint', (column) => column.notNull())
      .addColumn('reason', 'text')
      .execute();
    await ofUnit(database, 'unitCleanings')
      .addColumn('cleanedAt', 'bigint', (column) => column.notNull())
      .addColumn('isClean', 'integer', (column) => column.notNull())
      .addColumn('certificateNumber', 'text')
      .addColumn('note', 'text')
      .execute();
    await recorded(database, 'calibrations')
      .addColumn('deviceId', 'text', (column) => column.notNull().references('devices.id'))
      .addColumn('channel', 'text')
      .addColumn('calibratedAt', 'bigint', (column) => column.notNull())
      .addColumn('validUntil', 'bigint', (column) => column.notNull())
      .addColumn('offsetKelvin', 'double precision', (column) => column.notNull())
      .addColumn('certificateNumber', 'text')
      .addColumn('note', 'text')
      .execute();
    await index(database, 'unitDeclarations', ['unitId', 'validFrom']);
    await index(database, 'unitCleanings', ['unitId', 'cleanedAt']);
    await index(database, 'calibrations', ['deviceId', 'calibratedAt']);
  },
};

function ofUnit(database: Database, name: string): Table {
  return recorded(database, name).addColumn('unitId', 'text', (column) =>
    column.notNull().references('units.id'),
  );
}

function recorded(database: Database, name: string): Table {
  return database.schema
    .createTable(name)
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisationId', 'text', (column) => column.notNull())
    .addColumn('recordedAt', 'bigint', (column) => column.notNull())
    .addColumn('recordedBy', 'text', (column) => column.notNull());
}

async function index(database: Database, table: string, columns: string[]): Promise<void> {
  await database.schema.createIndex(`${table}Newest`).on(table).columns(columns).execute();
}
