import { overlapOf, type Validity } from '@lenglian/placements';
import {
  checkLegs,
  delayLegs,
  isOver,
  isRefused,
  rideOf,
  stopsOf,
  type Delay,
  type PlannedLeg,
} from '@lenglian/planning';
import { BINDING_TABLES, type BindingRow } from '../bindings/binding-tables.ts';
import { moveBinding } from '../bindings/move-binding.ts';
import type { Change } from '../database/audited.ts';
import { bumpCounter } from '../database/counters.ts';
import { revise } from '../database/revise.ts';
import type { RunLegRow } from '../database/schema.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import { InvalidRecordError, NotFoundError, RunStateError } from '../records-errors.ts';
import type { RunRecord } from '../records.ts';
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
export async function delayRun(change: Change, runId: string, delay: Delay): Promise<RunRecord> {
  const run = await findRun(change.database, 'id', runId);
  if (run === undefined) throw new NotFoundError(`there is no run ${runId}`);
  if (isOver(run.state)) throw new RunStateError(`run ${run.code} is ${run.state}`);
  const legs = delayLegs(run.legs, delay);
  if (!legs) throw new InvalidRecordError(`run ${run.code} has no leg ${delay.leg}`);
  const findings = checkLegs(legs);
  if (isRefused(findings)) throw new RecordRefusedError(`delay of run ${run.code}`, findings);
  await revise(change, 'runs', runId);
  await replaceLegs(change, runId, legs);
  await moveStops(change, run, legs);
  // Who shows runs reads them again with the placements.
  await bumpCounter(change, 'placements');
  change.note({
    organisationId: run.organisationId,
    ...{ action: 'run.delay', entity: 'run', entityId: runId },
    before: run.legs.map(timesOf),
    after: { ...delay, legs: legs.map(timesOf) },
  });
  return { ...run, legs, revision: run.revision + 1 };
}

function timesOf({ plannedDepartureAt, plannedArrivalAt }: PlannedLeg) {
  return { plannedDepartureAt, plannedArrivalAt };
}

async function replaceLegs(
  change: Change,
  runId: string,
  legs: readonly PlannedLeg[],
): Promise<void> {
  const rows = await change.database
    .selectFrom('runLegs')
    .selectAll()
    .where('runId', '=', runId)
    .execute();
  const moved = rows.filter((row) => differs(row, legs[row.ordinal]));
  for (const row of moved) {
    const times = timesOf(legs[row.ordinal] as PlannedLeg);
    await change.database
      .insertInto('pastRunLegs')
      .values({ ...row, id: change.newId(), supersededAt: change.now })
      .execute();
    await change.database
      .updateTable('runLegs')
      .set({ ...times, recordedAt: change.now })
      .where('id', '=', row.id)
      .execute();
  }
}

function differs(row: RunLegRow, leg: PlannedLeg | undefined): boolean {
  return (
    leg !== undefined &&
    (row.plannedDepartureAt !== leg.plannedDepartureAt ||
      row.plannedArrivalAt !== leg.plannedArrivalAt)
  );
}

/** Whoever was to join or leave at a stop does so when the run is to be there now. */
async function moveStops(
  change: Change,
  run: RunRecord,
  legs: readonly PlannedLeg[],
): Promise<void> {
  const rides = await change.database
    .selectFrom('unitAssignments')
    .selectAll()
    .where('runId', '=', run.id)
    .execute();
  for (const ride of rides) {
    const before: Validity = { from: ride.validFrom, until: ride.validUntil };
    const after = movedTo(before, run, legs, change.now);
    if (!after) continue;
    await moveBinding(change, 'unit', ride, after);
    for (const kind of ['lot', 'device'] as const)
      await moveWithUnit(change, kind, ride.unitId, before, after);
  }
}

/** Undefined where nothing moves, or where it has happened already: that is record, and no plan. */
function movedTo(
  ride: Validity,
  run: RunRecord,
  legs: readonly PlannedLeg[],
  now: number,
): Validity | undefined {
  const planned = rideOf(stopsOf(ride, run), { legs, loadingAt: ride.from });
  if (!planned) return undefined;
  const from = ride.from > now ? Math.max(planned.from, now) : ride.from;
  const hasLeft = ride.until !== null && ride.until <= now;
  const until =
    hasLeft || planned.until === null ? ride.until : Math.max(planned.until, now, from + 1);
  return from === ride.from && until === ride.until ? undefined : { from, until };
}

/** What was to go on with its unit, or off: its goods, and the device that was given to it for the ride. */
async function moveWithUnit(
  change: Change,
  kind: 'lot' | 'device',
  unitId: string,
  before: Validity,
  after: Validity,
): Promise<void> {
  const rows: BindingRow[] = await change.database
    .selectFrom(BINDING_TABLES[kind].present as 'deviceBindings')
    .selectAll()
    .where('unitId', '=', unitId)
    .execute();
  for (const row of rows) {
    const { validFrom, validUntil } = row;
    if (!overlapOf({ from: validFrom, until: validUntil }, before)) continue;
    const from = validFrom === before.from ? after.from : validFrom;
    const until = validUntil === before.until ? after.until : validUntil;
    if (from !== validFrom || until !== validUntil)
      await moveBinding(change, kind, row, { from, until });
  }
}
