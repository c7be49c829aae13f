import { stopsOf } from '@lenglian/planning';
import type { UnitAssignmentRow } from '../database/schema.ts';
import type { RunRecord } from '../records.ts';

/** A ride as far as its stops are told by it. */
type Ride = Pick<
  UnitAssignmentRow,
  'validFrom' | 'validUntil' | 'joinPlaceCode' | 'leavePlaceCode'
>;

/**
 * Where a unit is coupled on and set out: as the plan said, else (of rides that were recorded before this
 * was kept) by the times of the run's stops.
 */
export function stopsOfRide(ride: Ride, run: RunRecord) {
  const { joinPlaceCode, leavePlaceCode } = ride;
  if (joinPlaceCode !== null || leavePlaceCode !== null) return { joinPlaceCode, leavePlaceCode };
  return stopsOf({ from: ride.validFrom, until: ride.validUntil }, run);
}
