import { isOver } from '@lenglian/planning';
import type { RunState } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { heldAt } from './held-at.ts';

/** Units on a run: those that are on it now; of a run that is over, all that ever were. */
export async function unitsOnRun(database: ReadableDatabase, runId: string, now: Instant) {
  const run = await database
    .selectFrom('runs')
    .select('state')
    .where('id', '=', runId)
    .executeTakeFirst();
  const rides = database.selectFrom('unitAssignments').select('unitId').where('runId', '=', runId);
  // The column holds only what `addMany` and `setRunState` were given.
  return run !== undefined && isOver(run.state as RunState) ? rides : rides.where(heldAt(now));
}

/** Lots on a run: those in its units while these were on it. */
export function lotsOnRun(database: ReadableDatabase, runId: string) {
  return database
    .selectFrom('lotPlacements as load')
    .innerJoin('unitAssignments as ride', 'ride.unitId', 'load.unitId')
    .select('load.lotId')
    .where('ride.runId', '=', runId)
    .where((where) =>
      where.and([
        where.or([
          where('load.validUntil', 'is', null),
          where('load.validUntil', '>', where.ref('ride.validFrom')),
        ]),
        where.or([
          where('ride.validUntil', 'is', null),
          where('ride.validUntil', '>', where.ref('load.validFrom')),
        ]),
      ]),
    );
}
