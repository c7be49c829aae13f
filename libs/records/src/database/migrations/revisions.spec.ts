import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('records of the version before revisions', () => {
  it('begin at revision 1, and their places keep their roles and follow the seeds', async () => {
    const database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0012-revisions');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    await old
      .insertInto('organisations')
      .values({ id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 })
      .execute();
    const place = { organisationId: 'demo', nameZh: '喀什', nameEn: 'Kashgar' };
    const at = { latitudeDegrees: 39, longitudeDegrees: 76 };
    for (const [id, details] of Object.entries({ A: '{"roles":["cluster","port"]}', B: 'null' }))
      await old
        .insertInto('places')
        .values({ ...place, ...at, id, code: id, details })
        .execute();
    const run = { code: 'R', serviceCode: 'S', nameZh: '班', nameEn: 'Run', state: 'PLANNED' };
    await old
      .insertInto('runs')
      .values({ organisationId: 'demo', id: 'run', ...run })
      .execute();

    await migrate(database, clock);

    expect(await database.selectFrom('places').selectAll().orderBy('id').execute()).toMatchObject([
      { id: 'A', roles: '["cluster","port"]', revision: 1, isSeeded: 1 },
      { id: 'B', roles: '[]', revision: 1, isSeeded: 1 },
    ]);
    expect(await database.selectFrom('runs').selectAll().execute()).toMatchObject([
      { revision: 1 },
    ]);
    await database.destroy();
  });
});
