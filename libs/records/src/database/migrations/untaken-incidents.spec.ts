import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';
import { untakenIncidents } from './0050-untaken-incidents.ts';

const clock = { now: () => 1 };
const incident = (id: string, state: string) => ({
  ...{ id, organisationId: 'demo', scopeId: 'run-1', cause: 'GOODS', severity: 'WARN', state },
  ...{ startedAt: 3, openedAt: 5, children: '[]', revision: 1 },
});

describe('incidents of the version before what nobody takes was called out', () => {
  it('are untaken since they opened where they are open, and not at all where somebody has them', async () => {
    const database = openSqlite(':memory:');
    await migrate(database, clock, MIGRATIONS.slice(0, MIGRATIONS.indexOf(untakenIncidents)));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const before = [incident('a', 'OPEN'), incident('b', 'ACKNOWLEDGED'), incident('c', 'CLEARED')];
    await old.insertInto('incidents').values(before).execute();

    await migrate(database, clock);

    const rows = await old.selectFrom('incidents').select(['id', 'untakenSince']).execute();
    expect(rows).toEqual([
      { id: 'a', untakenSince: 5 },
      { id: 'b', untakenSince: null },
      { id: 'c', untakenSince: null },
    ]);
    await database.destroy();
  });
});
