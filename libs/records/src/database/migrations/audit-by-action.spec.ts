import { describe, expect, it } from '@jest/globals';
import { sql, type Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';
import { auditByAction } from './0038-audit-by-action.ts';

const clock = { now: () => 1 };

describe('the audit of the version before it was searched by action', () => {
  it('is there, and its lines of one action are read in their order out of an index', async () => {
    const database = openSqlite(':memory:');
    await migrate(database, clock, MIGRATIONS.slice(0, MIGRATIONS.indexOf(auditByAction)));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const line = { id: 'a', organisationId: 'demo', at: 1, actor: 'wang', action: 'lot.change' };
    await old
      .insertInto('auditEntries')
      .values({ ...line, entity: 'lot', entityId: 'l' })
      .execute();

    await migrate(database, clock);

    expect(await old.selectFrom('auditEntries').selectAll().execute()).toMatchObject([line]);
    const { rows } = await sql<{ detail: string }>`explain query plan
      select "id" from "auditEntries" where "action" = 'lot.change' and "organisationId" = 'demo'
      and "at" >= 0 order by "id" desc limit 101`.execute(database);
    expect(rows.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('COVERING INDEX auditEntriesByActionOrganisationIdIdAt'),
    ]);
    await database.destroy();
  });
});
