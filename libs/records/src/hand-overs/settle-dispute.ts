import { speakerOf, type Side } from '@lenglian/goods';
import type { Change } from '../database/audited.ts';
import { requireRevision } from '../database/revise.ts';
import { HandOverStateError, InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type { OpenedLink, SettlementToAgree } from './hand-over-link.ts';
import type { HandOverRecord, HandOverRecords } from './hand-over.ts';
import { readHandOvers } from './hand-over-rows.ts';

/** The columns of a dispute that nobody has settled. */
export const OPEN = {
  ...{ settledBy: null, settledAt: null, settlement: null },
  ...{ settledAs: null, settlementReason: null },
};

/**
 * Whoever disputed says what was agreed on. For whoever disputed by a link nobody here can say that: the
 * recorder proposes, or decides alone and says why.
 *
 * @throws NotFoundError, HandOverStateError, InvalidRecordError, RevisionConflictError
 */
export async function settleDispute(
  change: Change,
  settledBy: string,
  id: string,
  { organisationId, disputeId, settlement, reason }: Parameters<HandOverRecords['settle']>[2],
): Promise<void> {
  const [handOver] = await readHandOvers(change.database, [id]);
  const dispute = handOver?.disputes.find((one) => one.id === disputeId);
  if (!handOver || !dispute || speakerOf(dispute.side, handOver) !== organisationId)
    throw new NotFoundError(`dispute ${disputeId} of hand-over ${id}`);
  requireRevision(change, id, handOver.revision);
  if (dispute.settledAt !== null)
    throw new HandOverStateError(`dispute ${disputeId} has been settled`);
  const about = { entity: 'handOver', entityId: id };
  const note = (action: string, after: object) =>
    change.note({
      organisationId: handOver.organisationId,
      ...{ action, ...about, after: { disputeId, settlement, ...after } },
      ...(reason !== undefined && { reason }),
    });
  if (dispute.isByLink && reason === undefined) {
    const proposal = { disputeId, settlement, proposedBy: settledBy };
    note('hand-over.propose', { settlementId: await propose(change, handOver, proposal) });
    return;
  }
  if (!dispute.isByLink && reason !== undefined)
    throw new InvalidRecordError('only what was disputed by a link is decided with a reason');
  const settledAs = dispute.isByLink ? 'DECIDED' : 'AGREED';
  await close(change, disputeId, { settledBy, settlement, settledAs, reason: reason ?? null });
  note('hand-over.settle', { settledAs });
}

/** @returns its id */
async function propose(
  change: Change,
  handOver: HandOverRecord,
  proposal: Record<'disputeId' | 'settlement' | 'proposedBy', string>,
): Promise<string> {
  const id = change.newId();
  const { organisationId, id: handOverId } = handOver;
  await change.database
    .insertInto('handOverSettlements')
    .values({ id, organisationId, handOverId, ...proposal, proposedAt: change.now })
    .execute();
  return id;
}

/** What was last proposed for each dispute by link of a side that is open. */
export function settlementsToAgree(handOver: HandOverRecord, side: Side): SettlementToAgree[] {
  return handOver.disputes.flatMap((dispute) => {
    const last = dispute.proposals.at(-1);
    if (!dispute.isByLink || dispute.side !== side || dispute.settledAt !== null || !last)
      return [];
    const { id: disputeId, reason } = dispute;
    return [{ id: last.id, disputeId, reason, settlement: last.settlement }];
  });
}

/** By whoever has a link of the side that disputed. @throws HandOverStateError for what is proposed no more */
export async function agreeToSettlement(
  change: Change,
  { link, toAgree }: OpenedLink,
  settlementId: string,
): Promise<void> {
  const agreed = toAgree.find(({ id }) => id === settlementId);
  if (!agreed) throw new HandOverStateError(`settlement ${settlementId} is not the one proposed`);
  const { disputeId, settlement } = agreed;
  const settled = { settledBy: link.id, settlement, settledAs: 'AGREED', reason: null };
  await close(change, disputeId, settled);
}

async function close(
  change: Change,
  disputeId: string,
  {
    reason,
    ...settled
  }: Record<'settledBy' | 'settlement' | 'settledAs', string> & {
    readonly reason: string | null;
  },
): Promise<void> {
  const updated = await change.database
    .updateTable('handOverDisputes')
    .set({ ...settled, settledAt: change.now, settlementReason: reason })
    .where('id', '=', disputeId)
    .where('settledAt', 'is', null)
    .executeTakeFirst();
  // Settled by another at the same moment.
  if (updated.numUpdatedRows === 0n)
    throw new HandOverStateError(`dispute ${disputeId} has been settled`);
}
