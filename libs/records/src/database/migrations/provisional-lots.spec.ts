import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('lots of the version before some stood for goods that nobody declared', () => {
  it('are lots like any other', async () => {
    const database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0043-provisional-lots');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const insert = (table: string, values: Record<string, unknown>) =>
      old.insertInto(table).values(values).execute();
    await insert('organisations', { id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 });
    const lot = { id: 'lot', organisationId: 'demo', code: 'L-1', commodityCode: 'PEAR_KORLA' };
    await insert('lots', lot);

    await migrate(database, clock);

    expect(await database.selectFrom('lots').selectAll().execute()).toMatchObject([
      { ...lot, provisionalRunId: null, provisionalUnitId: null },
    ]);
    await database.destroy();
  });
});
