import type { Celsius, Instant } from '@lenglian/quantities';
import type { RoomSupply } from '../power/room-power.ts';
import type { DefrostHabit } from '../reefer/defrost-schedule.ts';
import type { TimeSpan } from '../reefer/time-span.ts';
import type { ClimatePoint } from '../thermal/climate.ts';
import type { RoomAsset } from './room-asset.ts';

/** Goods that lie in a room for a while: `until` is when they leave. */
export interface RoomLot extends TimeSpan {
  readonly code: string;
  readonly kilograms: number;
  /** How warm they are when they come. */
  readonly celsius: Celsius;
  readonly respirationWattsPerTonne: number;
}

/** Everything that is decided about a room, or one zone of a store; the values come from the physics. */
export interface RoomPlan {
  readonly asset: RoomAsset;
  /** When the model begins: cold, and with whatever lies in it by then. */
  readonly from: Instant;
  readonly setpointCelsius: Celsius;
  /** Changes of the set-point, ordered by time. */
  readonly setpointChanges: readonly { readonly at: Instant; readonly celsius: Celsius }[];
  readonly climate: readonly ClimatePoint[];
  readonly lots: readonly RoomLot[];
  /** Probes, 0…4: a lot that comes takes the first free one, and leaves it. */
  readonly cargoProbeCount: number;
  readonly supply: RoomSupply;
  readonly gridOff: readonly TimeSpan[];
  readonly dieselOff: readonly TimeSpan[];
  readonly refilledAt: readonly Instant[];
  readonly doorOpen: readonly TimeSpan[];
  readonly defrost?: DefrostHabit | undefined;
}
