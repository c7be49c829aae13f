import type { Role } from '@lenglian/rights';
import type { Change } from '../database/audited.ts';
import { revise } from '../database/revise.ts';
import { endTokens } from '../tokens/api-token-records.ts';
import { LastAdminError, NotFoundError } from '../records-errors.ts';
import type { UserRecord } from '../records.ts';
import { findUser, noteOnUser, withoutPassword } from './user-rows.ts';

/** What may change about a user; what is absent stays. */
export interface UserChange {
  readonly displayName?: string | undefined;
  readonly role?: Role | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly passwordHash?: string | undefined;
}

/** A changed user, and the sessions and tokens that ended with the change. */
export interface ChangedUser {
  readonly user: UserRecord;
  readonly endedTokensSha256: readonly string[];
}

/**
 * Changes a user. Whoever gets another role or password, or is disabled, is signed out everywhere, and
 * their tokens end: who knew the old password may have made some.
 *
 * @throws NotFoundError
 * @throws LastAdminError when nobody could administer the organisation any more
 */
export async function changeUser(
  change: Change,
  id: string,
  { passwordHash, ...what }: UserChange,
): Promise<ChangedUser> {
  const before = await findUser(change.database, 'id', id);
  if (before === undefined) throw new NotFoundError(`there is no user ${id}`);
  const user: UserRecord = {
    ...before,
    displayName: what.displayName ?? before.displayName,
    role: what.role ?? before.role,
    isDisabled: what.isDisabled ?? before.isDisabled,
    passwordHash: passwordHash ?? before.passwordHash,
    revision: before.revision + 1,
  };
  await revise(change, 'users', id);
  if (isAdmin(before) && !isAdmin(user)) await refuseLastAdmin(change, before);
  const { displayName, role } = user;
  await change.database
    .updateTable('users')
    .set({
      displayName,
      role,
      isDisabled: user.isDisabled ? 1 : 0,
      passwordHash: user.passwordHash,
    })
    .where('id', '=', id)
    .execute();
  const isSignedOut =
    user.role !== before.role || user.isDisabled || user.passwordHash !== before.passwordHash;
  const sessions = isSignedOut ? await endSessions(change, id) : [];
  const tokens = isSignedOut ? await endTokens(change, id) : [];
  change.note({
    ...noteOnUser(user),
    action: passwordHash === undefined ? 'user.change' : 'user.setPassword',
    before: withoutPassword(before),
    after: {
      ...withoutPassword(user),
      ...{ sessionsEnded: sessions.length, tokensEnded: tokens.length },
    },
  });
  return { user, endedTokensSha256: [...sessions, ...tokens] };
}

function isAdmin({ role, isDisabled }: UserRecord): boolean {
  return role === 'admin' && !isDisabled;
}

async function refuseLastAdmin(change: Change, user: UserRecord): Promise<void> {
  const other = await change.database
    .selectFrom('users')
    .select('id')
    .where('organisationId', '=', user.organisationId)
    .where('role', '=', 'admin')
    .where('isDisabled', '=', 0)
    .where('id', '!=', user.id)
    .executeTakeFirst();
  if (other === undefined)
    throw new LastAdminError(
      `${user.username} is the last administrator of ${user.organisationId}`,
    );
}

async function endSessions(change: Change, userId: string): Promise<string[]> {
  const sessions = await change.database
    .selectFrom('sessions')
    .select('tokenSha256')
    .where('userId', '=', userId)
    .execute();
  await change.database.deleteFrom('sessions').where('userId', '=', userId).execute();
  return sessions.map(({ tokenSha256 }) => tokenSha256);
}
