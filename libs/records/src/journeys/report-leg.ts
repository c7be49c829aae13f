import {
  asReported,
  finding,
  isOver,
  reportLeg as legsAfter,
  type Finding,
  type FindingCode,
  type LegReport,
  type LegTimes,
  withMeasured,
} from '@lenglian/planning';
import type { Change } from '../database/audited.ts';
import { bumpCounter } from '../database/counters.ts';
import { revise } from '../database/revise.ts';
import { unfitAtStop } from '../equipment/refuse-unfit.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import { InvalidRecordError, NotFoundError, RunStateError } from '../records-errors.ts';
import type { LegRecord, MovedRun, RunRecord } from '../records.ts';
import { lateForNext } from './late-for-next.ts';
import { moveStops, replaceLegs } from './replace-legs.ts';
import { findRun } from './run-rows.ts';

/**
 * Puts down when a leg really began or ended. Units that join or leave at its end do so then, also where
 * the plan had said otherwise: the judge judges that span again.
 *
 * @throws NotFoundError, RunStateError (it is over), InvalidRecordError (no such leg)
 * @throws RecordRefusedError for times that no train could have run
 */
export async function reportLeg(
  change: Change,
  runId: string,
  report: LegReport,
): Promise<MovedRun> {
  const run = await findRun(change.database, { id: runId });
  if (run === undefined) throw new NotFoundError(`there is no run ${runId}`);
  if (isOver(run.state)) throw new RunStateError(`run ${run.code} is ${run.state}`);
  await revise(change, 'runs', runId);
  const { legs, warnings } = await applyReport(change, run, report);
  return { run: { ...run, legs, revision: run.revision + 1 }, warnings };
}

/** The work of `reportLeg` on a run that may change; notes it. */
export async function applyReport(
  change: Change,
  run: RunRecord,
  report: LegReport,
): Promise<{ readonly legs: LegRecord[]; readonly warnings: Finding[] }> {
  // Whether it can have been like that is asked of people's words alone: what was measured gives way to them.
  const reported = legsAfter(asReported(run.legs), report, change.now);
  if (reported === 'NO_SUCH_LEG')
    throw new InvalidRecordError(`${run.code} has no leg ${report.leg}`);
  if (typeof reported === 'string') throw refusal(reported, run, report);
  const legs = withMeasured(reported.map(asWordOf(report)), change.now);
  const warnings = await lateForNext(change.database, run, legs, change.now);
  await replaceLegs(change, run.id, legs);
  await moveStops(change, run, legs, { alsoPast: true });
  await bumpCounter(change, 'placements');
  change.note({
    organisationId: run.organisationId,
    ...{ action: 'run.reportLeg', entity: 'run', entityId: run.id },
    before: run.legs.map(timesOf),
    after: { ...report, legs: legs.map(timesOf) },
  });
  const arrivedIn = report.arrivedAt == null ? undefined : run.legs[report.leg - 1]?.toPlaceCode;
  const unfit = arrivedIn === undefined ? [] : await unfitAtStop(change, run, arrivedIn);
  return { legs, warnings: [...warnings, ...unfit] };
}

/** What a report speaks of stands on it from now on, also where it says that it was not. */
function asWordOf({ leg, departedAt, arrivedAt }: LegReport) {
  return (one: LegRecord, index: number): LegRecord => ({
    ...one,
    ...(index === leg - 1 && departedAt !== undefined && { departedBasis: 'REPORTED' }),
    ...(index === leg - 1 && arrivedAt !== undefined && { arrivedBasis: 'REPORTED' }),
  });
}

function refusal(code: FindingCode, run: RunRecord, { leg }: LegReport): RecordRefusedError {
  const field = `legs[${leg - 1}]`;
  return new RecordRefusedError(`leg ${leg} of run ${run.code}`, [
    finding(code, null, field, { leg }),
  ]);
}

function timesOf({ departedAt, arrivedAt }: LegTimes) {
  return { departedAt, arrivedAt };
}
