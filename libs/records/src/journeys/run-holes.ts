import type { ExpectedHole } from '@lenglian/placements';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';

/**
 * Where runs are not to be heard, as it is believed now: each hole counts from the departure of its leg, as it was
 * reported, else as it is planned; so it moves with delays.
 *
 * @returns by the id of the run; none of runs that have no hole
 */
export async function holesOfRuns(
  database: ReadableDatabase,
  runIds: readonly string[],
): Promise<Map<string, ExpectedHole[]>> {
  const holes = new Map<string, ExpectedHole[]>();
  for (const chunk of inChunks(runIds)) {
    const rows = await database
      .selectFrom('runHoles as hole')
      .innerJoin('runLegs as leg', (join) =>
        join.onRef('leg.runId', '=', 'hole.runId').onRef('leg.ordinal', '=', 'hole.legOrdinal'),
      )
      .select(['hole.runId', 'hole.nameZh', 'hole.nameEn', 'hole.afterDeparture', 'hole.duration'])
      .select(['leg.departedAt', 'leg.plannedDepartureAt'])
      .where('hole.runId', 'in', chunk)
      .orderBy('hole.id')
      .execute();
    for (const {
      runId,
      departedAt,
      plannedDepartureAt,
      afterDeparture,
      duration,
      ...name
    } of rows) {
      const from = (departedAt ?? plannedDepartureAt) + afterDeparture;
      holes.set(runId, [...(holes.get(runId) ?? []), { ...name, from, until: from + duration }]);
    }
  }
  return holes;
}
