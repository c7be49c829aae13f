import type { Instant } from '@lenglian/quantities';

/** A place on Earth, WGS-84. */
export interface Position {
  readonly latitudeDegrees: number;
  readonly longitudeDegrees: number;
}

/** Where a unit is at a moment. Two points of one place after another are a halt there. */
export interface WayPoint extends Position {
  readonly at: Instant;
}

/** A unit's way: evenly along the great circle from point to point, standing before and after. */
export class Way {
  private readonly points: readonly WayPoint[];
  private segment = 0;

  /** @param points ordered by time, at least one */
  constructor(points: readonly WayPoint[]) {
    this.points = points;
  }

  positionAt(at: Instant): Position {
    const points = this.points;
    // Mostly asked in order of time: go on from the last answer instead of searching.
    if (at < (points[this.segment]?.at ?? 0)) this.segment = 0;
    while (this.segment + 1 < points.length && (points[this.segment + 1]?.at ?? 0) <= at) {
      this.segment++;
    }
    const from = points[this.segment] as WayPoint;
    const to = points[this.segment + 1];
    if (to === undefined || at <= from.at) return from;
    return onGreatCircle(from, to, (at - from.at) / (to.at - from.at));
  }
}

/** @param share of the way from one to the other, 0…1 */
export function onGreatCircle(from: Position, to: Position, share: number): Position {
  const [a, b] = [toUnitVector(from), toUnitVector(to)];
  const angle = Math.acos(Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  // The same place, or so near that the angle has no digits left.
  if (angle < 1e-7) return share < 0.5 ? from : to;
  const [first, second] = [Math.sin((1 - share) * angle), Math.sin(share * angle)];
  const [x, y, z] = [0, 1, 2].map((i) => {
    return (first * (a[i] as number) + second * (b[i] as number)) / Math.sin(angle);
  }) as [number, number, number];
  return {
    latitudeDegrees: toDegrees(Math.atan2(z, Math.hypot(x, y))),
    longitudeDegrees: toDegrees(Math.atan2(y, x)),
  };
}

function toUnitVector({ latitudeDegrees, longitudeDegrees }: Position): [number, number, number] {
  const [latitude, longitude] = [toRadians(latitudeDegrees), toRadians(longitudeDegrees)];
  const ring = Math.cos(latitude);
  return [ring * Math.cos(longitude), ring * Math.sin(longitude), Math.sin(latitude)];
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function toDegrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
