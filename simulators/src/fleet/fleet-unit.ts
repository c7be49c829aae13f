import type { Celsius, Duration } from '@lenglian/quantities';
import type { Stretch } from '../positions/stretch.ts';
import type { Position } from '../positions/way.ts';
import type { EnergyStoreSize } from '../power/energy-store.ts';
import type { RoomSupply } from '../power/room-power.ts';
import { COOLED_BODIES, type CooledKind } from '../thermal/cooled-body.ts';

/** A climate point of a route, relative to the start of the simulation. */
export interface RoutePoint {
  /** Before the start: negative. */
  readonly at: Duration;
  readonly lowCelsius: Celsius;
  readonly highCelsius: Celsius;
}

/** Where a unit is at a moment relative to the start of the simulation; two equal ones are a halt. */
export interface FleetWayPoint extends Position {
  readonly at: Duration;
}

/**
 * Where or when a unit is without radio coverage: on a stretch of its way (a tunnel, a pass), however late it comes
 * there, or for a time, relative to the start of the simulation (in flight).
 */
export type CoverageHole = {
  readonly code: string;
  /** Whether no sky is seen there either, as in a tunnel: the device does not know where it is. */
  readonly hidesSky?: boolean;
} & (Stretch | { readonly from: Duration; readonly until: Duration });

/** What every unit of a fleet has, whatever it is. */
export interface UnitOfFleet {
  readonly deviceId: string;
  readonly runCode: string;
  readonly serviceCode: string;
  /** Place in the train, from 1. */
  readonly position: number;
  /** Units with one number share a genset; null where each has its own supply. */
  readonly equipmentGroup: number | null;
  readonly climate: readonly RoutePoint[];
  readonly coverageHoles: readonly CoverageHole[];
  /** In order of time; where absent, its device says no position. */
  readonly way?: readonly FleetWayPoint[];
  /** False: it has a way, and its device says nothing of it. */
  readonly hasReceiver?: boolean;
}

/** A closed body with a machine, loaded once: a reefer where nothing else is said. */
export interface CooledUnit extends UnitOfFleet {
  readonly kind?: CooledKind;
  /** 0 where it is empty. */
  readonly loadKilograms: number;
  readonly productAtLoadingCelsius: Celsius;
  /** How long before the start the doors were closed on the load. */
  readonly loadedBefore: Duration;
  readonly setpointCelsius: Celsius;
  readonly respirationWattsPerTonne: number;
  /** What the machine can heat with in frost, W; nothing where absent. */
  readonly heatingMaxWatts?: number;
  /** What the machine lives on, where that is not what its kind has: a genset of its own, say. */
  readonly energy?: EnergyStoreSize;
  /** Half the swing of a fuel saver, K (1.5…3 in the trade); it cools without a break where absent. */
  readonly startStopKelvin?: number;
}

/** One compartment of a milk tanker, which is a device of its own; its unit is `<tanker>/<part>`. */
export interface TankUnit extends UnitOfFleet {
  readonly kind: 'tanker';
  /** Most that it holds, kg. */
  readonly capacityKilograms: number;
  /** Heat leak of the full compartment, W/K. */
  readonly wallWattsPerKelvin: number;
}

/** A mobile cold room, or one zone of a fixed store, which is a device of its own: unit `<store>/<zone>`. */
export interface RoomUnit extends UnitOfFleet {
  readonly kind: 'room' | 'store';
  readonly setpointCelsius: Celsius;
  /** What it can live on beside the grid; a store has nothing as a rule. */
  readonly supply: RoomSupply;
}

/** An insulated box or air container without a machine; its climate is that of where it is carried. */
export interface BoxUnit extends UnitOfFleet {
  readonly kind: 'box';
  readonly body: 'foam-box' | 'air-container';
  readonly loadKilograms: number;
  readonly productAtLoadingCelsius: Celsius;
  /** How long before the start it was closed on its goods. */
  readonly loadedBefore: Duration;
  readonly respirationWattsPerTonne: number;
}

/** One unit to be simulated: what it is, what it carries, and what its run goes through. */
export type FleetUnit = CooledUnit | TankUnit | RoomUnit | BoxUnit;
export type UnitKind = NonNullable<FleetUnit['kind']>;

/** Whether a unit is loaded once and cooled by a machine of its own. */
export function isCooled(unit: FleetUnit): unit is CooledUnit {
  return unit.kind === undefined || unit.kind in COOLED_BODIES;
}

/** Whether a unit, or its script, is one of a room or a zone of a store. */
export function isRoom<Of extends { readonly kind?: string }>(
  of: Of,
): of is Extract<Of, { readonly kind: 'room' | 'store' }> {
  return of.kind === 'room' || of.kind === 'store';
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

/**
 * How long after the fleet's beat a device takes its samples: devices are not in step, and a fleet
 * does not send all at once. Less than the sampling interval.
 */
export function samplingPhase(unit: Pick<UnitOfFleet, 'deviceId'>, sampling: Duration): Duration {
  return deviceNumber(unit.deviceId) % sampling;
}
