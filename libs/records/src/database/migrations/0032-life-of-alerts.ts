import { PostgresAdapter, sql, type Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';

const TEXTS = [
  ...['mergedIntoId', 'splitFromId', 'shelvedBy', 'shelfReason', 'cause', 'correctiveAction'],
  ...['correctedBy', 'disposition', 'dispositionReason', 'decidedBy', 'openReviewId'],
];
const INSTANTS = ['shelvedUntil', 'correctedAt', 'decidedAt'];
const COUNTS = ['isCheckDue', 'shelfCount', 'awaitsDisposition'];

/**
 * What people do with an alert, every revision of it as it was told, and who was told. What was there
 * begins its history with the revision that it had; who took it is known from the audit.
 */
export const lifeOfAlerts: Migration = {
  name: '0032-life-of-alerts',
  async up(database) {
    const { schema } = database;
    for (const column of TEXTS)
      await schema.alterTable('alerts').addColumn(column, 'text').execute();
    for (const column of INSTANTS)
      await schema.alterTable('alerts').addColumn(column, 'bigint').execute();
    for (const column of COUNTS)
      await schema
        .alterTable('alerts')
        .addColumn(column, 'integer', (added) => added.notNull().defaultTo(0))
        .execute();
    await schema
      .createTable('alertRevisions')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('organisationId', 'text', (column) => column.notNull())
      .addColumn('alertId', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('step', 'text', (column) => column.notNull())
      .addColumn('shown', 'text', (column) => column.notNull())
      .addUniqueConstraint('alertRevisionsByAlert', ['alertId', 'revision'])
      .execute();
    await schema
      .createTable('alertTellings')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('organisationId', 'text', (column) => column.notNull())
      .addColumn('alertId', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('how', 'text', (column) => column.notNull())
      .addColumn('userId', 'text', (column) => column.notNull())
      .addColumn('contactId', 'text')
      .execute();
    await schema
      .createIndex('alertTellingsByAlertId')
      .on('alertTellings')
      .columns(['alertId', 'id'])
      .execute();
    for (const column of ['nextCheckAt', 'shelvedUntil'])
      await schema
        .createIndex(`alertsBy${column[0]?.toUpperCase()}${column.slice(1)}`)
        .on('alerts')
        .columns([column])
        .execute();
    await schema
      .createIndex('alertsByAwaitsDispositionOrganisationIdId')
      .on('alerts')
      .columns(['awaitsDisposition', 'organisationId', 'id'])
      .execute();
    await fill(database);
    for (const table of ['alertRevisions', 'alertTellings']) await keepAppendOnly(database, table);
  },
};

async function fill(database: Kysely<unknown>): Promise<void> {
  const old = database as Kysely<Record<string, Record<string, unknown>>>;
  await old
    .updateTable('alerts')
    .set({ awaitsDisposition: 1 })
    .where('rule', 'in', ['CRIT_HI', 'CRIT_LO'])
    .where('isAnnulled', '=', 0)
    .execute();
  for (const row of await old.selectFrom('alerts').selectAll().execute()) {
    const { id, organisationId, revision, detectedAt } = row;
    const shown = {
      ...row,
      isLate: row['isLate'] === 1,
      isAnnulled: row['isAnnulled'] === 1,
      ...{ isCheckDue: false, awaitsDisposition: row['awaitsDisposition'] === 1 },
    };
    const kept = { id, organisationId, alertId: id, revision, at: detectedAt };
    await old
      .insertInto('alertRevisions')
      .values({ ...kept, actor: 'system', step: 'keep', shown: JSON.stringify(shown) })
      .execute();
  }
  const told = await old
    .selectFrom('auditEntries')
    .select(['id', 'organisationId', 'at', 'actor', 'action', 'entityId', 'after'])
    .where('action', 'in', ['alert.acknowledge', 'contact.dial'])
    .execute();
  for (const { id, organisationId, at, actor, action, entityId, after } of told) {
    const isDialled = action === 'contact.dial';
    const alertId = isDialled
      ? (JSON.parse((after as string | null) ?? '{}') as { alertId?: string }).alertId
      : entityId;
    if (alertId === undefined) continue;
    const who = { userId: actor, contactId: isDialled ? entityId : null };
    const how = isDialled ? 'DIALLED' : 'ACKNOWLEDGED';
    // Which revision it was is not known of that time.
    await old
      .insertInto('alertTellings')
      .values({ id, organisationId, alertId, at, how, revision: 0, ...who })
      .execute();
  }
}

/** Rows can be added and nothing else, whoever holds the connection; as in 0020. */
export async function keepAppendOnly(database: Kysely<unknown>, table: string): Promise<void> {
  const refusal = `${table} is append-only`;
  const isPostgres = database.getExecutor().adapter instanceof PostgresAdapter;
  const statements = isPostgres
    ? [
        `create function "refuseChangeOf_${table}"() returns trigger language plpgsql as
         $$ begin raise exception '${refusal}' using errcode = 'integrity_constraint_violation'; end $$`,
        `create trigger "${table}Kept" before update or delete on "${table}"
         for each row execute function "refuseChangeOf_${table}"()`,
        `create trigger "${table}NotEmptied" before truncate on "${table}"
         for each statement execute function "refuseChangeOf_${table}"()`,
      ]
    : [
        `create trigger "${table}Kept" before delete on "${table}"
         begin select raise(abort, '${refusal}'); end`,
        `create trigger "${table}Unchanged" before update on "${table}"
         begin select raise(abort, '${refusal}'); end`,
        `create trigger "${table}New" before insert on "${table}"
         when exists (select 1 from "${table}" where "id" = new."id")
         begin select raise(abort, '${refusal}'); end`,
      ];
  for (const statement of statements) await sql.raw(statement).execute(database);
}
