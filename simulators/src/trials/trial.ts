import { MINUTE, SECOND, SeededRandom, type Duration, type Instant } from '@lenglian/quantities';
import { DefrostSchedule } from '../reefer/defrost-schedule.ts';
import { isWithin } from '../reefer/time-span.ts';
import { Climate, solarKelvinAt } from '../thermal/climate.ts';
import { STEP_SECONDS } from '../thermal/thermal-model.ts';
import { buildPlant, type PlantInputs, type TrialPlant } from './trial-plant.ts';
import type { TrialPlan } from './trial-plan.ts';
import { TrialSensors, type TrialSample } from './trial-sensors.ts';

/** Time between two samples of a trial. */
export const TRIAL_SAMPLING: Duration = MINUTE;
const STEPS_A_SAMPLE = TRIAL_SAMPLING / (STEP_SECONDS * SECOND);

/** One minute of a trial: what was true of the fruit, and what was said, if anything arrived. */
export interface TrialMinute {
  readonly at: Instant;
  readonly warmestFruitCelsius: number;
  readonly coldestFruitCelsius: number;
  /** Of all parts of the fruit, the warmest and the coldest. */
  readonly fruitExtremesCelsius: readonly [warmest: number, coldest: number];
  /** Air that leaves the machine and that comes back to it, as it is; null while no fan moves it. */
  readonly blownAirCelsius: readonly [supply: number, back: number] | null;
  readonly sample: TrialSample | null;
}

/** Plays a plan; nobody acts on anything in it. The same plan gives the same minutes. */
export function* playTrial(plan: TrialPlan): Generator<TrialMinute> {
  const random = SeededRandom.stream(plan.seed, 13);
  const plant = buildPlant(plan);
  const sensors = new TrialSensors(plan, plant, random);
  const defrosts = new DefrostSchedule(plan.defrost, plan.from, random);
  const climate = new Climate(plan.climate);
  for (let at = plan.from; at < plan.from + plan.duration; at += TRIAL_SAMPLING) {
    const inputs = inputsAt(plan, at, climate, defrosts);
    advance(plant, sensors, inputs);
    const sample = sensors.sample(at, plant, inputs);
    const isFanOn = inputs.isPowered && !inputs.isDefrosting;
    yield {
      at,
      warmestFruitCelsius: plant.warmestFruitCelsius(),
      coldestFruitCelsius: plant.coldestFruitCelsius(),
      fruitExtremesCelsius: plant.fruitExtremesCelsius(),
      blownAirCelsius: isFanOn ? [plant.supplyCelsius, plant.returnCelsius] : null,
      sample: isWithin(plan.holes, at) ? null : sample,
    };
  }
}

function advance(plant: TrialPlant, sensors: TrialSensors, inputs: PlantInputs): void {
  for (let step = 0; step < STEPS_A_SAMPLE; step++) {
    plant.step(inputs);
    sensors.follow(plant, inputs);
  }
}

function inputsAt(
  plan: TrialPlan,
  at: Instant,
  climate: Climate,
  defrosts: DefrostSchedule,
): PlantInputs {
  const isFaulty = at >= plan.faultAt;
  const isPowered = !isWithin(plan.powerOff, at);
  const faded = Math.min(1, Math.max(0, (at - plan.faultAt) / plan.fadesIn));
  const isFading = isFaulty && plan.fault === 'LOW_REFRIGERANT';
  const isWrong = isFaulty && plan.fault === 'SETPOINT_WRONG';
  return {
    ambientCelsius: climate.ambientAt(at),
    solarKelvin: solarKelvinAt(at),
    setpointCelsius: isWrong ? wrongSetpoint(plan, at) : plan.goods.setpointCelsius,
    respirationWatts: plan.goods.respirationWatts,
    coolingShare: isFading ? 1 - faded * (1 - plan.coolingShareAfter) : 1,
    isPowered,
    isDefrosting: defrosts.isDueAt(at) && isPowered,
    isDoorOpen: isWithin(plan.doorOpen, at),
  };
}

function wrongSetpoint(
  { goods, setpointAfterCelsius, setpointSlidesIn, faultAt }: TrialPlan,
  at: Instant,
) {
  const slid = setpointSlidesIn === undefined ? 1 : Math.min(1, (at - faultAt) / setpointSlidesIn);
  return goods.setpointCelsius + slid * (setpointAfterCelsius - goods.setpointCelsius);
}
