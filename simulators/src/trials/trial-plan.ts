import type { Celsius, Duration, Instant } from '@lenglian/quantities';
import type { DefrostHabit } from '../reefer/defrost-schedule.ts';
import type { TimeSpan } from '../reefer/time-span.ts';
import type { ClimatePoint } from '../thermal/climate.ts';

export const TRIAL_FAULTS = [
  'POWER_LOSS',
  'DOOR_LEFT_OPEN',
  'SETPOINT_WRONG',
  'LOW_REFRIGERANT',
  'WARM_LOAD',
] as const;
export type TrialFault = (typeof TRIAL_FAULTS)[number];
export const TRIAL_PLANTS = ['three-node', 'sectioned'] as const;
export type TrialPlantName = (typeof TRIAL_PLANTS)[number];
/**
 * Training draws constants within ±12 % of their centre, held-out ones 12…30 % away from it on
 * either side: the two never meet.
 */
export type TrialSplit = 'training' | 'held-out';

/** What is carried, as far as the physics go. */
export interface TrialGoods {
  readonly setpointCelsius: Celsius;
  readonly bandHighCelsius: Celsius;
  readonly isFrozen: boolean;
  /** Heat of respiration at 0 °C, W. */
  readonly respirationWatts: number;
}

/** Where a probe lies. */
export interface ProbePlace {
  /** 0 in the surface that air touches, 1 in the middle of the cargo. */
  readonly depth: number;
  /** Which of the six stacks; a plant with one cargo has them all the same. */
  readonly stack: number;
  readonly offsetKelvin: number;
}

/** Factors on the constants of a plant, around 1. */
export interface TrialSpreads {
  readonly wall: number;
  readonly air: number;
  readonly cargo: number;
  readonly contact: number;
  readonly inner: number;
  readonly cooling: number;
  readonly door: number;
  readonly noise: number;
  /** Of the air past the coil, and of what its fans give; 1 where absent. */
  readonly stream?: number;
  readonly fans?: number;
}

/** Everything that is decided about one trial; the values come from the physics. */
export interface TrialPlan {
  readonly seed: number;
  readonly plant: TrialPlantName;
  readonly fault: TrialFault | null;
  readonly goods: TrialGoods;
  readonly from: Instant;
  readonly duration: Duration;
  /** When the fault begins; the end of the trial where there is none. */
  readonly faultAt: Instant;
  readonly spreads: TrialSpreads;
  readonly climate: readonly ClimatePoint[];
  readonly productAtLoadingCelsius: Celsius;
  readonly probes: readonly ProbePlace[];
  readonly setpointAfterCelsius: Celsius;
  /** How long a wrong set-point takes to go all the way, as of a sensor that drifts; at once where absent. */
  readonly setpointSlidesIn?: Duration;
  /** What the three-node plant can heat with, W; nothing where absent. The sectioned one always heats. */
  readonly heatingMaxWatts?: number;
  /** What is left of the machine when it has lost its refrigerant, 0…1, and how long that takes. */
  readonly coolingShareAfter: number;
  readonly fadesIn: Duration;
  readonly powerOff: readonly TimeSpan[];
  readonly doorOpen: readonly TimeSpan[];
  /** No sample arrives of these. */
  readonly holes: readonly TimeSpan[];
  readonly defrost: DefrostHabit;
}
