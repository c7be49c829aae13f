import type { Celsius, Instant } from '@lenglian/quantities';
import type { EnergyStoreSize } from '../power/energy-store.ts';
import type { ClimatePoint } from '../thermal/climate.ts';
import type { ThermalAsset } from '../thermal/thermal-asset.ts';
import type { DefrostHabit } from './defrost-schedule.ts';
import type { TimeSpan } from './time-span.ts';

/** Everything that is decided about a simulated reefer; the values come from the physics. */
export interface ReeferPlan {
  readonly asset: ThermalAsset;
  /** What lies in it, kg; the asset's constants are already those of this load. */
  readonly loadKilograms: number;
  /** When the doors were closed on the load, and how warm that was. The model begins here. */
  readonly loadedAt: Instant;
  readonly productAtLoadingCelsius: Celsius;
  readonly respirationWatts: number;
  readonly setpointCelsius: Celsius;
  /** Changes of the set-point, ordered by time. */
  readonly setpointChanges: readonly { readonly at: Instant; readonly celsius: Celsius }[];
  readonly climate: readonly ClimatePoint[];
  /** Probes in the cargo, 0…4; without one only the air is known. */
  readonly cargoProbeCount: number;
  readonly powerOff: readonly TimeSpan[];
  readonly doorOpen: readonly TimeSpan[];
  /** What the machine lives on, where that is its own; without it, it stops when that is empty. */
  readonly energy?: EnergyStoreSize | undefined;
  readonly refilledAt?: readonly Instant[] | undefined;
  /** A fuel saver: the machine stands still until the air is so far above its set-point, and runs until so far below. */
  readonly startStopKelvin?: number | undefined;
  /** Drawn from the unit's own randomness where absent. */
  readonly defrost?: DefrostHabit;
}
