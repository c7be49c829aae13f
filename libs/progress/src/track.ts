import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import { radiiOf, type Route } from './route.ts';
import { kilometresBetween, type Point } from './sphere.ts';

/** Where a device was at a moment of its own, corrected clock. */
export interface Position extends Point {
  readonly deviceId: string;
  readonly at: Instant;
}

/** Near a place each minute counts, elsewhere one position in ten is enough. */
const NEAR: Duration = MINUTE;
const FAR: Duration = 10 * MINUTE;
/** How many radii away "near" ends. */
const NEAR_RADII = 3;
/** Devices kept of one moment: enough for a median, and a bound on memory. */
const DEVICES_MAX = 7;

/**
 * The positions of a run's devices, thinned. What is kept follows from the set of what was added: in which
 * order it came, and how often, changes nothing.
 */
export class Track {
  private readonly route: Route;
  private readonly radii: readonly number[];
  private readonly slots = new Map<string, Map<string, Position>>();
  private ordered: readonly Position[] | undefined;

  constructor(route: Route) {
    this.route = route;
    this.radii = radiiOf(route);
  }

  /** @returns whether it is kept */
  add(position: Position): boolean {
    if (!isOnEarth(position)) return false;
    const width = this.isNear(position) ? NEAR : FAR;
    const key = `${width} ${Math.floor(position.at / width)}`;
    const slot = this.slots.get(key) ?? new Map<string, Position>();
    const known = slot.get(position.deviceId);
    if (known && compare(known, position) <= 0) return false;
    slot.set(position.deviceId, position);
    if (slot.size > DEVICES_MAX) slot.delete([...slot.keys()].sort().at(-1)!);
    this.slots.set(key, slot);
    this.ordered = undefined;
    return slot.has(position.deviceId);
  }

  get isEmpty(): boolean {
    return this.slots.size === 0;
  }

  /** What is kept, by time. */
  positions(): readonly Position[] {
    this.ordered ??= [...this.slots.values()].flatMap((slot) => [...slot.values()]).sort(compare);
    return this.ordered;
  }

  private isNear(position: Position): boolean {
    return this.route.places.some(
      (place, index) => kilometresBetween(place, position) <= NEAR_RADII * this.radii[index]!,
    );
  }
}

/** Receivers without a fix say 0, 0. */
function isOnEarth({ latitudeDegrees, longitudeDegrees }: Point): boolean {
  const isInRange = Math.abs(latitudeDegrees) <= 90 && Math.abs(longitudeDegrees) <= 180;
  return isInRange && (latitudeDegrees !== 0 || longitudeDegrees !== 0);
}

/** Any order will do, if it is one of what they say and not of when they came. */
function compare(a: Position, b: Position): number {
  return (
    a.at - b.at ||
    (a.deviceId < b.deviceId ? -1 : a.deviceId > b.deviceId ? 1 : 0) ||
    a.latitudeDegrees - b.latitudeDegrees ||
    a.longitudeDegrees - b.longitudeDegrees
  );
}
