import type { Audited, ReadableDatabase } from '../database/audited.ts';
import { AlreadyExistsError } from '../records-errors.ts';
import type { Records, UserRecord } from '../records.ts';
import { changeUser } from './change-user.ts';
import { findUser, listUsers, noteOnUser, withoutPassword } from './user-rows.ts';

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
    list: (filter) => listUsers(database, filter),
    add: (actor, user) =>
      audited(actor, async (change) => {
        if ((await findUser(change.database, 'username', user.username)) !== undefined) {
          throw new AlreadyExistsError(`user ${user.username} exists`);
        }
        const added: UserRecord = { ...user, isDisabled: false, id: change.newId(), revision: 1 };
        await change.database
          .insertInto('users')
          .values({ ...added, isDisabled: 0 })
          .execute();
        change.note({ ...noteOnUser(added), action: 'user.add', after: withoutPassword(added) });
        return added;
      }),
    change: (actor, id, what) => audited(actor, (change) => changeUser(change, id, what)),
  };
}
