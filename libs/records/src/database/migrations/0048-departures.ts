import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';

type Table = CreateTableBuilder<string, string>;

/** What the departure board asks for and nobody could put down: PTI, seals, releases, and the board as it was. */
export const departures: Migration = {
  name: '0048-departures',
  async up(database) {
    await ofUnit(database, 'unitInspections')
      .addColumn('inspectedAt', 'bigint', (column) => column.notNull())
      .addColumn('hasPassed', 'integer', (column) => column.notNull())
      .addColumn('workshopName', 'text')
      .addColumn('note', 'text')
      .execute();
    await ofUnit(database, 'unitSeals')
      .addColumn('sealedAt', 'bigint', (column) => column.notNull())
      .addColumn('sealNumber', 'text', (column) => column.notNull())
      .addColumn('note', 'text')
      .execute();
    await ofUnit(database, 'departureReleases')
      .addColumn('runId', 'text', (column) => column.notNull().references('runs.id'))
      .addColumn('checks', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .execute();
    await recorded(database, 'departureBoards')
      .addColumn('runId', 'text', (column) => column.notNull().unique().references('runs.id'))
      .addColumn('boxes', 'text', (column) => column.notNull())
      .execute();
    await index(database, 'unitInspections', ['unitId', 'inspectedAt']);
    await index(database, 'unitSeals', ['unitId', 'sealedAt']);
    await index(database, 'departureReleases', ['runId']);
  },
};

function ofUnit(database: Kysely<unknown>, name: string): Table {
  return recorded(database, name).addColumn('unitId', 'text', (column) =>
    column.notNull().references('units.id'),
  );
}

function recorded({ schema }: Kysely<unknown>, name: string): Table {
  return schema
    .createTable(name)
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisationId', 'text', (column) => column.notNull())
    .addColumn('recordedAt', 'bigint', (column) => column.notNull())
    .addColumn('recordedBy', 'text', (column) => column.notNull());
}

async function index({ schema }: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  await schema.createIndex(`${table}Newest`).on(table).columns(columns).execute();
}
