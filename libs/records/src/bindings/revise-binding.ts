import { isRefused, type Finding } from '@lenglian/planning';
import type { Change } from '../database/audited.ts';
import { revise } from '../database/revise.ts';
import { heldAt } from '../journeys/held-at.ts';
import { findUnit } from '../journeys/unit-rows.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import { asHappened, findingsOfLoad, takeIntoUse } from '../stock/check-load.ts';
import { goodsOf } from '../stock/goods-of.ts';
import { BINDING_TABLES } from './binding-tables.ts';
import type { BindingCorrection, CorrectedBinding } from './binding.ts';
import { correctBinding } from './correct-binding.ts';

/**
 * A correction that somebody asks for: a change of the subject (a device, lot or unit), which may be asked
 * for at the revision that they saw. Goods that it puts into a unit are checked as those of a plan are.
 *
 * @throws RevisionConflictError, RecordRefusedError, and what `correctBinding` does
 */
export async function reviseBinding(
  change: Change,
  actorId: string,
  correction: BindingCorrection,
): Promise<CorrectedBinding> {
  const warnings = await putInto(change, actorId, correction);
  const binding = await correctBinding(change, correction);
  await revise(change, BINDING_TABLES[correction.kind].subjects, correction.subjectId);
  return { binding, warnings };
}

async function putInto(
  change: Change,
  actorId: string,
  { organisationId, kind, subjectId, targetId, from, until, hasHappened }: BindingCorrection,
): Promise<readonly Finding[]> {
  if (kind !== 'lot' || targetId === null) return [];
  const lot = await change.database
    .selectFrom('lots')
    .selectAll()
    .where('id', '=', subjectId)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst();
  const unit = await findUnit(change.database, { id: targetId }, from);
  // Who corrects what is not there is told so by the correction itself.
  if (!lot || unit?.organisationId !== organisationId) return [];
  if (await liesIn(change, subjectId, { unitId: targetId, at: from })) return [];
  const load = { goods: goodsOf(lot), unit, from, until, withoutLotIds: [lot.id] };
  // What is still to come has not happened, whoever says so.
  const isPast = from <= change.now && hasHappened;
  const findings = asHappened(await findingsOfLoad(change, load, 'targetId'), isPast);
  if (isRefused(findings))
    throw new RecordRefusedError(`lot ${lot.code} in ${unit.code}`, findings);
  await takeIntoUse(change, actorId, unit, { from, reason: `lot ${lot.code}` });
  return findings;
}

/** Whether the goods lay there already: then they come into nothing. */
async function liesIn(
  { database }: Change,
  lotId: string,
  { unitId, at }: { readonly unitId: string; readonly at: number },
): Promise<boolean> {
  const row = await database
    .selectFrom('lotPlacements')
    .select('id')
    .where('lotId', '=', lotId)
    .where('unitId', '=', unitId)
    .where(heldAt(at))
    .executeTakeFirst();
  return row !== undefined;
}
