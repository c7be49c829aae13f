import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';
import { auditAppendOnly } from './0020-audit-append-only.ts';

const clock = { now: () => 1 };
const LINE = {
  ...{ id: 'line', organisationId: 'demo', at: 5, actor: 'wang', reason: null },
  ...{ action: 'lot.change', entity: 'lot', entityId: '1', before: null, after: '{"a":1}' },
};

describe('the audit of the version before it was append-only', () => {
  it('is kept line by line, and can be changed no more', async () => {
    const database = openSqlite(':memory:');
    const before = MIGRATIONS.slice(0, MIGRATIONS.indexOf(auditAppendOnly));
    await migrate(database, clock, before);
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    await old.insertInto('auditEntries').values(LINE).execute();

    await migrate(database, clock);

    const deletion = old.deleteFrom('auditEntries').execute();
    await expect(deletion).rejects.toThrow('the audit is append-only');
    expect(await database.selectFrom('auditEntries').selectAll().execute()).toEqual([LINE]);
    await database.destroy();
  });
});
