import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('users of the version before tokens', () => {
  it('stay signed in, have no token and may be given some, each with a secret of its own', async () => {
    const database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0021-tokens');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const insert = (table: string, values: Record<string, unknown>) =>
      old.insertInto(table).values(values).execute();
    await insert('organisations', { id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 });
    const user = {
      ...{ id: 'wang', organisationId: 'demo', username: 'wang', displayName: '王' },
      ...{ role: 'viewer', passwordHash: 'h', isDisabled: 0, revision: 3 },
    };
    await insert('users', user);
    const session = {
      ...{ tokenSha256: 's', organisationId: 'demo', userId: 'wang' },
      ...{ isOneTimeLink: 0, expiresAt: 9 },
    };
    await insert('sessions', session);

    await migrate(database, clock);

    expect(await database.selectFrom('users').selectAll().execute()).toEqual([user]);
    expect(await database.selectFrom('sessions').selectAll().execute()).toEqual([session]);
    const token = {
      ...{ id: 'token', organisationId: 'demo', userId: 'wang', name: 'n', tokenSha256: 't' },
      ...{ scopes: '[]', expiresAt: 9, createdAt: 5, lastUsedAt: null, revokedAt: null },
    };
    await database.insertInto('apiTokens').values(token).execute();
    expect(await database.selectFrom('apiTokens').selectAll().execute()).toEqual([token]);
    const same = database.insertInto('apiTokens').values({ ...token, id: 'other' });
    await expect(same.execute()).rejects.toThrow();
    await database.destroy();
  });
});
