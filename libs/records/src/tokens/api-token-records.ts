import { mayDo, TOKEN_RIGHTS, type Right, type Role } from '@lenglian/rights';
import type { Audited, Change, ReadableDatabase } from '../database/audited.ts';
import type { ApiTokenRow } from '../database/schema.ts';
import { rowsToRead, toPage } from '../page.ts';
import { InvalidRecordError, NotFoundError } from '../records-errors.ts';
import {
  API_TOKEN_LASTS_MAX,
  API_TOKENS_MAX,
  LAST_USE_WRITTEN_EVERY,
  type ApiTokenRecord,
  type ApiTokenRecords,
  type NewApiToken,
} from './api-token.ts';

export function apiTokenRecords(database: ReadableDatabase, audited: Audited): ApiTokenRecords {
  return {
    add: (actor, token) => audited(actor, (change) => addToken(change, token)),
    async list(query) {
      let rows = database.selectFrom('apiTokens').selectAll().where('userId', '=', query.userId);
      if (query.cursor) rows = rows.where('id', '>', query.cursor);
      return toPage(await rows.orderBy('id').limit(rowsToRead(query)).execute(), query, toToken);
    },
    async get(id) {
      const row = await findRow(database, 'id', id);
      return row && toToken(row);
    },
    revoke: (actor, id) => audited(actor, (change) => revokeToken(change, id)),
    async find(tokenSha256, now) {
      const row = await findRow(database, 'tokenSha256', tokenSha256);
      return row && row.revokedAt === null && row.expiresAt > now ? toToken(row) : undefined;
    },
    noteUse: (id, at) =>
      audited({ id: 'system' }, async (change) => {
        change.leaveUnnoted('the last use of a token tells when, and changes nothing');
        await change.database
          .updateTable('apiTokens')
          .set({ lastUsedAt: at })
          .where('id', '=', id)
          .where((where) =>
            where.or([
              where('lastUsedAt', 'is', null),
              where('lastUsedAt', '<=', at - LAST_USE_WRITTEN_EVERY),
            ]),
          )
          .execute();
      }),
  };
}

/** Ends every token of a user. @returns the hashes of those that stood */
export async function endTokens(change: Change, userId: string): Promise<string[]> {
  const standing = await change.database
    .selectFrom('apiTokens')
    .select('tokenSha256')
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', change.now)
    .execute();
  await change.database
    .updateTable('apiTokens')
    .set({ revokedAt: change.now })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', change.now)
    .execute();
  return standing.map(({ tokenSha256 }) => tokenSha256);
}

async function addToken(change: Change, token: NewApiToken): Promise<ApiTokenRecord> {
  const { userId, name, tokenSha256, expiresAt } = token;
  const user = await change.database
    .selectFrom('users')
    .select(['organisationId', 'role'])
    .where('id', '=', userId)
    .where('isDisabled', '=', 0)
    .executeTakeFirst();
  if (!user) throw new NotFoundError(`there is no user ${userId}`);
  // The column holds only what `add` was given.
  const scopes = refuseSenseless(token, user.role as Role, change.now);
  await refuseTooMany(change, userId);
  const { organisationId } = user;
  const added: ApiTokenRecord = {
    ...{ id: change.newId(), organisationId, userId, name, scopes, expiresAt },
    ...{ createdAt: change.now, lastUsedAt: null, revokedAt: null },
  };
  await change.database
    .insertInto('apiTokens')
    .values({ ...added, tokenSha256, scopes: JSON.stringify(scopes) })
    .execute();
  change.note({ ...about(added), action: 'token.add', after: added });
  return added;
}

/** @returns each scope once, in the order of the table of rights */
function refuseSenseless({ scopes, expiresAt }: NewApiToken, role: Role, now: number): Right[] {
  if (expiresAt <= now || expiresAt > now + API_TOKEN_LASTS_MAX)
    throw new InvalidRecordError('a token ends within the next year');
  const refused = scopes.filter((scope) => !TOKEN_RIGHTS.includes(scope) || !mayDo(role, scope));
  if (scopes.length === 0 || refused.length > 0)
    throw new InvalidRecordError(`${role} can give no token these scopes: ${refused.join(', ')}`);
  return TOKEN_RIGHTS.filter((right) => scopes.includes(right));
}

async function refuseTooMany(change: Change, userId: string): Promise<void> {
  const { count } = await change.database
    .selectFrom('apiTokens')
    .select((select) => select.fn.countAll().as('count'))
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', change.now)
    .executeTakeFirstOrThrow();
  if (Number(count) >= API_TOKENS_MAX)
    throw new InvalidRecordError(`${API_TOKENS_MAX} tokens of the user stand already`);
}

async function revokeToken(
  change: Change,
  id: string,
): Promise<{ token: ApiTokenRecord; tokenSha256: string }> {
  const row = await findRow(change.database, 'id', id);
  if (!row) throw new NotFoundError(`token ${id}`);
  const { tokenSha256 } = row;
  const token = toToken(row);
  if (token.revokedAt !== null) return { token, tokenSha256 };
  const revokedAt = change.now;
  await change.database.updateTable('apiTokens').set({ revokedAt }).where('id', '=', id).execute();
  const told = { before: { revokedAt: null }, after: { revokedAt } };
  change.note({ ...about(token), action: 'token.revoke', ...told });
  return { token: { ...token, revokedAt }, tokenSha256 };
}

function about({ organisationId, id }: ApiTokenRecord) {
  return { organisationId, entity: 'token', entityId: id };
}

function findRow(
  database: ReadableDatabase,
  column: 'id' | 'tokenSha256',
  value: string,
): Promise<ApiTokenRow | undefined> {
  return database.selectFrom('apiTokens').selectAll().where(column, '=', value).executeTakeFirst();
}

/** Without the hash, so that it goes out with nothing. */
function toToken({ tokenSha256: _, scopes, ...row }: ApiTokenRow): ApiTokenRecord {
  // Rights that a newer version had are nothing to this one.
  const known = (JSON.parse(scopes) as string[]).filter((scope) =>
    TOKEN_RIGHTS.includes(scope as Right),
  );
  return { ...row, scopes: known as Right[] };
}
