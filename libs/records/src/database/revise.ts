import { RevisionConflictError } from '../records-errors.ts';
import type { Change } from './audited.ts';

/** Tables whose rows people change. */
export type RevisedTable =
  | 'places'
  | 'services'
  | 'runs'
  | 'units'
  | 'lots'
  | 'users'
  | 'devices'
  | 'contacts'
  | 'alerts'
  | 'alertReviews';

/**
 * Counts a change of a row that is there. Whoever says which revision they saw changes that one or none.
 *
 * @throws RevisionConflictError when the row is at another revision than the actor saw
 */
export async function revise(change: Change, table: RevisedTable, id: string): Promise<void> {
  const { ifRevision } = change;
  // The tables differ in columns that this does not name; one of them stands for all.
  let update = change.database
    .updateTable(table as 'units')
    .set((column) => ({ revision: column('revision', '+', 1) }))
    .where('id', '=', id);
  if (ifRevision !== undefined) update = update.where('revision', '=', ifRevision);
  const { numUpdatedRows } = await update.executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new RevisionConflictError(`${id} of ${table} is not at revision ${ifRevision} any more`);
}

/**
 * Of a record whose revision is not a column but follows from what was done with it. The one writer lets
 * nobody come between this and the change.
 *
 * @throws RevisionConflictError when it is at another revision than the actor saw
 */
export function requireRevision(
  { ifRevision }: Pick<Change, 'ifRevision'>,
  id: string,
  revision: number,
): void {
  if (ifRevision !== undefined && ifRevision !== revision)
    throw new RevisionConflictError(`${id} is not at revision ${ifRevision} any more`);
}
