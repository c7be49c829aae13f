import type { Actor } from '../records.ts';
import type { Audited, Change, ReadableDatabase } from '../database/audited.ts';
import { rowsToRead, toPage } from '../page.ts';
import { NotFoundError } from '../records-errors.ts';
import { addHandOverLink, answerByLink, openLink } from './answer-by-link.ts';
import { confirmHandOver, disputeHandOver } from './answer-hand-over.ts';
import type { HandOverRecord, HandOverRecords } from './hand-over.ts';
import { readHandOvers } from './hand-over-rows.ts';
import { handOverIds } from './hand-over-ids.ts';
import { readCustodyEvents } from './read-custody-events.ts';
import { readLosses } from './read-losses.ts';
import { recordHandOver } from './record-hand-over.ts';
import { settleDispute } from './settle-dispute.ts';

/** Somebody without an account, who had a link; which one, the line of the audit says. */
const BY_LINK: Actor = { id: 'link' };

/** Goods that changed hands, over the database. */
export function handOverRecords(database: ReadableDatabase, audited: Audited): HandOverRecords {
  const answered =
    <Answer>(
      answer: (change: Change, by: string, id: string, what: Answer) => Promise<void>,
    ): ((actor: Actor, id: string, what: Answer) => Promise<HandOverRecord>) =>
    (actor, id, what) =>
      audited(actor, async (change) => {
        await answer(change, actor.id, id, what);
        return readOne(change.database, id);
      });
  return {
    record: (actor, organisationId, handOver) =>
      audited(actor, async (change) => {
        const recorded = await recordHandOver(change, actor.id, organisationId, handOver);
        const { id, warnings } = recorded;
        return { handOver: await readOne(change.database, id), warnings };
      }),
    async get(id) {
      const [handOver] = await readHandOvers(database, [id]);
      return handOver;
    },
    async list(query) {
      const rows = await handOverIds(database, query).limit(rowsToRead(query)).execute();
      const { items, nextCursor } = toPage(rows, query, ({ id }) => id);
      const read = await readHandOvers(database, items);
      return { items: query.newestFirst ? read.reverse() : read, nextCursor };
    },
    confirm: answered(confirmHandOver),
    dispute: answered(disputeHandOver),
    settle: answered(settleDispute),
    addLink: (actor, organisationId, link) =>
      audited(actor, (change) => addHandOverLink(change, actor.id, organisationId, link)),
    openLink: (tokenSha256, now) => openLink(database, tokenSha256, now),
    answerByLink: (tokenSha256, answer) =>
      audited(BY_LINK, (change) => answerByLink(change, tokenSha256, answer)),
    losses: (query) => readLosses(database, query),
    custodyEvents: (lotId) => readCustodyEvents(database, lotId),
  };
}

async function readOne(database: ReadableDatabase, id: string): Promise<HandOverRecord> {
  const [handOver] = await readHandOvers(database, [id]);
  if (!handOver) throw new NotFoundError(`hand-over ${id}`);
  return handOver;
}
