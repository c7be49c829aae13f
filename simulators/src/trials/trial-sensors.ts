import type { RandomSource } from '@lenglian/quantities';
import { LaggedSensor, readOut } from '../reefer/lagged-sensor.ts';
import type { PlantInputs, TrialPlant } from './trial-plant.ts';
import type { ProbePlace, TrialPlan } from './trial-plan.ts';

/** What a device says in a trial. All temperatures °C, in tenths. */
export interface TrialSample {
  readonly measuredAt: number;
  readonly setpointCelsius: number;
  readonly supplyCelsius: number;
  readonly returnCelsius: number;
  readonly ambientCelsius: number;
  /** One a probe, in their order; empty where the unit has none. */
  readonly probesCelsius: readonly number[];
  readonly isPowered: boolean;
  readonly isDoorOpen: boolean;
  readonly isDefrosting: boolean;
}

const AIR_SIGMA = 0.07;
const PROBE_SIGMA = 0.04;
const AIR_SENSOR_SECONDS = 60;
const STILL_AIR_SENSOR_SECONDS = 360;
/** How far the pocket at the sensors goes towards the outside when no fan moves it. [C] */
const STILL_AIR_AMBIENT_SHARE = 0.3;
const COIL_HEAT_KELVIN_MIN = 5;
const COIL_HEAT_KELVIN_MAX = 13;
/** The second plant's device says the mean of so many samples, and its flags so many samples late. */
const VENDOR_AVERAGED_SAMPLES = 5;
const VENDOR_FLAG_DELAY_SAMPLES = 2;

/**
 * The sensors of a trial. On the three-node plant as the simulated reefers have them; on the
 * sectioned plant with the ways of some makers: air is the mean of five samples, flags come two
 * samples late. The same randomness gives the same samples.
 */
export class TrialSensors {
  private readonly plan: TrialPlan;
  private readonly random: RandomSource;
  private readonly supply: LaggedSensor;
  private readonly return: LaggedSensor;
  private readonly stillAir = new LaggedSensor(0, STILL_AIR_SENSOR_SECONDS);
  private readonly coilHeatKelvin: number;
  private readonly supplies: number[] = [];
  private readonly returns: number[] = [];
  private readonly flags: Pick<TrialSample, 'isPowered' | 'isDoorOpen' | 'isDefrosting'>[] = [];

  constructor(plan: TrialPlan, plant: TrialPlant, random: RandomSource) {
    this.plan = plan;
    this.random = random;
    this.supply = new LaggedSensor(plant.supplyCelsius, AIR_SENSOR_SECONDS);
    this.return = new LaggedSensor(plant.returnCelsius, AIR_SENSOR_SECONDS);
    const share = random.next();
    this.coilHeatKelvin =
      COIL_HEAT_KELVIN_MIN + share * (COIL_HEAT_KELVIN_MAX - COIL_HEAT_KELVIN_MIN);
  }

  /** Goes on by one step of the plant. */
  follow(plant: TrialPlant, inputs: PlantInputs): void {
    const { supplyCelsius, returnCelsius } = plant;
    const isFanOn = inputs.isPowered && !inputs.isDefrosting;
    const excess = STILL_AIR_AMBIENT_SHARE * (inputs.ambientCelsius - returnCelsius);
    this.stillAir.follow(isFanOn ? 0 : excess);
    const coil = inputs.isDefrosting ? this.coilHeatKelvin : 0;
    this.supply.follow(supplyCelsius + 0.3 * coil);
    this.return.follow(returnCelsius + coil + (inputs.isPowered ? 0 : this.stillAir.celsius));
  }

  sample(measuredAt: number, plant: TrialPlant, inputs: PlantInputs): TrialSample {
    const { plan, random } = this;
    const { noise } = plan.spreads;
    const isVendor = plan.plant === 'sectioned';
    const size = isVendor ? VENDOR_AVERAGED_SAMPLES : 1;
    const supply = readOut(
      averaged(this.supplies, this.supply.celsius, size),
      random,
      AIR_SIGMA * noise,
    );
    const back = readOut(
      averaged(this.returns, this.return.celsius, size),
      random,
      AIR_SIGMA * noise,
    );
    const probe = (place: ProbePlace): number =>
      readOut(plant.cargoCelsius(place) + place.offsetKelvin, random, PROBE_SIGMA * noise);
    const { isPowered, isDoorOpen, isDefrosting } = inputs;
    this.flags.push({ isPowered, isDoorOpen, isDefrosting });
    if (this.flags.length > (isVendor ? VENDOR_FLAG_DELAY_SAMPLES + 1 : 1)) this.flags.shift();
    return {
      ...{ measuredAt, setpointCelsius: inputs.setpointCelsius },
      ...{ supplyCelsius: supply, returnCelsius: back },
      ambientCelsius: readOut(inputs.ambientCelsius, random, AIR_SIGMA * noise),
      probesCelsius: plan.probes.map(probe),
      ...(this.flags[0] as (typeof this.flags)[number]),
    };
  }
}

function averaged(values: number[], value: number, size: number): number {
  values.push(value);
  if (values.length > size) values.shift();
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}
