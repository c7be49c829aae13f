import type { TelemetrySample } from '@lenglian/device-messages';
import { SECOND, type Instant, type RandomSource } from '@lenglian/quantities';
import type { PlantTruth, SimulatedPlant } from '../plants/simulated-plant.ts';
import { RoomPower } from '../power/room-power.ts';
import { AIR_SIGMA, AirSensors } from '../reefer/air-sensors.ts';
import { DefrostSchedule, drawDefrostHabit } from '../reefer/defrost-schedule.ts';
import { LaggedSensor, readOut } from '../reefer/lagged-sensor.ts';
import { isWithin } from '../reefer/time-span.ts';
import { SOLAR_KELVIN_MAX } from '../thermal/climate.ts';
import { Outside } from '../thermal/outside.ts';
import { STEP_SECONDS } from '../thermal/step.ts';
import { CHILLED_TONNE, FROZEN_TONNE } from './room-asset.ts';
import { RoomModel, type RoomInputs, type StoredGoods } from './room-model.ts';
import type { RoomLot, RoomPlan } from './room-plan.ts';

const STEP = STEP_SECONDS * SECOND;
const PROBE_SIGMA = 0.03;
const HUMIDITY_SIGMA = 1;
const SENSOR_OFFSET_MAX = 0.1;
const PROBES = [1, 2, 3, 4] as const;
const FROZEN_BELOW = -10;
/** Watts of heat that the machine takes out for one of electricity. [C] */
const COEFFICIENT_OF_PERFORMANCE = 2.2;
const CONTROLLER_WATTS = 200;
const COIL_SENSOR_SECONDS = 120;
const COIL_DEFROST_CELSIUS = 12;

/** A mobile cold room, or one zone of a fixed store, with its machine, its supply and its sensors. */
export class ColdRoom implements SimulatedPlant {
  private readonly plan: RoomPlan;
  private readonly random: RandomSource;
  private readonly outside: Outside;
  private readonly model: RoomModel;
  private readonly power: RoomPower;
  private readonly defrosts: DefrostSchedule;
  private readonly air: AirSensors;
  private readonly coil: LaggedSensor;
  private readonly offsets: readonly number[];
  private readonly inputs: RoomInputs;
  private readonly present = new Map<RoomLot, StoredGoods>();
  private readonly probed: (RoomLot | undefined)[];
  private steppedTo: Instant;

  constructor(plan: RoomPlan, random: RandomSource) {
    this.plan = plan;
    this.random = random;
    this.outside = new Outside(plan.climate, plan.from);
    this.model = new RoomModel(plan.asset, plan.setpointCelsius);
    this.power = new RoomPower(plan.supply);
    this.air = new AirSensors(plan.setpointCelsius, 5 + 8 * random.next());
    this.coil = new LaggedSensor(plan.setpointCelsius, COIL_SENSOR_SECONDS);
    const drawn = drawDefrostHabit(random, plan.from);
    this.defrosts = new DefrostSchedule(plan.defrost ?? drawn, plan.from, random);
    this.offsets = Array.from({ length: 6 }, () => SENSOR_OFFSET_MAX * (2 * random.next() - 1));
    this.probed = PROBES.slice(0, plan.cargoProbeCount).map(() => undefined);
    this.steppedTo = plan.from;
    this.inputs = {
      ambientCelsius: this.outside.ambientCelsius,
      solarKelvin: 0,
      setpointCelsius: plan.setpointCelsius,
      isPowered: true,
      isDefrosting: false,
      isDoorOpen: false,
    };
    this.moveLots(plan.from);
  }

  get truth(): PlantTruth {
    return truthOf([...this.present.values()], this.model.airCelsius);
  }

  /** Of one lot; undefined while it is not in the room. */
  truthOfLot(code: string): PlantTruth | undefined {
    for (const [lot, stored] of this.present) {
      if (lot.code === code) return truthOf([stored], stored.coreCelsius);
    }
    return undefined;
  }

  /** For how long the room could go on as it does now without grid and sun, h. */
  get autonomyHours(): number {
    return this.power.autonomyHours(this.loadWatts());
  }

  advanceTo(instant: Instant): void {
    for (; this.steppedTo + STEP <= instant; this.steppedTo += STEP) {
      this.moveLots(this.steppedTo);
      this.setInputs(this.steppedTo);
      this.model.step(this.inputs);
      this.followSensors();
    }
  }

  sample(measuredAt: Instant): TelemetrySample {
    this.advanceTo(measuredAt);
    const { random, inputs, power } = this;
    const [supplyOffset = 0, returnOffset = 0, ...probeOffsets] = this.offsets;
    const sample: TelemetrySample = {
      measuredAt,
      setpointTemperatureCelsius: inputs.setpointCelsius,
      supplyTemperatureCelsius: this.air.readSupply(supplyOffset, random),
      returnTemperatureCelsius: this.air.readReturn(returnOffset, random),
    };
    this.probed.forEach((lot, i) => {
      const stored = lot && this.present.get(lot);
      const value = readOut(
        (stored?.coreCelsius ?? 0) + (probeOffsets[i] ?? 0),
        random,
        PROBE_SIGMA,
      );
      // A free probe hangs at the door, unplugged.
      if (stored) sample[`cargoProbe${PROBES[i] ?? 1}TemperatureCelsius`] = value;
    });
    sample.ambientTemperatureCelsius = readOut(inputs.ambientCelsius, random, AIR_SIGMA);
    sample.evaporatorTemperatureCelsius = readOut(this.coil.celsius, random, AIR_SIGMA);
    sample.relativeHumidityPercent = Math.min(100, Math.round(this.humidity()));
    sample.doorOpen = inputs.isDoorOpen;
    sample.isConnectedToPowerSource = inputs.isPowered;
    sample.isDefrosting = inputs.isDefrosting;
    const { batteryShare, batteryVolts, fuelShare } = power;
    if (batteryShare !== undefined) sample.batteryPercent = Math.round(100 * batteryShare);
    if (batteryVolts !== undefined) sample.batteryVolts = Math.round(10 * batteryVolts) / 10;
    if (fuelShare !== undefined) sample.fuelPercent = Math.round(100 * fuelShare);
    return sample;
  }

  private moveLots(at: Instant): void {
    for (const lot of this.plan.lots) {
      const stored = this.present.get(lot);
      const isHere = lot.from <= at && at < lot.until;
      if (isHere && stored === undefined) this.bringIn(lot);
      if (!isHere && stored !== undefined) this.takeOut(lot, stored);
    }
  }

  private bringIn(lot: RoomLot): void {
    const tonnes = lot.kilograms / 1000;
    const stored: StoredGoods = {
      tonnes,
      goods: this.plan.setpointCelsius <= FROZEN_BELOW ? FROZEN_TONNE : CHILLED_TONNE,
      respirationWatts: lot.respirationWattsPerTonne * tonnes,
      outerCelsius: lot.celsius,
      coreCelsius: lot.celsius,
    };
    this.present.set(lot, stored);
    this.model.stored.add(stored);
    const free = this.probed.indexOf(undefined);
    if (free !== -1) this.probed[free] = lot;
  }

  private takeOut(lot: RoomLot, stored: StoredGoods): void {
    this.present.delete(lot);
    this.model.stored.delete(stored);
    const probe = this.probed.indexOf(lot);
    if (probe !== -1) this.probed[probe] = undefined;
  }

  private setInputs(at: Instant): void {
    const { inputs, plan, outside } = this;
    outside.lookAt(at);
    inputs.ambientCelsius = outside.ambientCelsius;
    inputs.solarKelvin = outside.solarKelvin;
    inputs.isDoorOpen = isWithin(plan.doorOpen, at);
    for (const change of plan.setpointChanges) {
      if (change.at <= at) inputs.setpointCelsius = change.celsius;
    }
    if (plan.refilledAt.some((moment) => at <= moment && moment < at + STEP)) this.power.refill();
    inputs.isPowered = this.power.step(STEP_SECONDS, {
      isGridOn: !isWithin(plan.gridOff, at),
      isDieselFit: !isWithin(plan.dieselOff, at),
      sunShare: outside.solarKelvin / SOLAR_KELVIN_MAX,
      loadWatts: this.loadWatts(),
    });
    inputs.isDefrosting = this.defrosts.isDueAt(at) && inputs.isPowered;
  }

  private followSensors(): void {
    const { airCelsius: air, coolingWatts } = this.model;
    const { airStreamWattsPerKelvin, coilWattsPerKelvin } = this.plan.asset;
    this.air.follow(air, coolingWatts / airStreamWattsPerKelvin, this.inputs);
    this.coil.follow(
      this.inputs.isDefrosting ? COIL_DEFROST_CELSIUS : air - coolingWatts / coilWattsPerKelvin,
    );
  }

  /** Electricity that machine, fans or heater take, W. */
  private loadWatts(): number {
    const { fanWatts } = this.plan.asset;
    return this.model.coolingWatts / COEFFICIENT_OF_PERFORMANCE + fanWatts + CONTROLLER_WATTS;
  }

  private humidity(): number {
    const { isDoorOpen, isDefrosting, isPowered } = this.inputs;
    const level = isDoorOpen ? 75 : isDefrosting ? 95 : isPowered ? 88 : 93;
    return readOut(level, this.random, HUMIDITY_SIGMA);
  }
}

function truthOf(goods: readonly StoredGoods[], whenEmpty: number): PlantTruth {
  let [kilograms, joules, capacity] = [0, 0, 0];
  for (const { tonnes, goods: kind, outerCelsius, coreCelsius } of goods) {
    kilograms += 1000 * tonnes;
    const [outer, core] = [kind.outerJoulesPerKelvin, kind.coreJoulesPerKelvin];
    joules += tonnes * (outer * outerCelsius + core * coreCelsius);
    capacity += tonnes * (outer + core);
  }
  const parts = goods.flatMap(({ outerCelsius, coreCelsius }) => [outerCelsius, coreCelsius]);
  const all = parts.length === 0 ? [whenEmpty] : parts;
  return {
    kilograms,
    celsius: capacity === 0 ? whenEmpty : joules / capacity,
    warmestCelsius: Math.max(...all),
    coldestCelsius: Math.min(...all),
  };
}
