import type { LegMode, LegTimes, PlannedLeg } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';

/** The legs of a run as they were planned at a moment (record time); empty before the run was planned. */
export async function legsAsOf(
  database: ReadableDatabase,
  runId: string,
  asOf: Instant,
): Promise<(PlannedLeg & LegTimes)[]> {
  const present = await database
    .selectFrom('runLegs')
    .selectAll()
    .where('runId', '=', runId)
    .where('recordedAt', '<=', asOf)
    .execute();
  const past = await database
    .selectFrom('pastRunLegs')
    .selectAll()
    .where('runId', '=', runId)
    .where('recordedAt', '<=', asOf)
    .where('supersededAt', '>', asOf)
    .execute();
  return [...present, ...past]
    .sort((a, b) => a.ordinal - b.ordinal)
    .map(({ mode, fromPlaceCode, toPlaceCode, ...leg }) => ({
      // The column holds only what `addMany` was given.
      ...{ mode: mode as LegMode, fromPlaceCode, toPlaceCode },
      ...{ plannedDepartureAt: leg.plannedDepartureAt, plannedArrivalAt: leg.plannedArrivalAt },
      ...{ departedAt: leg.departedAt, arrivedAt: leg.arrivedAt },
    }));
}
