import type { PlannedLot } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { goodsOf } from '../stock/goods-of.ts';

/**
 * What lies in units at any time of a span, and is not taken out before by the end of another run: when
 * that is over, its units are empty.
 *
 * @param unitIds one chunk of them
 */
export async function goodsLyingIn(
  database: ReadableDatabase,
  unitIds: readonly string[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<{ unitId: string; lot: PlannedLot }[]> {
  if (unitIds.length === 0) return [];
  const rows = await database
    .selectFrom('lots')
    .innerJoin('lotPlacements as load', 'load.lotId', 'lots.id')
    .selectAll('lots')
    .select('load.unitId')
    .distinct()
    .where('load.unitId', 'in', [...unitIds])
    .where('lots.provisionalRunId', 'is', null)
    .where('load.validFrom', '<', until)
    .where((where) =>
      where.or([where('load.validUntil', 'is', null), where('load.validUntil', '>', from)]),
    )
    .where((outer) =>
      outer.not(
        outer.exists(
          outer
            .selectFrom('unitAssignments as ride')
            .select('ride.id')
            .whereRef('ride.unitId', '=', 'load.unitId')
            .where('ride.validFrom', '<', from)
            .where((where) =>
              where.or([
                where('ride.validUntil', 'is', null),
                where('ride.validUntil', '>', where.ref('load.validFrom')),
              ]),
            ),
        ),
      ),
    )
    .orderBy('lots.id')
    .execute();
  return rows.map(({ unitId, ...row }) => ({ unitId, lot: goodsOf(row) }));
}
