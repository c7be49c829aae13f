import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';

/** Everything of the first version. Types are those that SQLite and PostgreSQL both know. */
export const firstTables: Migration = {
  name: '0001-first-tables',
  async up(database) {
    await createAccounts(database);
    await createNetwork(database);
    await createJourneys(database);
    await createDevices(database);
    await createAlertsAndAudit(database);
  },
};

type Database = Kysely<unknown>;

/** A table of records: an id, and the organisation that owns it. */
function owned(database: Database, name: string): CreateTableBuilder<string, string> {
  return database.schema
    .createTable(name)
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisationId', 'text', (column) =>
      column.notNull().references('organisations.id'),
    );
}

async function createAccounts(database: Database): Promise<void> {
  await database.schema
    .createTable('organisations')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('nameZh', 'text', (column) => column.notNull())
    .addColumn('nameEn', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .execute();
  await owned(database, 'users')
    .addColumn('username', 'text', (column) => column.notNull().unique())
    .addColumn('displayName', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('passwordHash', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('sessions')
    .addColumn('tokenSha256', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisationId', 'text', (column) =>
      column.notNull().references('organisations.id'),
    )
    .addColumn('userId', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('isOneTimeLink', 'integer', (column) => column.notNull())
    .addColumn('expiresAt', 'bigint', (column) => column.notNull())
    .execute();
  await index(database, 'sessions', ['expiresAt']);
}

async function createNetwork(database: Database): Promise<void> {
  await owned(database, 'places')
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('nameZh', 'text', (column) => column.notNull())
    .addColumn('nameEn', 'text', (column) => column.notNull())
    .addColumn('latitudeDegrees', 'double precision', (column) => column.notNull())
    .addColumn('longitudeDegrees', 'double precision', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull())
    .execute();
  await owned(database, 'services')
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('nameZh', 'text', (column) => column.notNull())
    .addColumn('nameEn', 'text', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull())
    .execute();
  await owned(database, 'profiles')
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('validFrom', 'bigint', (column) => column.notNull())
    .addColumn('definition', 'text', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull())
    .addUniqueConstraint('profilesByVersion', ['organisationId', 'code', 'version'])
    .execute();
}

async function createJourneys(database: Database): Promise<void> {
  await owned(database, 'runs')
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('serviceCode', 'text', (column) => column.notNull())
    .addColumn('nameZh', 'text', (column) => column.notNull())
    .addColumn('nameEn', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .execute();
  await index(database, 'runs', ['state']);
  await owned(database, 'runLegs')
    .addColumn('runId', 'text', (column) => column.notNull().references('runs.id'))
    .addColumn('ordinal', 'integer', (column) => column.notNull())
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('fromPlaceCode', 'text', (column) => column.notNull().references('places.code'))
    .addColumn('toPlaceCode', 'text', (column) => column.notNull().references('places.code'))
    .addColumn('plannedDepartureAt', 'bigint', (column) => column.notNull())
    .addColumn('plannedArrivalAt', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('runLegsInOrder', ['runId', 'ordinal'])
    .execute();
  await owned(database, 'units')
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .execute();
  await valid(owned(database, 'unitAssignments'))
    .addColumn('unitId', 'text', (column) => column.notNull().references('units.id'))
    .addColumn('runId', 'text', (column) => column.notNull().references('runs.id'))
    .addColumn('position', 'integer')
    .addColumn('equipmentGroup', 'integer')
    .execute();
  await index(database, 'unitAssignments', ['unitId']);
  await index(database, 'unitAssignments', ['runId']);
  await createLots(database);
}

async function createLots(database: Database): Promise<void> {
  await owned(database, 'lots')
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('commodityCode', 'text', (column) => column.notNull())
    .addColumn('quantityKilograms', 'double precision')
    .addColumn('originPlaceCode', 'text')
    .addColumn('note', 'text')
    .execute();
  await valid(owned(database, 'lotPlacements'))
    .addColumn('lotId', 'text', (column) => column.notNull().references('lots.id'))
    .addColumn('unitId', 'text', (column) => column.notNull().references('units.id'))
    .addColumn('profileId', 'text', (column) => column.notNull().references('profiles.id'))
    .execute();
  await index(database, 'lotPlacements', ['lotId']);
  await index(database, 'lotPlacements', ['unitId']);
}

async function createDevices(database: Database): Promise<void> {
  await owned(database, 'devices')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('tokenSha256', 'text', (column) => column.notNull())
    .addColumn('isRevoked', 'integer', (column) => column.notNull())
    .addColumn('samplingIntervalSeconds', 'integer', (column) => column.notNull())
    .addColumn('reportingIntervalSeconds', 'integer', (column) => column.notNull())
    .addColumn('configVersion', 'integer', (column) => column.notNull())
    .addColumn('publishesFor', 'text', (column) => column.notNull())
    .addColumn('accessVersion', 'bigint', (column) => column.notNull())
    .addColumn('configuredVersion', 'bigint', (column) => column.notNull())
    .execute();
  await index(database, 'devices', ['accessVersion']);
  await index(database, 'devices', ['configuredVersion']);
  await valid(owned(database, 'deviceBindings'))
    .addColumn('deviceId', 'text', (column) => column.notNull().references('devices.id'))
    .addColumn('unitId', 'text', (column) => column.notNull().references('units.id'))
    .execute();
  await index(database, 'deviceBindings', ['deviceId']);
  await index(database, 'deviceBindings', ['unitId']);
}

async function createAlertsAndAudit(database: Database): Promise<void> {
  // No references here: the judge's outbox must never stop at a record that is missing.
  await database.schema
    .createTable('alerts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisationId', 'text', (column) => column.notNull())
    .addColumn('rule', 'text', (column) => column.notNull())
    .addColumn('severity', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('lotId', 'text')
    .addColumn('unitId', 'text', (column) => column.notNull())
    .addColumn('runId', 'text')
    .addColumn('deviceId', 'text')
    .addColumn('startedAt', 'bigint', (column) => column.notNull())
    .addColumn('raisedAt', 'bigint', (column) => column.notNull())
    .addColumn('endedAt', 'bigint')
    .addColumn('detectedAt', 'bigint', (column) => column.notNull())
    .addColumn('isLate', 'integer', (column) => column.notNull())
    .addColumn('isAnnulled', 'integer', (column) => column.notNull())
    .addColumn('limitCelsius', 'double precision')
    .addColumn('peakCelsius', 'double precision')
    .addColumn('signal', 'text')
    .addColumn('acknowledgedAt', 'bigint')
    .addColumn('acknowledgedBy', 'text')
    .addColumn('nextCheckAt', 'bigint')
    .addColumn('note', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute();
  for (const column of ['state', 'unitId', 'lotId', 'runId']) {
    await index(database, 'alerts', [column, 'id']);
  }
  await createAudit(database);
}

async function createAudit(database: Database): Promise<void> {
  await database.schema
    .createTable('auditEntries')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisationId', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('entity', 'text', (column) => column.notNull())
    .addColumn('entityId', 'text', (column) => column.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('reason', 'text')
    .execute();
  await index(database, 'auditEntries', ['entity', 'entityId', 'id']);
  await database.schema
    .createTable('counters')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'bigint', (column) => column.notNull())
    .execute();
}

function valid(table: CreateTableBuilder<string, string>): CreateTableBuilder<string, string> {
  return table
    .addColumn('validFrom', 'bigint', (column) => column.notNull())
    .addColumn('validUntil', 'bigint');
}

async function index(database: Database, table: string, columns: string[]): Promise<void> {
  const name = `${table}By${columns.map((column) => column[0]?.toUpperCase() + column.slice(1)).join('')}`;
  await database.schema.createIndex(name).on(table).columns(columns).execute();
}
