import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';

type Database = Kysely<unknown>;
type Table = CreateTableBuilder<string, string>;

/** Hand-overs, and beside each of them who confirmed it, who disputed it and who was there. */
export const handOvers: Migration = {
  name: '0010-hand-overs',
  async up(database) {
    await createHandOvers(database);
    await createLots(database);
    await createConfirmations(database);
    await createDisputes(database);
    await createPersons(database);
  },
};

async function createHandOvers(database: Database): Promise<void> {
  let table = owned(database, 'handOvers')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('handedOverAt', 'bigint', (column) => column.notNull())
    .addColumn('recordedAt', 'bigint', (column) => column.notNull())
    .addColumn('recordedBy', 'text', (column) => column.notNull())
    .addColumn('fromName', 'text', (column) => column.notNull())
    .addColumn('toName', 'text', (column) => column.notNull())
    .addColumn('photoSha256', 'text', (column) => column.notNull())
    .addColumn('conditions', 'text', (column) => column.notNull())
    .addColumn('supersedesId', 'text', (column) => column.unique().references('handOvers.id'))
    .addColumn('surfaceTemperatureCelsius', 'double precision')
    .addColumn('coreTemperatureCelsius', 'double precision')
    .addColumn('runId', 'text', (column) => column.references('runs.id'))
    .addColumn('unitId', 'text', (column) => column.references('units.id'))
    .addColumn('fromOrganisationId', 'text', (column) => column.references('organisations.id'))
    .addColumn('toOrganisationId', 'text', (column) => column.references('organisations.id'));
  for (const name of ['placeCode', 'waybillNumber', 'sealFoundNumber', 'sealAppliedNumber'])
    table = table.addColumn(name, 'text');
  for (const name of ['thermometerNumber', 'milk', 'note']) table = table.addColumn(name, 'text');
  await table.execute();
  for (const column of ['runId', 'unitId', 'fromOrganisationId', 'toOrganisationId'])
    await index(database, 'handOvers', column);
}

async function createLots(database: Database): Promise<void> {
  await beside(database, 'handOverLots')
    .addColumn('lotId', 'text', (column) => column.notNull().references('lots.id'))
    .addColumn('result', 'text', (column) => column.notNull())
    .addColumn('quantityKilograms', 'double precision')
    .addColumn('damagedKilograms', 'double precision')
    .addColumn('rejectedKilograms', 'double precision')
    .addColumn('reason', 'text')
    .execute();
  await index(database, 'handOverLots', 'handOverId');
  await index(database, 'handOverLots', 'lotId');
}

async function createConfirmations(database: Database): Promise<void> {
  await beside(database, 'handOverConfirmations')
    .addColumn('side', 'text', (column) => column.notNull())
    .addColumn('confirmedBy', 'text', (column) => column.notNull())
    .addColumn('confirmedAt', 'bigint', (column) => column.notNull())
    .addColumn('isOnPaper', 'integer', (column) => column.notNull())
    .addUniqueConstraint('handOverConfirmationsOnce', ['handOverId', 'side'])
    .execute();
}

async function createDisputes(database: Database): Promise<void> {
  await beside(database, 'handOverDisputes')
    .addColumn('side', 'text', (column) => column.notNull())
    .addColumn('openedBy', 'text', (column) => column.notNull())
    .addColumn('openedAt', 'bigint', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('settledBy', 'text')
    .addColumn('settledAt', 'bigint')
    .addColumn('settlement', 'text')
    .execute();
  await index(database, 'handOverDisputes', 'handOverId');
}

/** Personal data, apart from everything else so that it can be erased. */
async function createPersons(database: Database): Promise<void> {
  await beside(database, 'handOverPersons')
    .addColumn('part', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .execute();
  await index(database, 'handOverPersons', 'handOverId');
}

function beside(database: Database, name: string): Table {
  return owned(database, name).addColumn('handOverId', 'text', (column) =>
    column.notNull().references('handOvers.id'),
  );
}

function owned(database: Database, name: string): Table {
  return database.schema
    .createTable(name)
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisationId', 'text', (column) => column.notNull());
}

async function index(database: Database, table: string, column: string): Promise<void> {
  const name = `${table}By${column[0]?.toUpperCase()}${column.slice(1)}`;
  await database.schema.createIndex(name).on(table).columns([column]).execute();
}
