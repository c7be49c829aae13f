import type { TelemetrySample } from '@lenglian/device-messages';
import { SECOND, type Celsius, type Instant, type RandomSource } from '@lenglian/quantities';
import { EnergyStore } from '../power/energy-store.ts';
import type { PlantTruth, SimulatedPlant } from '../plants/simulated-plant.ts';
import { Outside } from '../thermal/outside.ts';
import { STEP_SECONDS, ThermalModel, type ThermalInputs } from '../thermal/thermal-model.ts';
import { AIR_SIGMA, AirSensors } from './air-sensors.ts';
import { DefrostSchedule, drawDefrostHabit } from './defrost-schedule.ts';
import { readOut } from './lagged-sensor.ts';
import type { ReeferPlan } from './reefer-plan.ts';
import { isWithin } from './time-span.ts';

const STEP = STEP_SECONDS * SECOND;
/** Noise, standard deviations: probes 0.03…0.05 K, humidity 1…2 %. [C] */
const PROBE_SIGMA = 0.03;
const HUMIDITY_SIGMA = 1;
/** Manufacturing spread of the walls: ±5 %. [C] */
const WALL_SPREAD = 0.05;
/** Probes and air sensors differ by up to this from one another, K. [C] */
const SENSOR_OFFSET_MAX = 0.1;

/**
 * A reefer, or another body with a machine, with its controller and its sensors, in event time. The same plan and the same
 * randomness give the same samples, whatever else happens: one sample always draws equally often.
 */
export class Reefer implements SimulatedPlant {
  private readonly plan: ReeferPlan;
  private readonly random: RandomSource;
  private readonly outside: Outside;
  private readonly model: ThermalModel;
  private readonly defrosts: DefrostSchedule;
  private readonly inputs: ThermalInputs;
  private readonly air: AirSensors;
  private readonly energy: EnergyStore | undefined;
  private readonly sensorOffsets: readonly number[];
  private isPlugged = true;
  private setpointCelsius: Celsius;
  private isResting = false;
  private steppedTo: Instant;

  constructor(plan: ReeferPlan, random: RandomSource) {
    this.plan = plan;
    this.random = random;
    this.outside = new Outside(plan.climate, plan.loadedAt);
    const wallShare = 1 + WALL_SPREAD * (2 * random.next() - 1);
    // Hot air from the coil reaches the return sensor: it reads 5…15 K too high in a defrost.
    const coilHeatKelvin = 5 + 8 * random.next();
    this.sensorOffsets = [0, 1, 2, 3].map(() => SENSOR_OFFSET_MAX * (2 * random.next() - 1));
    const drawn = drawDefrostHabit(random, plan.loadedAt);
    this.defrosts = new DefrostSchedule(plan.defrost ?? drawn, plan.loadedAt, random);
    const asset = {
      ...plan.asset,
      wallWattsPerKelvin: plan.asset.wallWattsPerKelvin * wallShare,
    };
    // The pre-cooled box has taken in warm air while it was loaded.
    const air = plan.setpointCelsius + 3;
    this.model = new ThermalModel(asset, air, plan.productAtLoadingCelsius);
    this.air = new AirSensors(air, coilHeatKelvin);
    this.energy = plan.energy && new EnergyStore(plan.energy);
    this.setpointCelsius = plan.setpointCelsius;
    this.steppedTo = plan.loadedAt;
    this.inputs = {
      ambientCelsius: this.outside.ambientCelsius,
      solarKelvin: 0,
      setpointCelsius: plan.setpointCelsius,
      respirationWatts: plan.respirationWatts,
      isPowered: true,
      isDefrosting: false,
      isDoorOpen: false,
    };
  }

  get truth(): PlantTruth {
    const isEmpty = this.plan.loadKilograms === 0;
    const { airCelsius: air, outerCelsius, coreCelsius } = this.model;
    const [outer, core] = isEmpty ? [air, air] : [outerCelsius, coreCelsius];
    const { outerJoulesPerKelvin, coreJoulesPerKelvin } = this.plan.asset;
    const all = outerJoulesPerKelvin + coreJoulesPerKelvin;
    return {
      kilograms: this.plan.loadKilograms,
      celsius: (outerJoulesPerKelvin * outer + coreJoulesPerKelvin * core) / all,
      warmestCelsius: Math.max(outer, core),
      coldestCelsius: Math.min(outer, core),
    };
  }

  /** Lets the physics go on up to the last whole step not after `instant`. */
  advanceTo(instant: Instant): void {
    while (this.steppedTo + STEP <= instant) {
      this.setInputs(this.steppedTo);
      this.model.step(this.inputs);
      const acrossCoil = this.model.coolingWatts / this.plan.asset.airStreamWattsPerKelvin;
      this.air.follow(this.model.airCelsius, acrossCoil, this.inputs);
      this.useEnergy();
      this.steppedTo += STEP;
    }
  }

  /** What the device measures at `measuredAt`; advances to it. Ask in order of time. */
  sample(measuredAt: Instant): TelemetrySample {
    this.advanceTo(measuredAt);
    const { random, inputs, model } = this;
    const [supplyOffset = 0, returnOffset = 0, probeOffset = 0, secondOffset = 0] =
      this.sensorOffsets;
    const sample: TelemetrySample = {
      measuredAt,
      setpointTemperatureCelsius: this.setpointCelsius,
      supplyTemperatureCelsius: this.air.readSupply(supplyOffset, random),
      returnTemperatureCelsius: this.air.readReturn(returnOffset, random),
    };
    const { coreCelsius: core, outerCelsius: outer } = model;
    const { cargoProbeCount } = this.plan;
    const first = readOut(core + probeOffset, random, PROBE_SIGMA);
    const second = readOut(outer + secondOffset, random, PROBE_SIGMA);
    if (cargoProbeCount > 0) sample.cargoProbe1TemperatureCelsius = first;
    if (cargoProbeCount > 1) sample.cargoProbe2TemperatureCelsius = second;
    // The others lie between the two.
    if (cargoProbeCount > 2)
      sample.cargoProbe3TemperatureCelsius = readOut((core + outer) / 2, random, PROBE_SIGMA);
    if (cargoProbeCount > 3)
      sample.cargoProbe4TemperatureCelsius = readOut((3 * core + outer) / 4, random, PROBE_SIGMA);
    sample.ambientTemperatureCelsius = readOut(inputs.ambientCelsius, random, AIR_SIGMA);
    sample.relativeHumidityPercent = Math.min(100, Math.round(this.humidity()));
    sample.doorOpen = inputs.isDoorOpen;
    sample.isConnectedToPowerSource = this.isPlugged;
    sample.isDefrosting = inputs.isDefrosting;
    if (this.energy !== undefined) sample[this.energy.channel] = Math.round(this.energy.percent);
    return sample;
  }

  private setInputs(at: Instant): void {
    const { inputs, plan } = this;
    this.outside.lookAt(at);
    inputs.ambientCelsius = this.outside.ambientCelsius;
    inputs.solarKelvin = this.outside.solarKelvin;
    if (isRefilled(plan.refilledAt, at)) this.energy?.refill();
    this.isPlugged = !isWithin(plan.powerOff, at) && this.energy?.isEmpty !== true;
    inputs.isDoorOpen = isWithin(plan.doorOpen, at);
    for (const change of plan.setpointChanges) {
      if (change.at <= at) this.setpointCelsius = change.celsius;
    }
    this.startOrStop();
    inputs.isDefrosting = this.defrosts.isDueAt(at) && this.isPlugged;
    inputs.isPowered = this.isPlugged && (!this.isResting || inputs.isDefrosting);
  }

  /** A fuel saver lets the air go up by half its swing, and then cools it down by half a swing. */
  private startOrStop(): void {
    const { startStopKelvin } = this.plan;
    this.inputs.setpointCelsius = this.setpointCelsius;
    if (startStopKelvin === undefined) return;
    const excess = this.model.airCelsius - this.setpointCelsius;
    if (excess > startStopKelvin) this.isResting = false;
    if (excess < -startStopKelvin) this.isResting = true;
    // It aims lower than it goes, so that it gets there.
    this.inputs.setpointCelsius = this.setpointCelsius - 2 * startStopKelvin;
  }

  private useEnergy(): void {
    if (!this.inputs.isPowered) return;
    const { coolingWatts } = this.model;
    this.energy?.use(STEP_SECONDS, Math.abs(coolingWatts) / this.plan.asset.coolingMaxWatts);
  }

  /** Falls while the coil dries the air, rises with fresh air and in a defrost. [C] */
  private humidity(): number {
    const { isDoorOpen, isDefrosting, isPowered } = this.inputs;
    const level = isDoorOpen ? 70 : isDefrosting ? 95 : isPowered ? 88 : 93;
    return readOut(level, this.random, HUMIDITY_SIGMA);
  }
}

/** Whether a moment of filling lies in the step that begins at `at`. */
function isRefilled(refilledAt: readonly Instant[] | undefined, at: Instant): boolean {
  return refilledAt?.some((moment) => at <= moment && moment < at + STEP) === true;
}
