import { overlapOf, type Validity } from '@lenglian/placements';
import { rideOf, type KnownLeg, type PlannedLeg } from '@lenglian/planning';
import { BINDING_TABLES, type BindingRow } from '../bindings/binding-tables.ts';
import { moveBinding } from '../bindings/move-binding.ts';
import type { Change } from '../database/audited.ts';
import type { RunLegRow, UnitAssignmentRow } from '../database/schema.ts';
import type { RunRecord } from '../records.ts';
import { stopsOfRide } from './stops-of-ride.ts';

/** A leg as it is planned and as it went. */
type Leg = PlannedLeg & KnownLeg;

/** Gives a run other times; what was believed of its legs before stays on record. */
export async function replaceLegs(
  change: Change,
  runId: string,
  legs: readonly Leg[],
): Promise<void> {
  const rows = await change.database
    .selectFrom('runLegs')
    .selectAll()
    .where('runId', '=', runId)
    .execute();
  const moved = rows.filter((row) => differs(row, legs[row.ordinal]));
  for (const row of moved) {
    const after = columnsOf(legs[row.ordinal] as Leg);
    await change.database
      .insertInto('pastRunLegs')
      .values({ ...row, id: change.newId(), supersededAt: change.now })
      .execute();
    await change.database
      .updateTable('runLegs')
      .set({ ...after, recordedAt: change.now })
      .where('id', '=', row.id)
      .execute();
  }
}

function differs(row: RunLegRow, leg: Leg | undefined): boolean {
  if (leg === undefined) return false;
  return Object.entries(columnsOf(leg)).some(([name, value]) => row[name as keyof Leg] !== value);
}

/** What may change of a leg. */
function columnsOf(leg: Leg) {
  const { plannedDepartureAt, departedAt, departedBasis, measuredDepartureAt } = leg;
  const { plannedArrivalAt, arrivedAt, arrivedBasis, measuredArrivalAt, arrivalSaidAt } = leg;
  return {
    arrivalSaidAt,
    ...{ plannedDepartureAt, departedAt, departedBasis, measuredDepartureAt },
    ...{ plannedArrivalAt, arrivedAt, arrivedBasis, measuredArrivalAt },
  };
}

/**
 * Whoever was to join or leave at a stop does so when the run is there now.
 *
 * @param alsoPast the times are those that it really was there: what was taken to have happened by plan
 * is corrected; else only what is still to come moves
 */
export async function moveStops(
  change: Change,
  run: RunRecord,
  legs: readonly Leg[],
  { alsoPast }: { readonly alsoPast: boolean },
): Promise<void> {
  const rides = await change.database
    .selectFrom('unitAssignments')
    .selectAll()
    .where('runId', '=', run.id)
    .execute();
  for (const ride of rides) {
    const before: Validity = { from: ride.validFrom, until: ride.validUntil };
    const after = movedTo(ride, run, legs, alsoPast ? -Infinity : change.now);
    if (!after) continue;
    await moveBinding(change, 'unit', ride, after);
    for (const kind of ['lot', 'device'] as const)
      await moveWithUnit(change, kind, ride.unitId, before, after);
  }
}

/** Undefined where nothing moves, or where it had happened by `now`: that is record, and no plan. */
function movedTo(
  row: UnitAssignmentRow,
  run: RunRecord,
  legs: readonly Leg[],
  now: number,
): Validity | undefined {
  const ride: Validity = { from: row.validFrom, until: row.validUntil };
  const planned = rideOf(stopsOfRide(row, run), { legs, loadingAt: ride.from });
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
