import { overlapOf, type LotPlacement } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks, pauseBetweenChunks } from '../database/chunks.ts';
import { eventsOf } from './transformation-rows.ts';

/** Generations that are followed back; goods that were split more often than that are crumbs. */
export const GENERATIONS_MAX = 20;

/** A lot, and the lot that its goods were until a moment. */
export interface Ancestor {
  readonly lotId: string;
  readonly ancestorId: string;
  readonly until: Instant;
}

/**
 * Where the goods of lots lay before they were these lots. Only of lots that were made of one other:
 * a part of a lot went through all that the whole did, so that a breach which goes on through a split
 * goes on; of several lots' mixture no one stream of values is true (its exposure is computed instead).
 */
export async function inheritedPlacements(
  database: ReadableDatabase,
  lotIds: readonly string[],
): Promise<LotPlacement[]> {
  const inherited: LotPlacement[] = [];
  let front: Ancestor[] = lotIds.map((lotId) => ({ lotId, ancestorId: lotId, until: Infinity }));
  for (let generation = 0; front.length > 0 && generation < GENERATIONS_MAX; generation++) {
    const parents: Ancestor[] = [];
    for (const chunk of inChunks(front)) {
      parents.push(...(await parentsOf(database, chunk)));
      await pauseBetweenChunks(chunk);
    }
    for (const chunk of inChunks(parents)) {
      inherited.push(...(await placementsOf(database, chunk)));
      await pauseBetweenChunks(chunk);
    }
    front = parents;
  }
  return inherited;
}

/** The lots that lots were made of, where that was one only. */
export async function parentsOf(
  database: ReadableDatabase,
  front: readonly Ancestor[],
): Promise<Ancestor[]> {
  const ids = front.map(({ ancestorId }) => ancestorId);
  const events = await eventsOf(database, 'transformationOutputs', ids);
  return front.flatMap(({ lotId, ancestorId, until }) => {
    const event = events.find(({ outputs }) => outputs.some((one) => one.lotId === ancestorId));
    const only = event?.inputs.length === 1 ? event.inputs[0] : undefined;
    if (!event || !only) return [];
    return [{ lotId, ancestorId: only.lotId, until: Math.min(until, event.at) }];
  });
}

async function placementsOf(
  database: ReadableDatabase,
  ancestors: readonly Ancestor[],
): Promise<LotPlacement[]> {
  const ids = [...new Set(ancestors.map(({ ancestorId }) => ancestorId))];
  const rows = await database
    .selectFrom('lotPlacements')
    .where('lotId', 'in', ids)
    .select(['lotId', 'unitId', 'profileId', 'validFrom as from', 'validUntil as until'])
    .orderBy('id')
    .execute();
  return ancestors.flatMap(({ lotId, ancestorId, until }) =>
    rows
      .filter((row) => row.lotId === ancestorId)
      .flatMap((row): LotPlacement[] => {
        const before = overlapOf(row, { from: -Infinity, until });
        return before ? [{ ...row, ...before, lotId, isInherited: true }] : [];
      }),
  );
}
