import type { Celsius, Duration, Instant } from '@lenglian/quantities';
import { PROMPT_DELIVERY, type DeliveryHabit } from '../device/delivery.ts';
import type { FleetUnit } from '../fleet/fleet-unit.ts';
import type { DefrostHabit } from '../reefer/defrost-schedule.ts';
import type { TimeSpan } from '../reefer/time-span.ts';

/** When and from where a scenario is played. */
export interface Stage {
  readonly seed: number;
  /** Event time at which the live phase begins. */
  readonly start: Instant;
  /** Event time of the first sample, not after `start`. */
  readonly historyFrom: Instant;
  /** Time between two live samples. */
  readonly sampling: Duration;
}

/** What is scripted about one unit. Values are never: they come from the physics. */
export interface UnitScript {
  readonly cargoProbeCount: number;
  /** Wrapped in film: the air hardly reaches the core. */
  readonly isWrapped: boolean;
  readonly productAtLoadingCelsius: Celsius;
  readonly powerOff: readonly TimeSpan[];
  readonly doorOpen: readonly TimeSpan[];
  readonly offline: readonly TimeSpan[];
  readonly setpointChanges: readonly { readonly at: Instant; readonly celsius: Celsius }[];
  readonly defrost?: DefrostHabit;
  readonly delivery: DeliveryHabit;
}

/** A story that a fleet plays, under a name. */
export interface Scenario {
  readonly name: string;
  /** One sentence for `--help`. */
  readonly summary: string;
  readonly sampling: Duration;
  readonly reporting: Duration;
  /** History that the story cannot do without, whatever is asked for. */
  readonly historyMin: Duration;
  /** The script of every unit, in the order of the fleet. */
  readonly write: (fleet: readonly FleetUnit[], stage: Stage) => UnitScript[];
}

/** How far above its set-point the product of an ordinary lot was at loading, at most, K. */
const LOADED_WARM_MAX = 1.3;

/** A unit with which all is well: its route's holes in coverage are all that happens. */
export function everydayScript(unit: FleetUnit, stage: Stage): UnitScript {
  return {
    cargoProbeCount: 1,
    isWrapped: false,
    productAtLoadingCelsius: Math.min(
      unit.productAtLoadingCelsius,
      unit.setpointCelsius + LOADED_WARM_MAX,
    ),
    powerOff: [],
    doorOpen: [],
    offline: unit.coverageHoles.map(({ from, until }) => span(stage, from, until)),
    setpointChanges: [],
    delivery: PROMPT_DELIVERY,
  };
}

/** A time span by its distances from the start. */
export function span(stage: Stage, from: Duration, until: Duration): TimeSpan {
  return { from: stage.start + from, until: stage.start + until };
}
