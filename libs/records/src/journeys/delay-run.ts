import {
  checkLegs,
  delayLegs,
  isOver,
  isRefused,
  type Delay,
  type PlannedLeg,
} from '@lenglian/planning';
import type { Change } from '../database/audited.ts';
import { bumpCounter } from '../database/counters.ts';
import { revise } from '../database/revise.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import { InvalidRecordError, NotFoundError, RunStateError } from '../records-errors.ts';
import type { MovedRun } from '../records.ts';
import { lateForNext } from './late-for-next.ts';
import { moveStops, replaceLegs } from './replace-legs.ts';
import { findRun } from './run-rows.ts';

/**
 * A run is late: its plan moves, and with it the units that are still to join or to leave at a stop.
 * The record does not: what has happened keeps its times, and what the plan was is kept.
 *
 * @throws NotFoundError for a run that is not there
 * @throws RunStateError for one that is over
 * @throws InvalidRecordError for a leg that it does not have
 * @throws RecordRefusedError when legs would overlap
 */
export async function delayRun(change: Change, runId: string, delay: Delay): Promise<MovedRun> {
  const run = await findRun(change.database, { id: runId });
  if (run === undefined) throw new NotFoundError(`there is no run ${runId}`);
  if (isOver(run.state)) throw new RunStateError(`run ${run.code} is ${run.state}`);
  const moved = delayLegs(run.legs, delay);
  if (!moved) throw new InvalidRecordError(`run ${run.code} has no leg ${delay.leg}`);
  // Of a leg under way it is a word on its arrival, which its late departure does not make later still.
  const legs = moved.map((leg, index) => {
    const isUnderWay = leg.departedAt !== null && leg.arrivedAt === null;
    return index === delay.leg - 1 && isUnderWay ? { ...leg, arrivalSaidAt: change.now } : leg;
  });
  const findings = checkLegs(legs);
  if (isRefused(findings)) throw new RecordRefusedError(`delay of run ${run.code}`, findings);
  const warnings = await lateForNext(change.database, run, legs, change.now);
  await revise(change, 'runs', runId);
  await replaceLegs(change, runId, legs);
  await moveStops(change, run, legs, { alsoPast: false });
  // Who shows runs reads them again with the placements.
  await bumpCounter(change, 'placements');
  change.note({
    organisationId: run.organisationId,
    ...{ action: 'run.delay', entity: 'run', entityId: runId },
    before: run.legs.map(timesOf),
    after: { ...delay, legs: legs.map(timesOf) },
  });
  return { run: { ...run, legs, revision: run.revision + 1 }, warnings };
}

function timesOf({ plannedDepartureAt, plannedArrivalAt }: PlannedLeg) {
  return { plannedDepartureAt, plannedArrivalAt };
}
