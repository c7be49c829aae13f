import type { Instant } from '@lenglian/quantities';
import type { Audited, Change, ReadableDatabase } from '../database/audited.ts';
import type { SessionRow } from '../database/schema.ts';
import { NotFoundError } from '../records-errors.ts';
import type { Records, SessionRecord } from '../records.ts';

/** Sign-ins. The actor of a sign-in and a sign-out is the user; the links are made by the system. */
export function sessionRecords(database: ReadableDatabase, audited: Audited): Records['sessions'] {
  return {
    open: (tokenSha256, session) =>
      audited({ id: session.userId }, async (change) => {
        await addSession(change, tokenSha256, session, 'session');
      }),
    async find(tokenSha256, now) {
      const row = await findRow(database, tokenSha256, 0);
      return row !== undefined && row.expiresAt > now ? toSession(row) : undefined;
    },
    async close(tokenSha256) {
      const row = await findRow(database, tokenSha256, 0);
      if (row === undefined) return;
      await audited({ id: row.userId }, (change) => removeSession(change, row, 'session.close'));
    },
    addOneTimeLink: (tokenSha256, session) =>
      audited({ id: 'system' }, async (change) => {
        await addSession(change, tokenSha256, session, 'link');
      }),
    async useOneTimeLink(tokenSha256, now) {
      const row = await findRow(database, tokenSha256, 1);
      if (row === undefined || row.expiresAt <= now) return undefined;
      const isOurs = await audited({ id: row.userId }, (change) =>
        removeSession(change, row, 'link.use'),
      );
      return isOurs ? toSession(row) : undefined;
    },
  };
}

async function addSession(
  change: Change,
  tokenSha256: string,
  { userId, expiresAt }: SessionRecord,
  kind: 'session' | 'link',
): Promise<void> {
  const user = await change.database
    .selectFrom('users')
    .select('organisationId')
    .where('id', '=', userId)
    .executeTakeFirst();
  if (user === undefined) throw new NotFoundError(`there is no user ${userId}`);
  const { organisationId } = user;
  const expired = await removeExpired(change, change.now);
  const isOneTimeLink = kind === 'link' ? 1 : 0;
  await change.database
    .insertInto('sessions')
    .values({ tokenSha256, organisationId, userId, isOneTimeLink, expiresAt })
    .execute();
  change.note({
    organisationId,
    action: kind === 'link' ? 'link.add' : 'session.open',
    entity: 'session',
    entityId: nameOf(tokenSha256),
    after: { userId, expiresAt, expiredSessionsRemoved: expired },
  });
}

/** @returns whether it was there: of two uses of a link at once, one finds nothing */
async function removeSession(change: Change, row: SessionRow, action: string): Promise<boolean> {
  const { numDeletedRows } = await change.database
    .deleteFrom('sessions')
    .where('tokenSha256', '=', row.tokenSha256)
    .executeTakeFirst();
  const isOurs = numDeletedRows > 0n;
  change.note({
    organisationId: row.organisationId,
    action: isOurs ? action : `${action}Again`,
    entity: 'session',
    entityId: nameOf(row.tokenSha256),
    before: { userId: row.userId, expiresAt: row.expiresAt },
  });
  return isOurs;
}

async function removeExpired(change: Change, now: Instant): Promise<number> {
  const { numDeletedRows } = await change.database
    .deleteFrom('sessions')
    .where('expiresAt', '<=', now)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

async function findRow(
  database: ReadableDatabase,
  tokenSha256: string,
  isOneTimeLink: number,
): Promise<SessionRow | undefined> {
  return database
    .selectFrom('sessions')
    .selectAll()
    .where('tokenSha256', '=', tokenSha256)
    .where('isOneTimeLink', '=', isOneTimeLink)
    .executeTakeFirst();
}

function toSession(row: SessionRow): SessionRecord {
  return { userId: row.userId, expiresAt: row.expiresAt };
}

/** Enough of the hash to tell sessions apart in the audit, too little to sign in with. */
function nameOf(tokenSha256: string): string {
  return tokenSha256.slice(0, 12);
}
