import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('units of the version before compartments', () => {
  it('are whole, and their rides keep everything, without a planned set-point', async () => {
    const database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0011-equipment');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const insert = (table: string, values: Record<string, unknown>) =>
      old
        .insertInto(table)
        .values({ organisationId: 'demo', ...values })
        .execute();
    await old
      .insertInto('organisations')
      .values({ id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 })
      .execute();
    await insert('units', { id: 'unit', code: 'UNIT-1', kind: 'reefer' });
    const run = { code: 'R', serviceCode: 'S', nameZh: '班', nameEn: 'Run', state: 'PLANNED' };
    await insert('runs', { id: 'run', ...run });
    const ride = {
      ...{ id: 'ride', unitId: 'unit', runId: 'run', position: 3, equipmentGroup: 1 },
      ...{ validFrom: 5, validUntil: null, recordedAt: 5 },
    };
    await insert('unitAssignments', ride);
    await insert('pastUnitAssignments', { ...ride, id: 'past', supersededAt: 6 });

    await migrate(database, clock);

    expect(await database.selectFrom('units').selectAll().execute()).toMatchObject([
      { code: 'UNIT-1', wholeUnitId: null },
    ]);
    const expected = { position: 3, validFrom: 5, setpointCelsius: null };
    expect(await database.selectFrom('unitAssignments').selectAll().execute()).toMatchObject([
      expected,
    ]);
    expect(await database.selectFrom('pastUnitAssignments').selectAll().execute()).toMatchObject([
      { ...expected, supersededAt: 6 },
    ]);
    await database.destroy();
  });
});
