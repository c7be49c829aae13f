import type { Validity } from '@lenglian/placements';
import { finding, type Finding } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import { clearSpan } from '../bindings/clear-span.ts';
import { correctBinding } from '../bindings/correct-binding.ts';
import type { Change } from '../database/audited.ts';
import { bumpCounter } from '../database/counters.ts';
import { requireRevision } from '../database/revise.ts';
import type { TransformationRow } from '../database/schema.ts';
import { VARIANT_MARK } from '../journeys/choose-profile.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import { NotFoundError } from '../records-errors.ts';
import { eventsOf, revisionOfTransformation, sharesOf } from './transformation-rows.ts';

const ALL_TIME = { from: Number.MIN_SAFE_INTEGER, until: null };

/**
 * Takes back a transformation that was a mistake: what it made was never anywhere, and what went in
 * lies where it had lain. It stays on record with who undid it and why. Undoing twice changes nothing.
 *
 * @throws NotFoundError, RevisionConflictError
 * @throws RecordRefusedError when something it made was handed over or became other lots since
 */
export async function undoTransformation(
  change: Change,
  undoneBy: string,
  id: string,
  undoneReason: string,
): Promise<void> {
  const row = await change.database
    .selectFrom('transformations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new NotFoundError(`there is no transformation ${id}`);
  requireRevision(change, id, revisionOfTransformation(row));
  if (row.undoneAt !== null) return;
  const outputs = (await sharesOf(change.database, 'transformationOutputs', [id])).get(id) ?? [];
  const outputIds = outputs.map(({ lotId }) => lotId);
  const inputs = (await sharesOf(change.database, 'transformationInputs', [id])).get(id) ?? [];
  const inputIds = inputs.map(({ lotId }) => lotId);
  await refuseWhatWentOn(change, row, { outputIds, inputIds });
  for (const lotId of outputIds) await clearSpan(change, 'lot', lotId, ALL_TIME);
  await change.database
    .updateTable('transformations')
    .set({ undoneAt: change.now, undoneBy, undoneReason })
    .where('id', '=', id)
    .execute();
  for (const lotId of inputIds) await putBack(change, row, lotId);
  await bumpCounter(change, 'placements');
  change.note({
    organisationId: row.organisationId,
    ...{ action: 'transformation.undo', entity: 'transformation', entityId: id },
    before: { undoneAt: null },
    after: { undoneAt: change.now, undoneReason, outputs: outputIds },
    reason: undoneReason,
  });
}

async function refuseWhatWentOn(
  change: Change,
  { id, at }: TransformationRow,
  { outputIds, inputIds }: { readonly outputIds: string[]; readonly inputIds: string[] },
): Promise<void> {
  const lotIds = [...outputIds, ...inputIds];
  const events = await eventsOf(change.database, 'transformationInputs', lotIds);
  // What was left of an input and became other lots later was reckoned without what this took.
  const later = events.filter((event) => event.id !== id && event.at >= at);
  const goneOn = new Set(later.flatMap(({ inputs }) => inputs.map(({ lotId }) => lotId)));
  const lots = await change.database
    .selectFrom('lots')
    .leftJoin('handOverLots', 'handOverLots.lotId', 'lots.id')
    .select(['lots.id', 'lots.code', 'handOverLots.id as handOver'])
    .where('lots.id', 'in', lotIds)
    .orderBy('lots.code')
    .execute();
  const codes = lots
    .filter((lot) => (lot.handOver !== null && outputIds.includes(lot.id)) || goneOn.has(lot.id))
    .map(({ code }) => code);
  const findings = [...new Set(codes)].map((lotCode): Finding =>
    finding('LOT_WENT_ON', null, 'outputs', { lotCode }),
  );
  if (findings.length > 0) throw new RecordRefusedError(`undoing ${id}`, findings);
}

/** Where the event had ended the placement of a lot, that goes on as it was believed before. */
async function putBack(change: Change, event: TransformationRow, lotId: string): Promise<void> {
  const ended = await change.database
    .selectFrom('pastLotPlacements')
    .innerJoin('profiles', 'profiles.id', 'pastLotPlacements.profileId')
    .select(['unitId', 'profiles.code', 'pastLotPlacements.validFrom', 'validUntil'])
    .where('lotId', '=', lotId)
    .where('supersededAt', '=', event.recordedAt)
    .execute();
  for (const { unitId, code, validFrom, validUntil } of ended) {
    const from = Math.max(validFrom, event.at);
    const until = await unloadedAt(change, unitId, { from, until: validUntil });
    if (until !== null && until <= from) continue;
    await correctBinding(change, {
      ...{ organisationId: event.organisationId, kind: 'lot', subjectId: lotId, targetId: unitId },
      ...{ from, until },
      profileCode: code.split(VARIANT_MARK)[0],
    });
  }
}

/** A run that is over since has been unloaded: nothing of it lies in its units any more. */
async function unloadedAt(
  change: Change,
  unitId: string,
  { from, until }: Validity,
): Promise<Instant | null> {
  const ride = await change.database
    .selectFrom('unitAssignments')
    .innerJoin('runs', 'runs.id', 'runId')
    .select('validUntil')
    .where('unitId', '=', unitId)
    .where('validFrom', '<=', from)
    .where('validUntil', '>', from)
    .where('runs.state', 'in', ['CLOSED', 'CANCELLED'])
    .orderBy('validUntil')
    .executeTakeFirst();
  const end = ride?.validUntil ?? null;
  return end === null || (until !== null && until < end) ? until : end;
}
