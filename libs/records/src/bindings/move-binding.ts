import type { Validity } from '@lenglian/placements';
import type { Change } from '../database/audited.ts';
import type { BindingKind } from './binding.ts';
import { BINDING_TABLES, type BindingRow } from './binding-tables.ts';
import { clearSpan } from './clear-span.ts';

/**
 * Gives a binding another time; all else about it stays as it was chosen. What was believed before
 * moves to the past, also of other bindings of the subject that the new time touches. The caller notes
 * the change and bumps the counter `placements`.
 */
export async function moveBinding(
  change: Change,
  kind: BindingKind,
  row: BindingRow,
  to: Validity,
): Promise<void> {
  const { present, subject, target } = BINDING_TABLES[kind];
  const subjectId = row[subject] ?? '';
  const before: Validity = { from: row.validFrom, until: row.validUntil };
  await clearSpan(change, kind, subjectId, before, row[target]);
  await clearSpan(change, kind, subjectId, to);
  const times = { validFrom: to.from, validUntil: to.until, recordedAt: change.now };
  // One of the three tables stands for all: the row came out of this one.
  await change.database
    .insertInto(present as 'deviceBindings')
    .values({ ...(row as BindingRow & { deviceId: string }), ...times, id: change.newId() })
    .execute();
}
