import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('legs of the version before they were measured', () => {
  it('keep what was reported as somebody’s word, and know of nothing measured', async () => {
    const database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0046-measured-legs');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const insert = (table: string, values: Record<string, unknown>) =>
      old.insertInto(table).values(values).execute();
    await insert('organisations', { id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 });
    const named = { organisationId: 'demo', nameZh: '名', nameEn: 'Name', details: '{}' };
    await insert('services', { ...named, id: 'S', code: 'S' });
    for (const code of ['A', 'B'])
      await insert('places', {
        ...{ ...named, id: code, code, latitudeDegrees: 1, longitudeDegrees: 1, roles: '[]' },
      });
    const run = { code: 'R', serviceCode: 'S', nameZh: '班', nameEn: 'Run', state: 'IN_TRANSIT' };
    await insert('runs', { organisationId: 'demo', id: 'run', ...run });
    const leg = {
      ...{ id: 'leg', organisationId: 'demo', runId: 'run', ordinal: 0, mode: 'RAIL' },
      ...{ fromPlaceCode: 'A', toPlaceCode: 'B', plannedDepartureAt: 5, plannedArrivalAt: 6 },
      ...{ departedAt: 5, arrivedAt: null, recordedAt: 1 },
    };
    await insert('runLegs', leg);
    await insert('pastRunLegs', { ...leg, id: 'past', supersededAt: 2 });

    await migrate(database, clock);

    const known = {
      ...{ departedAt: 5, departedBasis: 'REPORTED', measuredDepartureAt: null },
      ...{ arrivedAt: null, arrivedBasis: null, measuredArrivalAt: null },
      arrivalSaidAt: null,
    };
    expect(await database.selectFrom('runLegs').selectAll().execute()).toMatchObject([known]);
    expect(await database.selectFrom('pastRunLegs').selectAll().execute()).toMatchObject([known]);
    await database.destroy();
  });
});
