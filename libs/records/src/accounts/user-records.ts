import type { Role } from '@lenglian/rights';
import type { Audited, ReadableDatabase } from '../database/audited.ts';
import type { UserRow } from '../database/schema.ts';
import { AlreadyExistsError, NotFoundError } from '../records-errors.ts';
import type { Records, UserRecord } from '../records.ts';

export function userRecords(database: ReadableDatabase, audited: Audited): Records['users'] {
  return {
    async count() {
      const row = await database
        .selectFrom('users')
        .select((select) => select.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    get: (id) => findUser(database, 'id', id),
    findByUsername: (username) => findUser(database, 'username', username),
    add: (actor, user) =>
      audited(actor, async (change) => {
        if ((await findUser(change.database, 'username', user.username)) !== undefined) {
          throw new AlreadyExistsError(`user ${user.username} exists`);
        }
        const added: UserRecord = { ...user, id: change.newId() };
        await change.database.insertInto('users').values(added).execute();
        change.note({ ...noteOn(added), action: 'user.add', after: withoutPassword(added) });
        return added;
      }),
    setPasswordHash: (actor, userId, passwordHash) =>
      audited(actor, async (change) => {
        const user = await findUser(change.database, 'id', userId);
        if (user === undefined) throw new NotFoundError(`there is no user ${userId}`);
        await change.database
          .updateTable('users')
          .set({ passwordHash })
          .where('id', '=', userId)
          .execute();
        change.note({ ...noteOn(user), action: 'user.setPassword' });
      }),
  };
}

async function findUser(
  database: ReadableDatabase,
  column: 'id' | 'username',
  value: string,
): Promise<UserRecord | undefined> {
  const row = await database
    .selectFrom('users')
    .selectAll()
    .where(column, '=', value)
    .executeTakeFirst();
  return row === undefined ? undefined : toUser(row);
}

function toUser(row: UserRow): UserRecord {
  // The column holds only what `add` was given.
  return { ...row, role: row.role as Role };
}

function noteOn(user: UserRecord) {
  return { organisationId: user.organisationId, entity: 'user', entityId: user.id };
}

function withoutPassword({ passwordHash: _, ...rest }: UserRecord): object {
  return rest;
}
