import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('alerts of the version before incidents', () => {
  it('stay as they were, in no incident yet', async () => {
    const database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0034-incidents');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const alert = {
      ...{ id: 'alert', organisationId: 'demo', rule: 'BAND_HI', severity: 'WARN', state: 'OPEN' },
      ...{ unitId: 'unit', startedAt: 1, raisedAt: 2, detectedAt: 3 },
      ...{ isLate: 0, isAnnulled: 0, revision: 1 },
    };
    await old.insertInto('alerts').values(alert).execute();

    await migrate(database, clock);

    expect(await database.selectFrom('alerts').selectAll().execute()).toMatchObject([alert]);
    expect(await database.selectFrom('incidents').selectAll().execute()).toEqual([]);
    const ofNone = { alertId: 'alert', incidentId: 'none', seen: '' };
    await expect(database.insertInto('incidentMembers').values(ofNone).execute()).rejects.toThrow();
    await database.destroy();
  });
});
