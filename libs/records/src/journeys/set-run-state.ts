import { isOver, mayFollow, type LegReport } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { RunState } from '@lenglian/placements';
import { clearSpan } from '../bindings/clear-span.ts';
import type { Change } from '../database/audited.ts';
import { revise } from '../database/revise.ts';
import { bumpCounter } from '../database/counters.ts';
import { refuseUnfit } from '../equipment/refuse-unfit.ts';
import { NotFoundError, RunStateError } from '../records-errors.ts';
import type { MovedRun, RunRecord } from '../records.ts';
import { applyReport } from './report-leg.ts';
import { findRun } from './run-rows.ts';

/**
 * Takes a run a step on. When it is over, whatever still rides on it leaves it, and what lies in its
 * units is taken out: an empty box in the yard is nobody's cargo.
 *
 * @param at when it left or arrived, for the steps that say so
 * @param board what is known of its boxes; kept, once, of a run that leaves
 * @throws NotFoundError, RunStateError for a step that cannot follow, RecordRefusedError for a unit
 * that is to load and is laid up, or a tanker that is not clean
 */
export async function setRunState(
  change: Change,
  runId: string,
  state: RunState,
  at: Instant = change.now,
  board?: KeptBoxes,
): Promise<MovedRun> {
  const run = await findRun(change.database, { id: runId });
  if (run === undefined) throw new NotFoundError(`there is no run ${runId}`);
  if (!mayFollow(run.state, state))
    throw new RunStateError(`run ${run.code} is ${run.state} and cannot become ${state}`);
  if (state === 'LOADING') await refuseUnfit(change, run);
  await revise(change, 'runs', runId);
  const left = isOver(state) ? await leaveRun(change, runId, state) : [];
  await stepTo(change, run, state, left);
  if (board && state === 'IN_TRANSIT' && run.state === 'LOADING')
    await keepBoard(change, run, board);
  const report = reportOf(run, state, at);
  const { legs, warnings } = report
    ? await applyReport(change, run, report)
    : { legs: run.legs, warnings: [] };
  return { run: { ...run, state, legs, revision: run.revision + 1 }, warnings };
}

/** What is known of the boxes of a run, and who takes it a step on. */
export interface KeptBoxes {
  readonly recordedBy: string;
  readonly boxes: readonly unknown[];
}

/** The board of a run that leaves, as it is now. */
export async function keepBoard(
  change: Change,
  { id: runId, organisationId }: RunRecord,
  { recordedBy, boxes }: KeptBoxes,
): Promise<void> {
  await change.database
    .insertInto('departureBoards')
    .values({
      ...{ id: change.newId(), organisationId, recordedAt: change.now, recordedBy, runId },
      boxes: JSON.stringify(boxes),
    })
    .execute();
}

/** The step alone, noted. */
export async function stepTo(
  change: Change,
  run: RunRecord,
  state: RunState,
  unitsThatLeft: readonly string[] = [],
): Promise<void> {
  await change.database.updateTable('runs').set({ state }).where('id', '=', run.id).execute();
  // Who shows runs reads them again with the placements.
  await bumpCounter(change, 'placements');
  change.note({
    organisationId: run.organisationId,
    ...{ action: 'run.setState', entity: 'run', entityId: run.id },
    before: { state: run.state },
    after: { state, ...(unitsThatLeft.length > 0 && { unitsThatLeft }) },
  });
}

/** A run that leaves has begun its first leg, one that has arrived has ended its last. */
function reportOf({ state, legs }: RunRecord, next: RunState, at: Instant): LegReport | undefined {
  const last = legs.at(-1);
  if (!last) return undefined;
  const leg = legs.length;
  if (next === 'ARRIVED' && last.arrivedAt === null) return { leg, arrivedAt: at };
  // A mistaken arrival is taken back.
  if (next === 'IN_TRANSIT' && state === 'ARRIVED') return { leg, arrivedAt: null };
  if (next === 'IN_TRANSIT' && legs[0]?.departedAt === null) return { leg: 1, departedAt: at };
  return undefined;
}

/** @returns ids of the units that were still on the run */
async function leaveRun(change: Change, runId: string, state: RunState): Promise<string[]> {
  const rides = await change.database
    .selectFrom('unitAssignments')
    .select(['unitId', 'validFrom', 'validUntil'])
    .where('runId', '=', runId)
    .where((where) =>
      where.or([where('validUntil', 'is', null), where('validUntil', '>', change.now)]),
    )
    .execute();
  for (const { unitId, validFrom, validUntil } of rides) {
    const span = { from: Math.max(change.now, validFrom), until: validUntil };
    // Also of a unit that was still to be set out: its goods would have stayed in it.
    let lots = change.database.selectFrom('lotPlacements').select('lotId').distinct();
    lots = lots.where('unitId', '=', unitId);
    if (validUntil !== null) lots = lots.where('validFrom', '<', validUntil);
    // What is to come into it later is nothing to a run that is over; to one that never was, it is.
    if (state === 'CLOSED') lots = lots.where('validFrom', '<=', span.from);
    for (const { lotId } of await lots.execute())
      await clearSpan(change, 'lot', lotId, { ...span, until: null }, unitId);
    await clearSpan(change, 'unit', unitId, span, runId);
  }
  await unloadSetOut(change, runId);
  return rides.map(({ unitId }) => unitId);
}

/** What came with the run into units that were set out on the way, and still lies in them. */
async function unloadSetOut(change: Change, runId: string): Promise<void> {
  const loads = await change.database
    .selectFrom('unitAssignments as ride')
    .innerJoin('lotPlacements as load', 'load.unitId', 'ride.unitId')
    .select(['load.lotId', 'load.unitId'])
    .where('ride.runId', '=', runId)
    .where('ride.validUntil', '<=', change.now)
    .whereRef('load.validFrom', '>=', 'ride.validFrom')
    .whereRef('load.validFrom', '<', 'ride.validUntil')
    .where('load.validUntil', 'is', null)
    .execute();
  for (const { lotId, unitId } of loads)
    await clearSpan(change, 'lot', lotId, { from: change.now, until: null }, unitId);
}
