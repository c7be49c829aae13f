import { isRefused } from '@lenglian/planning';
import type { Change } from '../database/audited.ts';
import { revise } from '../database/revise.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import { asHappened, takeIntoUse } from '../stock/check-load.ts';
import { BINDING_TABLES } from './binding-tables.ts';
import type { BindingCorrection, CorrectedBinding } from './binding.ts';
import { checkBinding } from './check-binding.ts';
import { correctBinding } from './correct-binding.ts';

/**
 * A correction that somebody asks for: a change of the subject (a device, lot or unit), which may be asked
 * for at the revision that they saw. What it puts together is checked as a plan is.
 *
 * @throws RevisionConflictError, RecordRefusedError, and what `correctBinding` does
 */
export async function reviseBinding(
  change: Change,
  actorId: string,
  correction: BindingCorrection,
): Promise<CorrectedBinding> {
  const { kind, from, hasHappened } = correction;
  const { findings, name, loads } = await checkBinding(change, correction);
  // What is still to come has not happened, whoever says so.
  const warnings = asHappened(findings, from <= change.now && hasHappened);
  if (isRefused(warnings)) throw new RecordRefusedError(`${kind} ${name}`, warnings);
  if (loads) await takeIntoUse(change, actorId, loads, { from, reason: `lot ${name}` });
  const binding = await correctBinding(change, correction);
  await revise(change, BINDING_TABLES[correction.kind].subjects, correction.subjectId);
  return { binding, warnings };
}
