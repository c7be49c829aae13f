import type { Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';

/**
 * Incidents, which alert belongs to which, and where a run is not to be heard. Alerts of the version before
 * get their incidents at the next start, those that still last.
 */
export const incidents: Migration = {
  name: '0034-incidents',
  async up(database) {
    await createIncidents(database);
    await database.schema
      .createTable('incidentMembers')
      .addColumn('alertId', 'text', (column) =>
        column.primaryKey().notNull().references('alerts.id'),
      )
      .addColumn('incidentId', 'text', (column) => column.notNull().references('incidents.id'))
      .addColumn('seen', 'text', (column) => column.notNull())
      .execute();
    await database.schema
      .createTable('runHoles')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('organisationId', 'text', (column) => column.notNull())
      .addColumn('runId', 'text', (column) => column.notNull().references('runs.id'))
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('nameZh', 'text', (column) => column.notNull())
      .addColumn('nameEn', 'text', (column) => column.notNull())
      .addColumn('afterDeparture', 'bigint', (column) => column.notNull())
      .addColumn('duration', 'bigint', (column) => column.notNull())
      .execute();
    await index(database, 'incidentMembers', ['incidentId']);
    await index(database, 'runHoles', ['runId']);
    await index(database, 'incidents', ['scopeId', 'endedAt']);
    for (const column of ['state', 'runId', 'unitId', 'severity', 'expectedUntil'])
      await index(database, 'incidents', [column, 'id']);
  },
};

async function createIncidents({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('incidents')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisationId', 'text', (column) => column.notNull())
    .addColumn('scopeId', 'text', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('severity', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('runId', 'text')
    .addColumn('unitId', 'text')
    .addColumn('equipmentGroup', 'integer')
    .addColumn('startedAt', 'bigint', (column) => column.notNull())
    .addColumn('endedAt', 'bigint')
    .addColumn('expectedUntil', 'bigint')
    .addColumn('openedAt', 'bigint', (column) => column.notNull())
    .addColumn('children', 'text', (column) => column.notNull())
    .addColumn('acknowledgedAt', 'bigint')
    .addColumn('acknowledgedBy', 'text')
    .addColumn('nextCheckAt', 'bigint')
    .addColumn('note', 'text')
    .addColumn('mergedIntoId', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute();
}

async function index(database: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  const name = `${table}By${columns.map((column) => column[0]?.toUpperCase() + column.slice(1)).join('')}`;
  await database.schema.createIndex(name).on(table).columns(columns).execute();
}
