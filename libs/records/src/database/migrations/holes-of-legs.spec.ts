import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('coverage holes of the version before they had a leg', () => {
  it('go on counting from the first leg', async () => {
    const database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0042-holes-of-legs');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const insert = (table: string, values: Record<string, unknown>) =>
      old.insertInto(table).values(values).execute();
    const owned = { organisationId: 'demo' };
    await insert('organisations', { id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 });
    const run = { code: 'R', serviceCode: 'S', nameZh: '班', nameEn: 'Run', state: 'PLANNED' };
    await insert('runs', { ...owned, id: 'run', ...run });
    const hole = { code: 'T', nameZh: '隧道', nameEn: 'Tunnel', afterDeparture: 5, duration: 7 };
    await insert('runHoles', { ...owned, id: 'hole', runId: 'run', ...hole });

    await migrate(database, clock);

    expect(await database.selectFrom('runHoles').selectAll().execute()).toEqual([
      { ...owned, id: 'hole', runId: 'run', ...hole, legOrdinal: 0 },
    ]);
    await database.destroy();
  });
});
