import type { UnitRide } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';

/** A ride of a unit, with when it is expected to end. */
export interface ExpectedRide extends UnitRide {
  readonly unitId: string;
  readonly runId: string;
}

/**
 * The rides of units that are not over at a moment, each until its run arrives by its plan: while a run goes
 * on, its rides are open. One that is late is taken to arrive now.
 */
export async function expectedRides(
  database: ReadableDatabase,
  unitIds: readonly string[],
  { from, now }: { readonly from: Instant; readonly now: Instant },
): Promise<ExpectedRide[]> {
  const rides: ExpectedRide[] = [];
  for (const chunk of inChunks(unitIds)) {
    const rows = await database
      .selectFrom('unitAssignments as ride')
      .innerJoin('runs', 'runs.id', 'ride.runId')
      .select(['ride.unitId', 'ride.runId', 'ride.validFrom', 'ride.validUntil', 'runs.code'])
      .select((select) =>
        select
          .selectFrom('runLegs')
          .select((leg) => leg.fn.max('plannedArrivalAt').as('at'))
          .whereRef('runLegs.runId', '=', 'ride.runId')
          .as('arrivalAt'),
      )
      .where('ride.unitId', 'in', chunk)
      .where((where) =>
        where.or([where('ride.validUntil', 'is', null), where('ride.validUntil', '>', from)]),
      )
      .orderBy('ride.validFrom')
      .execute();
    for (const { unitId, runId, validFrom, validUntil, code: runCode, arrivalAt } of rows) {
      const there = arrivalAt === null ? Infinity : Math.max(Number(arrivalAt), now);
      const end = Math.min(there, validUntil ?? Infinity);
      // A run whose ride would end before it begins is expected to begin at least.
      const until = end === Infinity ? null : Math.max(end, validFrom + 1);
      rides.push({ unitId, runId, runCode, from: validFrom, until });
    }
  }
  return rides;
}
