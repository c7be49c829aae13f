import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('lots of the version before links', () => {
  it('stay as they were, and can be linked to', async () => {
    const database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0021-lot-links');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    await old
      .insertInto('organisations')
      .values({ id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 })
      .execute();
    const lot = { id: 'lot', organisationId: 'demo', code: 'LOT-1', commodityCode: 'PEAR' };
    await old.insertInto('lots').values(lot).execute();

    await migrate(database, clock);

    expect(await database.selectFrom('lots').selectAll().execute()).toMatchObject([lot]);
    const link = {
      ...{ id: 'link', organisationId: 'demo', lotId: 'lot', label: null, validUntil: 9 },
      ...{ createdBy: 'wang', createdAt: 5, revokedAt: null },
    };
    await database.insertInto('lotLinks').values(link).execute();
    expect(await database.selectFrom('lotLinks').selectAll().execute()).toEqual([link]);
    const ofNoLot = { ...link, id: 'other', lotId: 'none' };
    await expect(database.insertInto('lotLinks').values(ofNoLot).execute()).rejects.toThrow();
    expect(await database.selectFrom('serverKeys').selectAll().execute()).toEqual([]);
    await database.destroy();
  });
});
