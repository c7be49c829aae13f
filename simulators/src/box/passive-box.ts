import type { TelemetrySample } from '@lenglian/device-messages';
import { DAY, SECOND, type Instant, type RandomSource } from '@lenglian/quantities';
import type { PlantTruth, SimulatedPlant } from '../plants/simulated-plant.ts';
import { AIR_SIGMA } from '../reefer/air-sensors.ts';
import { LaggedSensor, readOut } from '../reefer/lagged-sensor.ts';
import { isWithin } from '../reefer/time-span.ts';
import { Outside } from '../thermal/outside.ts';
import { RESPIRATION_SHARE_OUTER, STEP_SECONDS } from '../thermal/step.ts';
import type { BoxPlan } from './box-plan.ts';

const STEP = STEP_SECONDS * SECOND;
/** Heat of melting of water; salts and paraffins of packs have less. [B] */
const MELTING_JOULES_PER_KILOGRAM = 3.3e5;
/** Of a pack that is molten: it is water then. */
const PACK_JOULES_PER_KILOGRAM_KELVIN = 4_200;
/** A logger sits in a housing: 10…20 min (domain §5). */
const LOGGER_SECONDS = 900;
const PROBE_SIGMA = 0.04;
const PROBE_OFFSET_MAX = 0.1;
/** The lining of an empty box, as a share of its full load. [C] */
const EMPTY_SHARE = 0.05;
/** A logger's battery lasts about so long. [C] */
const BATTERY_DAYS = 90;

/**
 * An insulated box or air container: nothing cools it but a cold pack. Its logger knows one or two
 * temperatures inside, the air around it, and by light whether the lid is open.
 */
export class PassiveBox implements SimulatedPlant {
  private readonly plan: BoxPlan;
  private readonly random: RandomSource;
  private readonly outside: Outside;
  private readonly middle: LaggedSensor;
  private readonly surface: LaggedSensor;
  private readonly offsets: readonly [number, number];
  private readonly batteryAtFirst: number;
  private readonly loadShare: number;
  private outerCelsius: number;
  private coreCelsius: number;
  /** What is left to melt, J, and how warm the pack is. */
  private frozenJoules: number;
  private packCelsius: number;
  private steppedTo: Instant;

  constructor(plan: BoxPlan, random: RandomSource) {
    this.plan = plan;
    this.random = random;
    this.outside = new Outside(plan.climate, plan.packedAt);
    const offset = () => PROBE_OFFSET_MAX * (2 * random.next() - 1);
    this.offsets = [offset(), offset()];
    this.batteryAtFirst = 70 + 30 * random.next();
    this.loadShare = Math.max(EMPTY_SHARE, plan.loadKilograms / plan.body.loadKilograms);
    this.outerCelsius = plan.productAtLoadingCelsius;
    this.coreCelsius = plan.productAtLoadingCelsius;
    this.middle = new LaggedSensor(this.coreCelsius, LOGGER_SECONDS);
    this.surface = new LaggedSensor(this.outerCelsius, LOGGER_SECONDS);
    this.frozenJoules = (plan.coldPack?.kilograms ?? 0) * MELTING_JOULES_PER_KILOGRAM;
    this.packCelsius = plan.coldPack?.meltsAtCelsius ?? 0;
    this.steppedTo = plan.packedAt;
  }

  get truth(): PlantTruth {
    const { outerCelsius: outer, coreCelsius: core } = this;
    const { outerJoulesPerKelvin, coreJoulesPerKelvin } = this.plan.body;
    const joules = outerJoulesPerKelvin * outer + coreJoulesPerKelvin * core;
    return {
      kilograms: this.plan.loadKilograms,
      celsius: joules / (outerJoulesPerKelvin + coreJoulesPerKelvin),
      warmestCelsius: Math.max(outer, core),
      coldestCelsius: Math.min(outer, core),
    };
  }

  advanceTo(instant: Instant): void {
    for (; this.steppedTo + STEP <= instant; this.steppedTo += STEP) this.step(this.steppedTo);
  }

  sample(measuredAt: Instant): TelemetrySample {
    this.advanceTo(measuredAt);
    const { plan, random, outside } = this;
    const middle = readOut(this.middle.celsius + this.offsets[0], random, PROBE_SIGMA);
    const surface = readOut(this.surface.celsius + this.offsets[1], random, PROBE_SIGMA);
    const days = (measuredAt - plan.packedAt) / DAY;
    return {
      measuredAt,
      cargoProbe1TemperatureCelsius: middle,
      ...(plan.cargoProbeCount > 1 ? { cargoProbe2TemperatureCelsius: surface } : {}),
      ambientTemperatureCelsius: readOut(outside.ambientCelsius, random, AIR_SIGMA),
      doorOpen: isWithin(plan.opened, measuredAt),
      batteryPercent: Math.max(0, Math.round(this.batteryAtFirst - (100 * days) / BATTERY_DAYS)),
    };
  }

  private step(at: Instant): void {
    const { body, opened, respirationWattsPerTonne, loadKilograms } = this.plan;
    this.outside.lookAt(at);
    const { outerCelsius: outer, coreCelsius: core } = this;
    const walls = body.wallWattsPerKelvin + (isWithin(opened, at) ? body.lidWattsPerKelvin : 0);
    const heat = (respirationWattsPerTonne * loadKilograms) / 1000;
    const toOuter = body.outerToCoreWattsPerKelvin * this.loadShare * (core - outer);
    const outerWatts =
      walls * (this.outside.ambientCelsius - outer) +
      toOuter -
      this.intoPack() +
      RESPIRATION_SHARE_OUTER * heat;
    const coreWatts = (1 - RESPIRATION_SHARE_OUTER) * heat - toOuter;
    this.outerCelsius += (outerWatts * STEP_SECONDS) / (body.outerJoulesPerKelvin * this.loadShare);
    this.coreCelsius += (coreWatts * STEP_SECONDS) / (body.coreJoulesPerKelvin * this.loadShare);
    this.middle.follow(this.coreCelsius);
    this.surface.follow(this.outerCelsius);
  }

  /** @returns what the pack takes from the goods, W; it melts first and warms then */
  private intoPack(): number {
    const { body, coldPack } = this.plan;
    if (coldPack === undefined) return 0;
    const contact = body.packWattsPerKelvinKilogram * coldPack.kilograms;
    const watts = contact * (this.outerCelsius - this.packCelsius);
    const joules = watts * STEP_SECONDS;
    if (this.frozenJoules > 0) {
      const full = coldPack.kilograms * MELTING_JOULES_PER_KILOGRAM;
      this.frozenJoules = Math.min(full, this.frozenJoules - joules);
    } else {
      this.packCelsius += joules / (coldPack.kilograms * PACK_JOULES_PER_KILOGRAM_KELVIN);
    }
    return watts;
  }
}
