import type { Celsius, Duration } from '@lenglian/quantities';

/** A climate point of a route, relative to the start of the simulation. */
export interface RoutePoint {
  /** Before the start: negative. */
  readonly at: Duration;
  readonly lowCelsius: Celsius;
  readonly highCelsius: Celsius;
}

/** A stretch of a route without radio coverage, relative to the start of the simulation. */
export interface CoverageHole {
  readonly code: string;
  readonly from: Duration;
  readonly until: Duration;
}

/** One unit to be simulated: what it carries, and what its run goes through. */
export interface FleetUnit {
  readonly deviceId: string;
  readonly runCode: string;
  readonly serviceCode: string;
  /** Place in the train, from 1. */
  readonly position: number;
  /** Units with one number share a genset; null where each has its own supply. */
  readonly equipmentGroup: number | null;
  readonly loadKilograms: number;
  readonly productAtLoadingCelsius: Celsius;
  /** How long before the start the doors were closed on the load. */
  readonly loadedBefore: Duration;
  readonly setpointCelsius: Celsius;
  readonly respirationWattsPerTonne: number;
  readonly climate: readonly RoutePoint[];
  readonly coverageHoles: readonly CoverageHole[];
}

/**
 * The number that names a device's stream of randomness: FNV-1a of its id, so that a device sends
 * the same bytes in whatever fleet it stands.
 */
export function deviceNumber(deviceId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < deviceId.length; i++) {
    hash = Math.imul(hash ^ deviceId.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
