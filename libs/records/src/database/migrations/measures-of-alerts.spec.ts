import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import type { RecordsSchema } from '../schema.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('alerts of the version that knew temperature limits only', () => {
  let database: Kysely<RecordsSchema>;

  beforeEach(async () => {
    database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0035-measures-of-alerts');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    await old
      .insertInto('organisations')
      .values({ id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 })
      .execute();
    await old
      .insertInto('alerts')
      .values({
        ...{ id: 'warm', organisationId: 'demo', rule: 'BAND_HI', severity: 'WARN', state: 'OPEN' },
        ...{ unitId: 'unit', startedAt: 5, raisedAt: 6, detectedAt: 7, isLate: 0, isAnnulled: 0 },
        ...{ limitCelsius: 2, peakCelsius: 3.4, signal: 'PROBE', revision: 1 },
      })
      .execute();
    await migrate(database, clock);
  });
  afterEach(() => database.destroy());

  it('keep their limit and peak, are verified, and have no other measures', async () => {
    const rows = await database.selectFrom('alerts').selectAll().execute();

    expect(rows).toMatchObject([
      {
        ...{ limitCelsius: 2, peakCelsius: 3.4, limitInUnit: null, peakInUnit: null },
        ...{ kelvinMinutes: null, spentMinutes: null, isUnverified: 0 },
      },
    ]);
  });
});
