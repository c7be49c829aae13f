import type { Instant } from '@lenglian/quantities';
import type { Change, ReadableDatabase } from '../database/audited.ts';
import type { HandOverLinkRow } from '../database/schema-of-hand-overs.ts';
import { HandOverStateError, InvalidRecordError, NotFoundError } from '../records-errors.ts';
import { ensurePseudonyms } from '../persons/pseudonyms.ts';
import {
  LINK_VALID_MAX,
  type HandOverLinkRecord,
  type LinkAnswer,
  type NewHandOverLink,
  type OpenedLink,
} from './hand-over-link.ts';
import type { HandOverRecord } from './hand-over.ts';
import { readHandOvers } from './hand-over-rows.ts';
import { agreeToSettlement, OPEN, settlementsToAgree } from './settle-dispute.ts';

/**
 * Makes a link for a side that has no records here; an earlier one of the side ends.
 *
 * @throws NotFoundError, HandOverStateError, InvalidRecordError (see HandOverRecords.addLink)
 */
export async function addHandOverLink(
  change: Change,
  createdBy: string,
  organisationId: string,
  { handOverId, side, tokenSha256, validUntil }: NewHandOverLink,
): Promise<HandOverLinkRecord> {
  const [handOver] = await readHandOvers(change.database, [handOverId]);
  const party = handOver && (side === 'FROM' ? handOver.from : handOver.to);
  // A party that has its records here answers there.
  if (handOver?.organisationId !== organisationId || party?.organisationId !== null)
    throw new NotFoundError(`side ${side} of hand-over ${handOverId} without records`);
  if (!isStillToAnswer(handOver, side))
    throw new HandOverStateError(`side ${side} of hand-over ${handOverId} cannot answer any more`);
  if (validUntil <= change.now || validUntil > change.now + LINK_VALID_MAX)
    throw new InvalidRecordError('a link is good for some time, of seven days at most');
  await change.database
    .updateTable('handOverLinks')
    .set({ validUntil: change.now })
    .where('handOverId', '=', handOverId)
    .where('side', '=', side)
    .where('validUntil', '>', change.now)
    .where('usedAt', 'is', null)
    .execute();
  const id = change.newId();
  const link = { id, handOverId, side, validUntil };
  const made = { organisationId, tokenSha256, createdBy, createdAt: change.now, usedAt: null };
  await change.database
    .insertInto('handOverLinks')
    .values({ ...link, ...made })
    .execute();
  const about = { action: 'hand-over.link', entity: 'handOver', entityId: handOverId };
  change.note({ organisationId, ...about, after: { linkId: id, side, validUntil } });
  return link;
}

/** Undefined for a link that never was, was used, has expired, or has nothing to answer any more. */
export async function openLink(
  database: ReadableDatabase,
  tokenSha256: string,
  now: Instant,
): Promise<OpenedLink | undefined> {
  const row = await database
    .selectFrom('handOverLinks')
    .selectAll()
    .where('tokenSha256', '=', tokenSha256)
    .where('usedAt', 'is', null)
    .where('validUntil', '>', now)
    .executeTakeFirst();
  const [handOver] = row ? await readHandOvers(database, [row.handOverId]) : [];
  const link = row && toLink(row);
  if (!link || !handOver || !isStillToAnswer(handOver, link.side)) return undefined;
  return { link, handOver, toAgree: settlementsToAgree(handOver, link.side) };
}

/** Confirms, disputes or agrees by a link, which is used by that. @throws NotFoundError as `openLink`, HandOverStateError */
export async function answerByLink(
  change: Change,
  tokenSha256: string,
  answer: LinkAnswer,
): Promise<OpenedLink> {
  const opened = await openLink(change.database, tokenSha256, change.now);
  // Of two answers at once, one finds it used.
  const used = await change.database
    .updateTable('handOverLinks')
    .set({ usedAt: change.now })
    .where('tokenSha256', '=', tokenSha256)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  if (!opened || used.numUpdatedRows === 0n) throw new NotFoundError('a link that is good');
  const { link, handOver } = opened;
  await record(change, opened, answer);
  const about = { entity: 'handOver', entityId: handOver.id };
  change.note({
    ...{ organisationId: handOver.organisationId, action: `hand-over.${answer.answer}`, ...about },
    after: {
      ...{ side: link.side, isByLink: true, linkId: link.id },
      ...(answer.answer === 'agree' && { settlementId: answer.settlementId }),
    },
    ...(answer.answer === 'dispute' && { reason: answer.reason }),
  });
  const [now] = await readHandOvers(change.database, [handOver.id]);
  return { link, handOver: now ?? handOver, toAgree: [] };
}

function isStillToAnswer(handOver: HandOverRecord, side: HandOverLinkRecord['side']): boolean {
  const isConfirmed = handOver.confirmations.some((one) => one.side === side);
  const hasToAgree = settlementsToAgree(handOver, side).length > 0;
  return handOver.supersededById === null && (!isConfirmed || hasToAgree);
}

async function record(change: Change, opened: OpenedLink, answer: LinkAnswer): Promise<void> {
  const { link, handOver } = opened;
  const id = change.newId();
  if (answer.answer === 'dispute') await insertDispute(change, id, opened, answer.reason);
  if (answer.answer === 'agree') {
    await agreeToSettlement(change, opened, answer.settlementId);
    await insertName(change, answer.settlementId, handOver, answer.name);
    // Both words: the settlement holds, and the hand-over is confirmed with it.
    if (handOver.confirmations.some((one) => one.side === link.side)) return;
  }
  if (answer.answer !== 'dispute') await insertConfirmation(change, id, opened);
  await insertName(change, id, handOver, answer.name);
}

async function insertConfirmation(
  change: Change,
  id: string,
  { link, handOver }: OpenedLink,
): Promise<void> {
  const { organisationId } = handOver;
  const row = { id, organisationId, handOverId: handOver.id, side: link.side };
  const added = await change.database
    .insertInto('handOverConfirmations')
    .values({
      ...{ ...row, confirmedBy: link.id, confirmedAt: change.now, isOnPaper: 0, isByLink: 1 },
    })
    .onConflict((conflict) => conflict.columns(['handOverId', 'side']).doNothing())
    .executeTakeFirst();
  // Confirmed on paper at the same moment.
  if (added.numInsertedOrUpdatedRows === 0n) throw new NotFoundError('a link that is good');
}

async function insertDispute(
  change: Change,
  id: string,
  { link, handOver }: OpenedLink,
  reason: string,
): Promise<void> {
  const { organisationId } = handOver;
  const row = { id, organisationId, handOverId: handOver.id, side: link.side, reason };
  await change.database
    .insertInto('handOverDisputes')
    .values({
      ...{ ...row, openedBy: link.id, openedAt: change.now, isByLink: 1 },
      ...OPEN,
    })
    .execute();
}

/** With the other names, so that it is masked and erased as they are. */
async function insertName(
  change: Change,
  answerId: string,
  { id, organisationId }: HandOverRecord,
  name: string | null,
): Promise<void> {
  if (name === null) return;
  await ensurePseudonyms(change, organisationId);
  const row = { id: change.newId(), organisationId, handOverId: id, part: 'SIGNED', name };
  await change.database
    .insertInto('handOverPersons')
    .values({ ...row, erasedAt: null, answerId })
    .execute();
}

function toLink({ id, handOverId, side, validUntil }: HandOverLinkRow): HandOverLinkRecord {
  return { id, handOverId, validUntil, side: side as HandOverLinkRecord['side'] };
}
