import type { LegMode } from '@lenglian/planning';
import { kilometresBetween, type Point } from './sphere.ts';

/** A place that a run calls at, by whatever name. */
export interface RoutePlace extends Point {
  readonly placeCode: string;
  /** Within it a unit is at the place; undefined where nobody said. */
  readonly radiusKilometres?: number | undefined;
}

/** The way of a run: each leg leads from one place to the next. */
export interface Route {
  /** One more than there are legs. */
  readonly places: readonly RoutePlace[];
  readonly modes: readonly LegMode[];
}

/** Where nobody said how wide a place is, km. [C] */
export const RADIUS_DEFAULT = 10;
/** Of the way to the nearest other place: two radii, also half as wide again, never meet. */
const NEIGHBOUR_SHARE = 0.3;

/** How wide each place is, km. */
export function radiiOf({ places }: Route): number[] {
  return places.map((place, index) => {
    const own = place.radiusKilometres ?? RADIUS_DEFAULT;
    const neighbours = [places[index - 1], places[index + 1]].flatMap((other) =>
      other ? [kilometresBetween(place, other)] : [],
    );
    const apart = neighbours.filter((kilometres) => kilometres > 0);
    return Math.min(own, ...apart.map((kilometres) => kilometres * NEIGHBOUR_SHARE));
  });
}

/** How fast it may be at most, km/h: above it a position is wrong, or an arrival sooner cannot be. [C] */
export const TOP_SPEED: Readonly<Record<LegMode, number>> = {
  RAIL: 120,
  ROAD: 100,
  CITY: 80,
  AIR: 950,
};
