import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';

/**
 * The next moment after `at` at which a unit joins or leaves a run, or is declared otherwise, by itself;
 * null when there is none.
 */
export async function nextRideChange(
  database: ReadableDatabase,
  at: Instant,
): Promise<Instant | null> {
  const joins = await database
    .selectFrom('unitAssignments')
    .select((select) => select.fn.min('validFrom').as('next'))
    .where('validFrom', '>', at)
    .executeTakeFirst();
  const leaves = await database
    .selectFrom('unitAssignments')
    .select((select) => select.fn.min('validUntil').as('next'))
    .where('validUntil', '>', at)
    .executeTakeFirst();
  const declarations = await database
    .selectFrom('unitDeclarations')
    .select((select) => select.fn.min('validFrom').as('next'))
    .where('validFrom', '>', at)
    .executeTakeFirst();
  const moments = [joins, leaves, declarations].flatMap((row) =>
    row?.next == null ? [] : [Number(row.next)],
  );
  return moments.length === 0 ? null : Math.min(...moments);
}
