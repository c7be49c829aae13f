import { speakerOf } from '@lenglian/goods';
import type { Change } from '../database/audited.ts';
import { requireRevision } from '../database/revise.ts';
import { HandOverStateError, NotFoundError } from '../records-errors.ts';
import type { HandOverRecord, HandOverRecords, Speaking } from './hand-over.ts';
import { readHandOvers } from './hand-over-rows.ts';
import { OPEN } from './settle-dispute.ts';

/** One side agrees; a second time changes nothing. @throws NotFoundError, HandOverStateError, RevisionConflictError */
export async function confirmHandOver(
  change: Change,
  confirmedBy: string,
  id: string,
  speaking: Speaking,
): Promise<void> {
  const handOver = await spokenFor(change, id, speaking);
  const { side } = speaking;
  if (handOver.confirmations.some((one) => one.side === side)) return;
  const { organisationId } = handOver;
  const party = side === 'FROM' ? handOver.from : handOver.to;
  // Nobody of a party without records here is signed in: somebody else says what it signed.
  const isOnPaper = party.organisationId === null;
  await change.database
    .insertInto('handOverConfirmations')
    .values({
      ...{ id: change.newId(), organisationId, handOverId: id, side },
      ...{ confirmedBy, confirmedAt: change.now, isOnPaper: isOnPaper ? 1 : 0, isByLink: 0 },
    })
    .execute();
  const about = { action: 'hand-over.confirm', entity: 'handOver', entityId: id };
  change.note({ organisationId, ...about, after: { side, isOnPaper } });
}

/** One side does not agree. @throws NotFoundError, HandOverStateError, RevisionConflictError */
export async function disputeHandOver(
  change: Change,
  openedBy: string,
  id: string,
  { reason, ...speaking }: Parameters<HandOverRecords['dispute']>[2],
): Promise<void> {
  const { organisationId } = await spokenFor(change, id, speaking);
  const { side } = speaking;
  await change.database
    .insertInto('handOverDisputes')
    .values({
      ...{ id: change.newId(), organisationId, handOverId: id, side, reason },
      ...{ openedBy, openedAt: change.now, ...OPEN, isByLink: 0 },
    })
    .execute();
  const about = { action: 'hand-over.dispute', entity: 'handOver', entityId: id };
  change.note({ organisationId, ...about, after: { side }, reason });
}

/** The hand-over, for whoever speaks for the side; for others it does not exist. */
async function spokenFor(
  change: Change,
  id: string,
  { side, organisationId }: Speaking,
): Promise<HandOverRecord> {
  const [handOver] = await readHandOvers(change.database, [id]);
  if (!handOver || speakerOf(side, handOver) !== organisationId)
    throw new NotFoundError(`side ${side} of hand-over ${id}`);
  requireRevision(change, id, handOver.revision);
  if (handOver.supersededById !== null)
    throw new HandOverStateError(`hand-over ${id} has been superseded`);
  return handOver;
}
