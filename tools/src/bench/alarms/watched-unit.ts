import type { LotContext } from '@lenglian/breaches';
import type { LimitProfile } from '@lenglian/limits';
import type { Duration } from '@lenglian/quantities';
import type { TrialFault, TrialPlan } from '@lenglian/simulators';

/** Faults of a unit, and two of its sensors while something else goes wrong as well. */
export const UNIT_FAULTS = [
  'POWER_LOSS',
  'WINTER_POWER_LOSS',
  'DOOR_LEFT_OPEN',
  'SETPOINT_WRONG',
  'LOW_REFRIGERANT',
  'WARM_LOAD',
  'SENSOR_STUCK',
  'SENSOR_DRIFT',
] as const;
export type UnitFault = (typeof UNIT_FAULTS)[number];

/** What the plant does under each: a stuck sensor hides a weak machine, a drifting one misleads it. */
export const PLANT_FAULTS: Readonly<Record<UnitFault, TrialFault>> = {
  POWER_LOSS: 'POWER_LOSS',
  WINTER_POWER_LOSS: 'POWER_LOSS',
  DOOR_LEFT_OPEN: 'DOOR_LEFT_OPEN',
  SETPOINT_WRONG: 'SETPOINT_WRONG',
  LOW_REFRIGERANT: 'LOW_REFRIGERANT',
  WARM_LOAD: 'WARM_LOAD',
  SENSOR_STUCK: 'LOW_REFRIGERANT',
  SENSOR_DRIFT: 'SETPOINT_WRONG',
};

/** One loaded unit on its way: what happens to it, and what is known of that. */
export interface WatchedUnit {
  readonly id: string;
  readonly profile: LimitProfile;
  readonly plan: TrialPlan;
  readonly fault: UnitFault | null;
  readonly context: LotContext;
  /** 1 or 5 minutes. */
  readonly sampling: Duration;
}
