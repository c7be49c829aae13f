import { withoutSpan, type Validity } from '@lenglian/placements';
import type { Change } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import type { BindingKind } from './binding.ts';
import { BINDING_TABLES, type BindingRow } from './binding-tables.ts';

/**
 * Takes a span of time out of what is believed of a subject. Nothing is overwritten: beliefs that the
 * span touches move to the past with the moment of the change, and what is left of them is recorded
 * anew.
 *
 * @param onlyOn only bindings to this target
 * @returns the beliefs that were touched, as they were
 */
export async function clearSpan(
  change: Change,
  kind: BindingKind,
  subjectId: string,
  span: Validity,
  onlyOn?: string,
): Promise<BindingRow[]> {
  const { present, past, subject, target } = BINDING_TABLES[kind];
  // The tables differ in columns that this does not name; one of them stands for all.
  const table = present as 'deviceBindings';
  let query = change.database
    .selectFrom(table)
    .selectAll()
    .where(subject as 'deviceId', '=', subjectId)
    .where((where) =>
      where.or([where('validUntil', 'is', null), where('validUntil', '>', span.from)]),
    )
    .orderBy('validFrom');
  if (span.until !== null) query = query.where('validFrom', '<', span.until);
  if (onlyOn !== undefined) query = query.where(target as 'unitId', '=', onlyOn);
  const touched = await query.execute();
  if (touched.length === 0) return touched;
  const supersededAt = change.now;
  await change.database
    .insertInto(past as 'pastDeviceBindings')
    .values(touched.map((row) => ({ ...row, supersededAt })))
    .execute();
  for (const ids of inChunks(touched.map(({ id }) => id)))
    await change.database.deleteFrom(table).where('id', 'in', ids).execute();
  const left = touched.flatMap((row) =>
    withoutSpan({ from: row.validFrom, until: row.validUntil }, span).map(({ from, until }) => ({
      ...row,
      ...{ id: change.newId(), validFrom: from, validUntil: until, recordedAt: change.now },
    })),
  );
  if (left.length > 0) await change.database.insertInto(table).values(left).execute();
  return touched;
}
