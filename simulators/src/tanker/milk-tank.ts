import type { TelemetrySample } from '@lenglian/device-messages';
import { SECOND, type Celsius, type Instant, type RandomSource } from '@lenglian/quantities';
import type { PlantTruth, SimulatedPlant } from '../plants/simulated-plant.ts';
import { LaggedSensor, readOut } from '../reefer/lagged-sensor.ts';
import { isWithin } from '../reefer/time-span.ts';
import { Climate, solarKelvinAt } from '../thermal/climate.ts';
import { STEP_SECONDS } from '../thermal/thermal-model.ts';
import type { TankPlan } from './tank-plan.ts';

const STEP = STEP_SECONDS * SECOND;
/** Heat capacity of milk, J/(kg·K). */
const MILK_JOULES_PER_KILOGRAM_KELVIN = 3_900;
/** The inner vessel, 100 kg of steel a compartment, goes along with what is in it, J/K. [C] */
const SHELL_JOULES_PER_KELVIN = 5e4;
/** Walls that no milk touches leak less: 0.06 K/h at 5 t, 0.17 at 1.5 t (domain §5). */
const DRY_WALL_SHARE = 0.73;
/** What stands still is colder below, where the probe is, by up to so much, K, and so quickly. [C] */
const STRATIFIED_KELVIN = 1;
const STRATIFYING_SECONDS = 3_600;
const MIXING_SECONDS = 120;
const WASH_CELSIUS = 78;
/** Of an empty tank's air, s. [C] */
const EMPTY_SECONDS = 1_800;
const PROBE_SECONDS = 30;
const PROBE_SIGMA = 0.03;
const AMBIENT_SIGMA = 0.07;
/** Percent of the level; on the road it sloshes. [C] */
const LEVEL_SIGMA = 0.2;
const PROBE_OFFSET_MAX = 0.1;

/**
 * One compartment of a raw-milk tanker with its sensors, in event time: usually without any cooling.
 * The same plan and the same randomness give the same samples.
 */
export class MilkTank implements SimulatedPlant {
  private readonly plan: TankPlan;
  private readonly random: RandomSource;
  private readonly climate: Climate;
  private readonly probe: LaggedSensor;
  private readonly probeOffset: number;
  private steppedTo: Instant;
  private kilograms = 0;
  private celsius: Celsius;
  private stratifiedKelvin = 0;

  constructor(plan: TankPlan, random: RandomSource) {
    this.plan = plan;
    this.random = random;
    this.climate = new Climate(plan.climate);
    this.probeOffset = PROBE_OFFSET_MAX * (2 * random.next() - 1);
    this.celsius = this.climate.ambientAt(plan.from);
    this.probe = new LaggedSensor(this.celsius, PROBE_SECONDS);
    this.steppedTo = plan.from;
  }

  /** All of the milk, mixed; what stands still is colder below. */
  get truth(): PlantTruth {
    const { kilograms, celsius } = this;
    const coldestCelsius = celsius - this.stratifiedKelvin;
    return { kilograms, celsius, warmestCelsius: celsius, coldestCelsius };
  }

  /** Lets the physics go on up to the last whole step not after `instant`. */
  advanceTo(instant: Instant): void {
    for (; this.steppedTo + STEP <= instant; this.steppedTo += STEP) this.step(this.steppedTo);
  }

  /** What the device measures at `measuredAt`; advances to it. Ask in order of time. */
  sample(measuredAt: Instant): TelemetrySample {
    this.advanceTo(measuredAt);
    const { plan, random } = this;
    const level = (100 * this.kilograms) / plan.capacityKilograms;
    const noisy = readOut(level, random, LEVEL_SIGMA);
    return {
      measuredAt,
      cargoProbe1TemperatureCelsius: readOut(
        this.probe.celsius + this.probeOffset,
        random,
        PROBE_SIGMA,
      ),
      ambientTemperatureCelsius: readOut(this.climate.ambientAt(measuredAt), random, AMBIENT_SIGMA),
      levelPercent: level === 0 ? 0 : Math.min(100, Math.max(0, noisy)),
      agitatorRunning: this.isAgitated(measuredAt),
      cipRunning: isWithin(plan.cleanings, measuredAt),
      doorOpen: this.isOpen(measuredAt),
    };
  }

  private step(at: Instant): void {
    const { plan } = this;
    this.fill(at);
    this.drain(at);
    const isWashed = isWithin(plan.cleanings, at);
    const outside = this.climate.ambientAt(at) + solarKelvinAt(at);
    if (isWashed) this.celsius = WASH_CELSIUS;
    else if (this.kilograms === 0)
      this.celsius += (outside - this.celsius) * (STEP_SECONDS / EMPTY_SECONDS);
    else this.leak(outside);
    this.stratify(at);
    this.probe.follow(this.celsius - this.stratifiedKelvin);
  }

  private leak(outside: Celsius): void {
    const { capacityKilograms, wallWattsPerKelvin } = this.plan;
    const wet = this.kilograms / capacityKilograms;
    const watts =
      wallWattsPerKelvin * (DRY_WALL_SHARE + (1 - DRY_WALL_SHARE) * wet) * (outside - this.celsius);
    this.celsius += (watts * STEP_SECONDS) / this.joulesPerKelvin();
  }

  /** What comes in and what is there have one temperature between them, by mass. */
  private fill(at: Instant): void {
    for (const { from, until, kilograms, celsius } of this.plan.pickUps) {
      if (at < from || at >= until) continue;
      const taken = Math.min(
        (kilograms * STEP) / (until - from),
        this.plan.capacityKilograms - this.kilograms,
      );
      const held = this.kilograms;
      // The first milk finds steel that is as warm as the air.
      const before = held * MILK_JOULES_PER_KILOGRAM_KELVIN + SHELL_JOULES_PER_KELVIN;
      const added = taken * MILK_JOULES_PER_KILOGRAM_KELVIN;
      this.celsius = (before * this.celsius + added * celsius) / (before + added);
      this.kilograms = held + taken;
    }
  }

  private drain(at: Instant): void {
    for (const { from, until } of this.plan.unloads) {
      if (at < from || at >= until) continue;
      // Evenly: of what is left, the share of the time that is left.
      this.kilograms *= 1 - Math.min(1, STEP / (until - at));
      if (this.kilograms < 1) this.kilograms = 0;
    }
  }

  private stratify(at: Instant): void {
    const isStill = this.kilograms > 0 && !this.isAgitated(at);
    const [towards, seconds] = isStill
      ? [STRATIFIED_KELVIN, STRATIFYING_SECONDS]
      : [0, MIXING_SECONDS];
    this.stratifiedKelvin += (towards - this.stratifiedKelvin) * (STEP_SECONDS / seconds);
  }

  private isAgitated(at: Instant): boolean {
    return this.kilograms > 0 && !isWithin(this.plan.agitatorOff, at);
  }

  /** A hose goes in by the manhole, and out by the valve. */
  private isOpen(at: Instant): boolean {
    const { opened, pickUps, unloads } = this.plan;
    return isWithin(pickUps, at) || isWithin(unloads, at) || isWithin(opened, at);
  }

  private joulesPerKelvin(): number {
    return this.kilograms * MILK_JOULES_PER_KILOGRAM_KELVIN + SHELL_JOULES_PER_KELVIN;
  }
}
