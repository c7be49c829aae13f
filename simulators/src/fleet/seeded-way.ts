import { MINUTE } from '@lenglian/quantities';
import type { Place, RunFile } from '@lenglian/seed-files';
import { FleetError } from '../device/simulator-errors.ts';
import type { FleetWayPoint } from './fleet-unit.ts';

/**
 * The way of a run: the ends of its legs and its waypoints, by time. Straight from place to place:
 * rails and roads are longer.
 *
 * @throws FleetError for a place that is in no file
 */
export function seededWay(run: RunFile, places: ReadonlyMap<string, Place>): FleetWayPoint[] {
  const stops = [
    ...run.legs.flatMap((leg) => [
      { placeCode: leg.fromPlaceCode, atMinutes: leg.departureMinutes },
      { placeCode: leg.toPlaceCode, atMinutes: leg.arrivalMinutes },
    ]),
    ...run.waypoints,
  ].sort((a, b) => a.atMinutes - b.atMinutes);
  return stops.map(({ placeCode, atMinutes }) => {
    const place = places.get(placeCode);
    if (place === undefined) throw new FleetError(`${run.code}: no place ${placeCode}`);
    const { latitudeDegrees, longitudeDegrees } = place;
    const at = (atMinutes - run.departedMinutesAgo) * MINUTE;
    return { at, latitudeDegrees, longitudeDegrees };
  });
}
