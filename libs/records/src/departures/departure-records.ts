import type { DepartureCheck, SeenCheck } from '@lenglian/planning';
import type { Clock } from '@lenglian/quantities';
import type { Audited, ReadableDatabase } from '../database/audited.ts';
import type { DepartureRecords, ReleaseRecord } from './departure.ts';
import { departingBoxes } from './departing-boxes.ts';
import { releaseBox } from './release-box.ts';

/** What departure boards are made of, over the database. */
export function departureRecords(
  database: ReadableDatabase,
  audited: Audited,
  clock: Clock,
): DepartureRecords {
  return {
    boxes: (runId) => departingBoxes(database, runId, clock.now()),
    releases: (runId) => readReleases(database, runId),
    release: (actor, runId, release) =>
      audited(actor, (change) => releaseBox(change, actor.id, runId, release)),
    async kept(runId) {
      const row = await database
        .selectFrom('departureBoards')
        .select(['recordedAt', 'boxes'])
        .where('runId', '=', runId)
        .executeTakeFirst();
      return row && { keptAt: row.recordedAt, boxes: JSON.parse(row.boxes) as unknown };
    },
  };
}

async function readReleases(database: ReadableDatabase, runId: string): Promise<ReleaseRecord[]> {
  const rows = await database
    .selectFrom('departureReleases')
    .select(['id', 'unitId', 'checks', 'reason', 'recordedAt', 'recordedBy'])
    .where('runId', '=', runId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, checks: seenChecks(row.checks) }));
}

/** The column holds only what `releaseBox` was given: at first names alone, of a check however it stood. */
function seenChecks(column: string): SeenCheck[] {
  const checks = JSON.parse(column) as (SeenCheck | DepartureCheck)[];
  return checks.map((one) => (typeof one === 'string' ? { check: one, state: 'RED' } : one));
}
