/** A point on the earth, WGS-84 degrees. */
export interface Point {
  readonly latitudeDegrees: number;
  readonly longitudeDegrees: number;
}

/** Mean radius of the earth, km (IUGG). */
const EARTH_KILOMETRES = 6_371.0088;
const RADIANS = Math.PI / 180;

/** The great circle between two points, km; within 0.6 % of the ellipsoid's. */
export function kilometresBetween(a: Point, b: Point): number {
  const north = ((b.latitudeDegrees - a.latitudeDegrees) * RADIANS) / 2;
  const east = ((b.longitudeDegrees - a.longitudeDegrees) * RADIANS) / 2;
  const squeeze = Math.cos(a.latitudeDegrees * RADIANS) * Math.cos(b.latitudeDegrees * RADIANS);
  const half = Math.sin(north) ** 2 + squeeze * Math.sin(east) ** 2;
  return 2 * EARTH_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(half)));
}
