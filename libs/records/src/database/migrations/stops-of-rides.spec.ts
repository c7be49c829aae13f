import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('rides of the version before stops were kept', () => {
  it('keep their times and have no stop of their own', async () => {
    const database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0025-stops-of-rides');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const insert = (table: string, values: Record<string, unknown>) =>
      old.insertInto(table).values(values).execute();
    const owned = { organisationId: 'demo' };
    await insert('organisations', { id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 });
    await insert('units', { ...owned, id: 'unit', code: 'UNIT-1', kind: 'reefer' });
    const run = { code: 'R', serviceCode: 'S', nameZh: '班', nameEn: 'Run', state: 'PLANNED' };
    await insert('runs', { ...owned, id: 'run', ...run });
    await insert('unitAssignments', {
      ...{ ...owned, id: 'ride', unitId: 'unit', runId: 'run', position: 3, equipmentGroup: null },
      ...{ validFrom: 5, validUntil: 9, recordedAt: 5, setpointCelsius: 0 },
    });

    await migrate(database, clock);

    expect(await database.selectFrom('unitAssignments').selectAll().execute()).toMatchObject([
      {
        validFrom: 5,
        validUntil: 9,
        setpointCelsius: 0,
        joinPlaceCode: null,
        leavePlaceCode: null,
      },
    ]);
    await database.destroy();
  });
});
