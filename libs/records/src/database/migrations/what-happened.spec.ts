import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('records of the version before reported times', () => {
  it('know of no departure or arrival yet, and every transformation counts', async () => {
    const database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0013-what-happened');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const insert = (table: string, values: Record<string, unknown>) =>
      old.insertInto(table).values(values).execute();
    await insert('organisations', { id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 });
    const named = { organisationId: 'demo', nameZh: '名', nameEn: 'Name', details: '{}' };
    await insert('services', { ...named, id: 'S', code: 'S' });
    for (const code of ['A', 'B'])
      await insert('places', {
        ...{ ...named, id: code, code, latitudeDegrees: 1, longitudeDegrees: 1 },
      });
    const run = { code: 'R', serviceCode: 'S', nameZh: '班', nameEn: 'Run', state: 'PLANNED' };
    await insert('runs', { organisationId: 'demo', id: 'run', ...run });
    const leg = {
      ...{ id: 'leg', organisationId: 'demo', runId: 'run', ordinal: 0, mode: 'RAIL' },
      ...{ fromPlaceCode: 'A', toPlaceCode: 'B', plannedDepartureAt: 5, plannedArrivalAt: 6 },
      recordedAt: 1,
    };
    await insert('runLegs', leg);
    await insert('pastRunLegs', { ...leg, id: 'past', supersededAt: 2 });
    const event = { id: 'event', organisationId: 'demo', kind: 'SPLIT', at: 1, recordedAt: 1 };
    await insert('transformations', event);

    await migrate(database, clock);

    const unknown = { plannedArrivalAt: 6, departedAt: null, arrivedAt: null };
    expect(await database.selectFrom('runLegs').selectAll().execute()).toMatchObject([unknown]);
    expect(await database.selectFrom('pastRunLegs').selectAll().execute()).toMatchObject([unknown]);
    expect(await database.selectFrom('transformations').selectAll().execute()).toMatchObject([
      { id: 'event', undoneAt: null },
    ]);
    await database.destroy();
  });
});
