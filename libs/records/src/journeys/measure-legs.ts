import { isOver, withMeasured, type MeasuredLeg } from '@lenglian/planning';
import type { RunState } from '@lenglian/placements';
import type { Change } from '../database/audited.ts';
import { bumpCounter } from '../database/counters.ts';
import { revise } from '../database/revise.ts';
import { NotFoundError } from '../records-errors.ts';
import type { LegRecord, RunRecord } from '../records.ts';
import { moveStops, replaceLegs } from './replace-legs.ts';
import { findRun } from './run-rows.ts';
import { keepBoard, stepTo, type KeptBoxes } from './set-run-state.ts';

/**
 * Puts down what positions tell of the legs of a run, as a report is put down; what people said stays as it is. The
 * first departure takes a run that loads on its way, the last arrival to its end.
 *
 * @param measured of each leg
 * @param board what is known of its boxes; kept of a run that leaves by what was measured, as by a person's step
 * @returns the run as it is then; undefined where nothing differs, or it is over
 * @throws NotFoundError
 */
export async function measureLegs(
  change: Change,
  runId: string,
  measured: readonly MeasuredLeg[],
  board?: KeptBoxes,
): Promise<RunRecord | undefined> {
  const run = await findRun(change.database, { id: runId });
  if (run === undefined) throw new NotFoundError(`there is no run ${runId}`);
  if (isOver(run.state)) return undefined;
  const told = run.legs.map((leg, index) => ({ ...leg, ...measured[index] }));
  const legs = withMeasured(told, change.now);
  if (legs.every((leg, index) => isSame(leg, run.legs[index]!))) return undefined;
  await replaceLegs(change, runId, legs);
  await bumpCounter(change, 'placements');
  change.note({
    organisationId: run.organisationId,
    ...{ action: 'run.measureLegs', entity: 'run', entityId: runId },
    before: run.legs.map(timesOf),
    after: { legs: legs.map(timesOf) },
  });
  const state = stateAfter(run.state, legs);
  if (state !== run.state) await stepTo(change, run, state);
  if (board && state !== run.state && run.state === 'LOADING') await keepBoard(change, run, board);
  if (legs.every((leg, index) => isBelievedAlike(leg, run.legs[index]!))) return { ...run, legs };
  // Only what people may change has a revision that they must have seen.
  await revise(change, 'runs', runId);
  await moveStops(change, run, legs, { alsoPast: true });
  return { ...run, state, legs, revision: run.revision + 1 };
}

function stateAfter(state: RunState, legs: readonly LegRecord[]): RunState {
  const hasMoved = legs.some(
    ({ departedBasis, arrivedBasis }) =>
      departedBasis === 'MEASURED' || arrivedBasis === 'MEASURED',
  );
  const last = legs.at(-1);
  const isThere = last?.arrivedBasis === 'MEASURED' && last.arrivedAt !== null;
  switch (state) {
    case 'LOADING':
      return !hasMoved ? state : isThere ? 'ARRIVED' : 'IN_TRANSIT';
    case 'IN_TRANSIT':
      return isThere ? 'ARRIVED' : state;
    case 'ARRIVED':
      // It stood there by what was measured, and that does not stand any more.
      return last?.arrivedAt === null && last.arrivedBasis === null ? 'IN_TRANSIT' : state;
    case 'PLANNED':
    case 'CLOSED':
    case 'CANCELLED':
      return state;
  }
}

function isBelievedAlike(a: LegRecord, b: LegRecord): boolean {
  return (
    a.departedAt === b.departedAt &&
    a.arrivedAt === b.arrivedAt &&
    a.departedBasis === b.departedBasis &&
    a.arrivedBasis === b.arrivedBasis
  );
}

function isSame(a: LegRecord, b: LegRecord): boolean {
  return (
    isBelievedAlike(a, b) &&
    a.measuredDepartureAt === b.measuredDepartureAt &&
    a.measuredArrivalAt === b.measuredArrivalAt
  );
}

function timesOf(leg: LegRecord) {
  const { departedAt, departedBasis, measuredDepartureAt } = leg;
  const { arrivedAt, arrivedBasis, measuredArrivalAt } = leg;
  return {
    ...{ departedAt, departedBasis, measuredDepartureAt },
    ...{ arrivedAt, arrivedBasis, measuredArrivalAt },
  };
}
