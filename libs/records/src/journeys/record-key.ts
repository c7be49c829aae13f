import { expressionBuilder } from 'kysely';
import type { RecordsSchema } from '../database/schema.ts';

/** What names one run, unit or lot: its id, or its code in an organisation. */
export type RecordKey =
  { readonly id: string } | { readonly organisationId: string; readonly code: string };

/** A condition on the rows of runs, units or lots. */
export function isKey(key: RecordKey) {
  const where = expressionBuilder<RecordsSchema, 'runs' | 'units' | 'lots'>();
  return () =>
    'id' in key
      ? where('id', '=', key.id)
      : where.and({ organisationId: key.organisationId, code: key.code });
}
