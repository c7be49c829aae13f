import type { Audited, Change, ReadableDatabase } from '../database/audited.ts';
import { ensureServerKey, readServerKey } from '../database/server-keys.ts';
import { rowsToRead, toPage } from '../page.ts';
import { InvalidRecordError, NotFoundError } from '../records-errors.ts';
import { isLinkToken, readLinkToken, signLinkToken } from './link-token.ts';
import {
  LOT_LINK_LASTS_MAX,
  LOT_LINKS_MAX,
  type LotLinkRecord,
  type LotLinkRecords,
  type NewLotLink,
} from './lot-link.ts';

export function lotLinkRecords(database: ReadableDatabase, audited: Audited): LotLinkRecords {
  return {
    add: (actor, link) => audited(actor, (change) => addLink(change, actor.id, link)),
    async list(query) {
      let rows = database.selectFrom('lotLinks').selectAll().where('lotId', '=', query.lotId);
      if (query.cursor) rows = rows.where('id', '>', query.cursor);
      const found = await rows.orderBy('id').limit(rowsToRead(query)).execute();
      return toPage(found, query, (row) => row);
    },
    get: (id) => findLink(database, id),
    revoke: (actor, id) => audited(actor, (change) => revokeLink(change, id)),
    async open(token, now) {
      if (!isLinkToken(token)) return undefined;
      const key = await readServerKey(database, 'lot-links');
      const claim = key && readLinkToken(key, token);
      if (!claim || claim.validUntil <= now) return undefined;
      const link = await findLink(database, claim.linkId);
      // The token ends when it says, and not later because a record came to say otherwise.
      const stands = link && link.revokedAt === null && link.validUntil > now;
      return stands ? link : undefined;
    },
  };
}

async function addLink(
  change: Change,
  createdBy: string,
  { organisationId, lotId, label, validUntil }: NewLotLink,
): Promise<{ link: LotLinkRecord; token: string }> {
  const { now } = change;
  if (validUntil <= now || validUntil > now + LOT_LINK_LASTS_MAX)
    throw new InvalidRecordError('a link ends within the next 90 days');
  const lot = await change.database
    .selectFrom('lots')
    .select('id')
    .where('id', '=', lotId)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst();
  if (!lot) throw new NotFoundError(`lot ${lotId}`);
  await refuseTooMany(change, lotId);
  const link: LotLinkRecord = {
    ...{ id: change.newId(), organisationId, lotId, label, validUntil },
    ...{ createdBy, createdAt: now, revokedAt: null },
  };
  await change.database.insertInto('lotLinks').values(link).execute();
  const token = signLinkToken(await ensureServerKey(change, 'lot-links'), {
    ...{ linkId: link.id, validUntil },
  });
  const about = { action: 'lotLink.add', entity: 'lotLink', entityId: link.id };
  change.note({ organisationId, ...about, after: link });
  return { link, token };
}

async function refuseTooMany(change: Change, lotId: string): Promise<void> {
  const { count } = await change.database
    .selectFrom('lotLinks')
    .select((select) => select.fn.countAll().as('count'))
    .where('lotId', '=', lotId)
    .where('revokedAt', 'is', null)
    .where('validUntil', '>', change.now)
    .executeTakeFirstOrThrow();
  if (Number(count) >= LOT_LINKS_MAX)
    throw new InvalidRecordError(`${LOT_LINKS_MAX} links of the lot stand already; revoke some`);
}

async function revokeLink(change: Change, id: string): Promise<LotLinkRecord> {
  const link = await findLink(change.database, id);
  if (!link) throw new NotFoundError(`link ${id}`);
  if (link.revokedAt !== null) return link;
  const revokedAt = change.now;
  await change.database.updateTable('lotLinks').set({ revokedAt }).where('id', '=', id).execute();
  const about = { action: 'lotLink.revoke', entity: 'lotLink', entityId: id };
  const { organisationId } = link;
  change.note({ organisationId, ...about, before: { revokedAt: null }, after: { revokedAt } });
  return { ...link, revokedAt };
}

function findLink(database: ReadableDatabase, id: string): Promise<LotLinkRecord | undefined> {
  return database.selectFrom('lotLinks').selectAll().where('id', '=', id).executeTakeFirst();
}
