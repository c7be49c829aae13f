import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('users of the version before keys', () => {
  it('may take each key once, and others the same key', async () => {
    const database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0022-once-keys');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    await old
      .insertInto('organisations')
      .values({ id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 })
      .execute();
    for (const id of ['wang', 'li'])
      await old
        .insertInto('users')
        .values({
          ...{ id, organisationId: 'demo', username: id, displayName: id },
          ...{ role: 'operator', passwordHash: '' },
        })
        .execute();

    await migrate(database, clock);

    const take = (id: string, userId: string) =>
      database
        .insertInto('onceKeys')
        .values({
          ...{ id, userId, keySha256: 'k', requestHmac: 'r', outcome: 'RUNNING', takenAt: 1 },
          ...{ status: null, mediaType: null, body: null },
        })
        .execute();
    await take('1', 'wang');
    await take('2', 'li');
    await expect(take('3', 'wang')).rejects.toThrow(/unique/i);
    await expect(take('4', 'nobody')).rejects.toThrow(/foreign key/i);
    await database.destroy();
  });
});
