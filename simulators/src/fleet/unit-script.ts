import type { Celsius, Instant } from '@lenglian/quantities';
import type { ColdPack } from '../box/box-plan.ts';
import type { DeliveryHabit } from '../device/delivery.ts';
import type { DeviceFault } from '../faults/fault.ts';
import type { DefrostHabit } from '../reefer/defrost-schedule.ts';
import type { TimeSpan } from '../reefer/time-span.ts';
import type { RoomLot } from '../room/room-plan.ts';
import { COOLED_BODIES, type CooledKind } from '../thermal/cooled-body.ts';
import type { PickUp } from '../tanker/tank-plan.ts';

/** What can happen to a unit of any kind. */
export interface UnitEvents {
  readonly powerOff: readonly TimeSpan[];
  /** Doors; of a tank manhole and valve, where no hose is on. */
  readonly doorOpen: readonly TimeSpan[];
  readonly offline: readonly TimeSpan[];
  /** When it sees no sky, where it has a receiver: in a tunnel, in a hold, in flight. */
  readonly noFix?: readonly TimeSpan[];
  readonly delivery: DeliveryHabit;
  /** What the device does by itself; `withFaults` puts faults of all sorts where they belong. */
  readonly faults?: readonly DeviceFault[];
}

/** What is scripted about a body with a machine. */
export interface CooledScript extends UnitEvents {
  readonly kind?: CooledKind;
  readonly cargoProbeCount: number;
  /** Wrapped in film: the air hardly reaches the core. */
  readonly isWrapped: boolean;
  readonly productAtLoadingCelsius: Celsius;
  readonly setpointChanges: readonly { readonly at: Instant; readonly celsius: Celsius }[];
  readonly defrost?: DefrostHabit;
  /** When tank or battery were filled, where the machine lives on its own. */
  readonly refilledAt?: readonly Instant[];
}

/** What is scripted about a compartment of a tanker; without power its agitator stands still. */
export interface TankScript extends UnitEvents {
  readonly kind: 'tanker';
  readonly pickUps: readonly PickUp[];
  readonly unloads: readonly TimeSpan[];
  readonly cleanings: readonly TimeSpan[];
  readonly agitatorOff: readonly TimeSpan[];
}

/** What is scripted about a room or a zone of a store. Power that is off is that of the grid. */
export interface RoomScript extends UnitEvents {
  readonly kind: 'room' | 'store';
  /** In order of their coming. */
  readonly lots: readonly RoomLot[];
  readonly cargoProbeCount: number;
  readonly setpointChanges: readonly { readonly at: Instant; readonly celsius: Celsius }[];
  /** When the generator does not start. */
  readonly dieselOff: readonly TimeSpan[];
  readonly refilledAt: readonly Instant[];
  readonly defrost?: DefrostHabit;
}

/** What is scripted about a box; its door is the lid, and it has no power to lose. */
export interface BoxScript extends UnitEvents {
  readonly kind: 'box';
  readonly productAtLoadingCelsius: Celsius;
  readonly coldPack?: ColdPack;
  /** 1 in the middle, 2 also at the surface. */
  readonly cargoProbeCount: number;
}

/** What is scripted about one unit, of the unit's kind. Values never are: they come from the physics. */
export type UnitScript = CooledScript | TankScript | RoomScript | BoxScript;

/** Whether a script is for a body with a machine. Any of these can play the script of another. */
export function isForCooled(script: UnitScript): script is CooledScript {
  return script.kind === undefined || script.kind in COOLED_BODIES;
}
