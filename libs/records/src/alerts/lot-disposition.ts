import { DISPOSITIONS, type Disposition } from '@lenglian/alerts';
import type { ReadableDatabase } from '../database/audited.ts';
import { GENERATIONS_MAX, parentsOf, type Ancestor } from '../lots/inherited-placements.ts';
import type { LotDisposition } from './alert.ts';

/**
 * What is decided about the goods of a lot. What the lots that it was went through is its own past, up
 * to when it became this one; of mixtures that is not followed, as with placements.
 */
export async function dispositionOfLot(
  database: ReadableDatabase,
  lotId: string,
): Promise<LotDisposition> {
  const rows = await alertsOf(database, lotId);
  let front: Ancestor[] = [{ lotId, ancestorId: lotId, until: Infinity }];
  for (let generation = 0; front.length > 0 && generation < GENERATIONS_MAX; generation++) {
    front = await parentsOf(database, front);
    for (const { ancestorId, until } of front) {
      const before = await alertsOf(database, ancestorId);
      // One that went on through the split has its own alert here.
      rows.push(...before.filter(({ endedAt }) => endedAt !== null && endedAt <= until));
    }
  }
  const awaiting = rows.filter((row) => row.awaitsDisposition === 1);
  const decided = new Set(rows.map(({ disposition }) => disposition));
  const strictest = DISPOSITIONS.findLast((one: Disposition) => decided.has(one)) ?? null;
  return {
    state: awaiting.length > 0 ? 'AWAITING' : strictest,
    awaitingAlertIds: awaiting.map(({ id }) => id).sort(),
    openReviewIds: [...new Set(rows.flatMap(({ openReviewId }) => openReviewId ?? []))].sort(),
  };
}

/** Those that touch the goods: they wait, were decided on, or are to be looked at again. */
function alertsOf(database: ReadableDatabase, lotId: string) {
  return database
    .selectFrom('alerts')
    .select(['id', 'endedAt', 'awaitsDisposition', 'disposition', 'openReviewId'])
    .where('lotId', '=', lotId)
    .where((where) =>
      where.or([
        where('awaitsDisposition', '=', 1),
        where('disposition', 'is not', null),
        where('openReviewId', 'is not', null),
      ]),
    )
    .execute();
}
