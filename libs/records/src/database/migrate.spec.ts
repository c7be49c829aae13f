import { describe, expect, it } from '@jest/globals';
import { InternalError } from '@lenglian/errors';
import { migrate, MIGRATIONS, type Migration } from './migrate.ts';
import { openSqlite } from './sqlite-database.ts';

const clock = { now: () => 1 };

describe('migrating', () => {
  it('takes every step on a new database, and none a second time', async () => {
    const database = openSqlite(':memory:');
    expect(await migrate(database, clock)).toEqual(MIGRATIONS.map(({ name }) => name));
    expect(await migrate(database, clock)).toEqual([]);
    await database.destroy();
  });

  it('takes only the steps that are missing', async () => {
    const database = openSqlite(':memory:');
    await migrate(database, clock);
    const step: Migration = {
      name: '9999-further',
      up: (db) => db.schema.createTable('further').addColumn('id', 'text').execute(),
    };
    expect(await migrate(database, clock, [...MIGRATIONS, step])).toEqual(['9999-further']);
    await database.destroy();
  });

  it('leaves nothing behind of a step that fails', async () => {
    const database = openSqlite(':memory:');
    const step: Migration = {
      name: '9999-failing',
      async up(db) {
        await db.schema.createTable('half').addColumn('id', 'text').execute();
        throw new InternalError('half way');
      },
    };
    await expect(migrate(database, clock, [...MIGRATIONS, step])).rejects.toThrow('half way');
    expect(await database.introspection.getTables()).toEqual([]);
    await database.destroy();
  });

  it('names the steps so that their order is the order of their names', () => {
    const names = MIGRATIONS.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });
});
