import type { Celsius, Instant } from '@lenglian/quantities';
import type { TimeSpan } from '../reefer/time-span.ts';
import type { ClimatePoint } from '../thermal/climate.ts';

/** Milk that a farm gives, evenly over the time for which the hose is on. */
export interface PickUp extends TimeSpan {
  readonly kilograms: number;
  readonly celsius: Celsius;
}

/** Everything that is decided about one compartment of a tanker; the values come from the physics. */
export interface TankPlan {
  /** Most that it holds, kg. */
  readonly capacityKilograms: number;
  /** Heat leak of the full compartment, W/K. */
  readonly wallWattsPerKelvin: number;
  /** When the model begins: clean, empty and as warm as the air. */
  readonly from: Instant;
  readonly climate: readonly ClimatePoint[];
  /** In order of time. */
  readonly pickUps: readonly PickUp[];
  /** All that is in it goes out evenly; whoever takes it need not be the dairy. */
  readonly unloads: readonly TimeSpan[];
  /** 75…85 °C water runs through it. */
  readonly cleanings: readonly TimeSpan[];
  /** The agitator stands still; otherwise it runs while there is milk. */
  readonly agitatorOff: readonly TimeSpan[];
  /** Manhole or outlet valve open, where no hose is on. */
  readonly opened: readonly TimeSpan[];
}

/** One of four compartments of 5,150 kg (domain: 11 W/K each) [C]. */
export const COMPARTMENT_5_TONNES = { capacityKilograms: 5_150, wallWattsPerKelvin: 11 };
/** One tank of 20,600 kg (24 W/K) [C]. */
export const TANK_20_TONNES = { capacityKilograms: 20_600, wallWattsPerKelvin: 24 };
