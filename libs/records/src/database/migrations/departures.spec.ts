import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('runs and units of the version before departure boards', () => {
  it('stay, with nothing inspected, sealed, released or kept', async () => {
    const database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0048-departures');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const insert = (table: string, values: Record<string, unknown>) =>
      old.insertInto(table).values(values).execute();
    await insert('organisations', { id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 });
    const unit = { id: 'unit', organisationId: 'demo', code: 'BOX-1', kind: 'box' };
    await insert('units', unit);

    await migrate(database, clock);

    expect(await database.selectFrom('units').selectAll().execute()).toMatchObject([unit]);
    for (const table of ['unitInspections', 'unitSeals', 'departureReleases', 'departureBoards'])
      expect(await old.selectFrom(table).selectAll().execute()).toEqual([]);
    await database.destroy();
  });
});
