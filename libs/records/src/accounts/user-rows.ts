import type { Role } from '@lenglian/rights';
import type { ReadableDatabase } from '../database/audited.ts';
import type { UserRow } from '../database/schema.ts';
import { rowsToRead, toPage } from '../page.ts';
import type { Page, UserFilter, UserRecord } from '../records.ts';

export async function findUser(
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

export async function listUsers(
  database: ReadableDatabase,
  filter: UserFilter,
): Promise<Page<UserRecord>> {
  const { organisationId, role, isDisabled, cursor } = filter;
  let query = database.selectFrom('users').selectAll();
  if (organisationId !== undefined) query = query.where('organisationId', '=', organisationId);
  if (role) query = query.where('role', '=', role);
  if (isDisabled !== undefined) query = query.where('isDisabled', '=', isDisabled ? 1 : 0);
  if (cursor) query = query.where('id', '>', cursor);
  return toPage(await query.orderBy('id').limit(rowsToRead(filter)).execute(), filter, toUser);
}

/** The beginning of an audit note on a user. */
export function noteOnUser(user: UserRecord) {
  return { organisationId: user.organisationId, entity: 'user', entityId: user.id };
}

export function withoutPassword({ passwordHash: _, ...rest }: UserRecord): object {
  return rest;
}

function toUser(row: UserRow): UserRecord {
  // The column holds only what `add` was given.
  return { ...row, role: row.role as Role, isDisabled: row.isDisabled === 1 };
}
