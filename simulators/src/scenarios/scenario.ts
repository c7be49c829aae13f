import type { Duration, Instant } from '@lenglian/quantities';
import { PROMPT_DELIVERY } from '../device/delivery.ts';
import { FleetError } from '../device/simulator-errors.ts';
import {
  isRoom,
  type CooledUnit,
  type CoverageHole,
  type FleetUnit,
  type RoomUnit,
  type BoxUnit,
  type TankUnit,
} from '../fleet/fleet-unit.ts';
import type {
  BoxScript,
  CooledScript,
  RoomScript,
  TankScript,
  UnitScript,
} from '../fleet/unit-script.ts';
import { whenOn } from '../positions/stretch.ts';
import type { TimeSpan } from '../reefer/time-span.ts';

export type {
  BoxScript,
  CooledScript,
  RoomScript,
  TankScript,
  UnitScript,
} from '../fleet/unit-script.ts';

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
export function everydayScript(unit: CooledUnit, stage: Stage): CooledScript;
export function everydayScript(unit: TankUnit, stage: Stage): TankScript;
export function everydayScript(unit: RoomUnit, stage: Stage): RoomScript;
export function everydayScript(unit: BoxUnit, stage: Stage): BoxScript;
export function everydayScript(unit: FleetUnit, stage: Stage): UnitScript;
export function everydayScript(unit: FleetUnit, stage: Stage): UnitScript {
  const events = {
    powerOff: [],
    doorOpen: [],
    offline: unit.coverageHoles.map((hole) => whenIn(hole, unit, stage)),
    noFix: unit.coverageHoles
      .filter(({ hidesSky }) => hidesSky === true)
      .map((hole) => whenIn(hole, unit, stage)),
    delivery: PROMPT_DELIVERY,
  };
  if (unit.kind === 'tanker') {
    return { ...events, kind: unit.kind, pickUps: [], unloads: [], cleanings: [], agitatorOff: [] };
  }
  if (isRoom(unit)) {
    const { kind } = unit;
    const nothing = { lots: [], setpointChanges: [], dieselOff: [], refilledAt: [] };
    return { ...events, ...nothing, kind, cargoProbeCount: 2 };
  }
  if (unit.kind === 'box') {
    const { kind, productAtLoadingCelsius } = unit;
    return { ...events, kind, productAtLoadingCelsius, cargoProbeCount: 1 };
  }
  return {
    ...events,
    cargoProbeCount: 1,
    isWrapped: false,
    productAtLoadingCelsius: Math.min(
      unit.productAtLoadingCelsius,
      unit.setpointCelsius + LOADED_WARM_MAX,
    ),
    setpointChanges: [],
  };
}

/** From when until when a unit is in a hole: where that is a place, when its way leads through. */
function whenIn(hole: CoverageHole, { way, deviceId }: FleetUnit, stage: Stage): TimeSpan {
  if ('from' in hole) return span(stage, hole.from, hole.until);
  if (way === undefined)
    throw new FleetError(`${deviceId}: ${hole.code} is on a way that it has not`);
  const { from, until } = whenOn(way, hole);
  return span(stage, from, until);
}

/** A time span by its distances from the start. */
export function span(stage: Stage, from: Duration, until: Duration): TimeSpan {
  return { from: stage.start + from, until: stage.start + until };
}
