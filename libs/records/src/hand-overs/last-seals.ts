import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';

/** A seal that was put on. */
export interface LastSeal {
  readonly sealNumber: string;
  readonly sealedAt: Instant;
}

/**
 * The seals last put on units, at closing or at a hand-over, as far as the records go.
 *
 * @param before the hand-over that asks: what was put on then or later, or by the record whose place it takes,
 * is not meant
 */
export async function lastSeals(
  database: ReadableDatabase,
  unitIds: readonly string[],
  before: { readonly handedOverAt: Instant; readonly supersedesId?: string | undefined },
): Promise<Map<string, LastSeal>> {
  const last = new Map<string, LastSeal>();
  for (const chunk of inChunks(unitIds)) {
    const closed = await database
      .selectFrom('unitSeals')
      .select(['unitId', 'sealNumber', 'sealedAt'])
      .where('unitId', 'in', chunk)
      .where('sealedAt', '<', before.handedOverAt)
      .orderBy('sealedAt')
      .orderBy('id')
      .execute();
    const handed = await database
      .selectFrom('handOvers')
      .leftJoin('handOvers as later', 'later.supersedesId', 'handOvers.id')
      .select(['handOvers.unitId', 'handOvers.sealAppliedNumber as sealNumber'])
      .select('handOvers.handedOverAt as sealedAt')
      .where('handOvers.unitId', 'in', chunk)
      .where('handOvers.handedOverAt', '<', before.handedOverAt)
      .where('handOvers.sealAppliedNumber', 'is not', null)
      .where('handOvers.id', '!=', before.supersedesId ?? '')
      .where('later.id', 'is', null)
      .orderBy('handOvers.handedOverAt')
      .orderBy('handOvers.id')
      .execute();
    for (const { unitId, sealNumber, sealedAt } of [...closed, ...handed]) {
      if (unitId === null || sealNumber === null) continue;
      const known = last.get(unitId);
      if (known === undefined || sealedAt >= known.sealedAt)
        last.set(unitId, { sealNumber, sealedAt });
    }
  }
  return last;
}
