import { PostgresAdapter, sql, type Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';

/** What has a code of its own in its organisation. */
const CODED = ['places', 'services', 'runs', 'units', 'lots'] as const;

/**
 * Codes are unique in their organisation, no longer in the whole database. The places of a leg were
 * references to such codes: they stay codes, of the run's organisation, and are checked where legs are
 * written.
 */
export const codesOfOrganisations: Migration = {
  name: '0026-codes-of-organisations',
  rebuildsTables: true,
  async up(database) {
    const isPostgres = database.getExecutor().adapter instanceof PostgresAdapter;
    if (isPostgres) await dropConstraints(database);
    else for (const table of ['runLegs', ...CODED]) await rebuild(database, table);
    for (const table of CODED)
      await database.schema
        .createIndex(`${table}ByCodeOrganisationId`)
        .unique()
        .on(table)
        // The code first: SQLite would take an index that begins with the organisation for whole lists.
        .columns(['code', 'organisationId'])
        .execute();
  },
};

async function dropConstraints(database: Kysely<unknown>): Promise<void> {
  for (const column of ['fromPlaceCode', 'toPlaceCode'])
    await database.schema.alterTable('runLegs').dropConstraint(`runLegs_${column}_fkey`).execute();
  for (const table of CODED)
    await database.schema.alterTable(table).dropConstraint(`${table}_code_key`).execute();
}

/**
 * SQLite cannot drop a constraint: the table is made again without it, with its rows and indexes, by the
 * steps that its documents give (lang_altertable, section 7). `migrate` turns foreign keys off meanwhile
 * and checks all of them afterwards.
 */
async function rebuild(database: Kysely<unknown>, table: string): Promise<void> {
  const { rows } = await sql<{ type: string; sql: string }>`
    select type, sql from sqlite_master where tbl_name = ${table} and sql is not null`.execute(
    database,
  );
  const run = (statement: string) => sql.raw(statement).execute(database);
  const remade = `remade_${table}`;
  for (const { sql: definition } of rows.filter(({ type }) => type === 'table'))
    await run(
      definition
        .replace(`"${table}"`, `"${remade}"`)
        .replace('"code" text not null unique', '"code" text not null')
        .replaceAll(' references "places" ("code")', ''),
    );
  await run(`insert into "${remade}" select * from "${table}"`);
  await run(`drop table "${table}"`);
  await run(`alter table "${remade}" rename to "${table}"`);
  for (const { sql: definition } of rows.filter(({ type }) => type === 'index'))
    await run(definition);
}
