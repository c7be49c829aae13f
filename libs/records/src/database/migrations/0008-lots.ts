import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';

type Database = Kysely<unknown>;

/** What is known of a lot beside its weight, and how lots become other lots. */
export const lots: Migration = {
  name: '0008-lots',
  async up(database) {
    await describeLots(database);
    await createTransformations(database);
  },
};

async function describeLots(database: Database): Promise<void> {
  const columns = [
    ...(['waybillNumber', 'shipperName', 'consigneeName', 'cultivarCode'] as const).map(
      (name) => [name, 'text'] as const,
    ),
    ...(['harvestedAt', 'preCooledAt'] as const).map((name) => [name, 'bigint'] as const),
    ...(['pulpTemperatureCelsius', 'brixDegrees'] as const).map(
      (name) => [name, 'double precision'] as const,
    ),
    ['packageCount', 'integer'] as const,
  ];
  for (const [name, type] of columns)
    await database.schema.alterTable('lots').addColumn(name, type).execute();
  await index(database, 'lots', ['waybillNumber']);
}

async function createTransformations(database: Database): Promise<void> {
  await owned(database, 'transformations')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('recordedAt', 'bigint', (column) => column.notNull())
    .addColumn('note', 'text')
    .execute();
  for (const table of ['transformationInputs', 'transformationOutputs']) {
    await owned(database, table)
      .addColumn('transformationId', 'text', (column) =>
        column.notNull().references('transformations.id'),
      )
      .addColumn('lotId', 'text', (column) => column.notNull().references('lots.id'))
      .addColumn('quantityKilograms', 'double precision')
      .execute();
    await index(database, table, ['transformationId']);
    await index(database, table, ['lotId']);
  }
}

function owned(database: Database, name: string): CreateTableBuilder<string, string> {
  return database.schema
    .createTable(name)
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisationId', 'text', (column) => column.notNull());
}

async function index(database: Database, table: string, columns: string[]): Promise<void> {
  const name = `${table}By${columns.map((column) => column[0]?.toUpperCase() + column.slice(1)).join('')}`;
  await database.schema.createIndex(name).on(table).columns(columns).execute();
}
