import { isOver } from '@lenglian/planning';
import type { RunState } from '@lenglian/placements';
import type { Change } from '../database/audited.ts';
import { requireRevision } from '../database/revise.ts';
import { NotFoundError, RunStateError } from '../records-errors.ts';
import type { NewRelease, ReleaseRecord } from './departure.ts';

/** Lets a box of a run leave as it stands. @throws NotFoundError, RunStateError, RevisionConflictError */
export async function releaseBox(
  change: Change,
  recordedBy: string,
  runId: string,
  { unitId, checks, reason }: NewRelease,
): Promise<ReleaseRecord> {
  const run = await change.database
    .selectFrom('runs')
    .select(['organisationId', 'state', 'code'])
    .where('id', '=', runId)
    .executeTakeFirst();
  if (run === undefined) throw new NotFoundError(`run ${runId}`);
  // The column holds only what `addMany` and `setRunState` were given.
  if (isOver(run.state as RunState)) throw new RunStateError(`run ${run.code} is ${run.state}`);
  const unit = await change.database
    .selectFrom('unitAssignments as ride')
    .innerJoin('units', 'units.id', 'ride.unitId')
    .select('units.code')
    .where('ride.runId', '=', runId)
    .where('ride.unitId', '=', unitId)
    .executeTakeFirst();
  if (unit === undefined) throw new NotFoundError(`unit ${unitId} on run ${runId}`);
  const { count } = await change.database
    .selectFrom('departureReleases')
    .select((select) => select.fn.countAll().as('count'))
    .where('runId', '=', runId)
    .executeTakeFirstOrThrow();
  requireRevision(change, runId, Number(count) + 1);
  const row = {
    ...{ id: change.newId(), organisationId: run.organisationId },
    ...{
      recordedAt: change.now,
      recordedBy,
      runId,
      unitId,
      checks: JSON.stringify(checks),
      reason,
    },
  };
  await change.database.insertInto('departureReleases').values(row).execute();
  const about = { action: 'run.release', entity: 'run', entityId: runId };
  const after = { unitCode: unit.code, checks };
  change.note({ organisationId: run.organisationId, ...about, after, reason });
  const { id, recordedAt } = row;
  return { id, unitId, checks, reason, recordedAt, recordedBy };
}
