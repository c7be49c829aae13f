import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import { radiiOf, type Route } from './route.ts';
import { kilometresBetween, type Point } from './sphere.ts';

/** Where a device was at a moment of its own, corrected clock. */
export interface Position extends Point {
  readonly deviceId: string;
  readonly at: Instant;
}

/** Of each device one position in ten minutes is enough; near a place each minute counts, of some of them. */
const NEAR: Duration = MINUTE;
const FAR: Duration = 10 * MINUTE;
/** How many radii away "near" ends. */
const NEAR_RADII = 3;
/** Devices kept of one minute: enough for a median. Which, does not matter: all of them are heard within ten. */
const DEVICES_A_MINUTE = 7;

/**
 * The positions of a run's devices, thinned. What is kept follows from the set of what was added: in which
 * order it came, and how often, changes nothing. Of a day it is at most 144 positions a device (288 where it comes near
 * a place and leaves again in each ten minutes), and 10,080 of all of them near places.
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
    const isNear = this.isNear(position);
    const isKept = this.keep(`${isNear} ${Math.floor(position.at / FAR)}`, position);
    if (!isNear) return isKept;
    return this.keep(`${Math.floor(position.at / NEAR)}`, position, DEVICES_A_MINUTE) || isKept;
  }

  get isEmpty(): boolean {
    return this.slots.size === 0;
  }

  /** What is kept, by time. */
  positions(): readonly Position[] {
    if (!this.ordered) {
      const kept = new Set([...this.slots.values()].flatMap((slot) => [...slot.values()]));
      this.ordered = [...kept].sort(compare);
    }
    return this.ordered;
  }

  private keep(key: string, position: Position, devicesMax = Infinity): boolean {
    const slot = this.slots.get(key) ?? new Map<string, Position>();
    const known = slot.get(position.deviceId);
    if (known && compare(known, position) <= 0) return false;
    slot.set(position.deviceId, position);
    if (slot.size > devicesMax) slot.delete([...slot.keys()].sort().at(-1)!);
    this.slots.set(key, slot);
    this.ordered = undefined;
    return slot.has(position.deviceId);
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
