import { isReturnHeld } from '../thermal/cooling-control.ts';
import { SECTIONED_40_FOOT } from '../thermal/sectioned/sectioned-asset.ts';
import { SectionedModel, SECTIONS } from '../thermal/sectioned/sectioned-model.ts';
import { REEFER_40_FOOT, REEFER_40_FOOT_FROZEN } from '../thermal/thermal-asset.ts';
import { ThermalModel } from '../thermal/thermal-model.ts';
import type { ProbePlace, TrialPlan } from './trial-plan.ts';

/** What acts on a plant during one step of `STEP_SECONDS`. */
export interface PlantInputs {
  ambientCelsius: number;
  solarKelvin: number;
  setpointCelsius: number;
  respirationWatts: number;
  coolingShare: number;
  isPowered: boolean;
  isDefrosting: boolean;
  isDoorOpen: boolean;
}

/** A box that a trial is made on: its air where the unit's sensors are, and all of its fruit. */
export interface TrialPlant {
  step(inputs: PlantInputs): void;
  /** Air that leaves the machine, °C. */
  readonly supplyCelsius: number;
  /** Air that comes back to it, °C. */
  readonly returnCelsius: number;
  /** Temperature at a place in the cargo. */
  cargoCelsius(place: ProbePlace): number;
  /** The temperature that the warmest tenth of the fruit is at or above. */
  warmestFruitCelsius(): number;
  /** The temperature that the coldest tenth is at or below. */
  coldestFruitCelsius(): number;
  /** The warmest and the coldest of all its parts, however small. */
  fruitExtremesCelsius(): readonly [warmest: number, coldest: number];
}

const TENTH = 0.1;

export function buildPlant(plan: TrialPlan): TrialPlant {
  return plan.plant === 'three-node' ? new ThreeNodePlant(plan) : new SectionedPlant(plan);
}

class ThreeNodePlant implements TrialPlant {
  private readonly model: ThermalModel;
  private readonly streamWattsPerKelvin: number;
  private readonly isReturnHeld: boolean;

  constructor(plan: TrialPlan) {
    const { goods, spreads, productAtLoadingCelsius, heatingMaxWatts = 0 } = plan;
    const asset = goods.isFrozen ? REEFER_40_FOOT_FROZEN : REEFER_40_FOOT;
    this.isReturnHeld = isReturnHeld(goods.setpointCelsius);
    this.streamWattsPerKelvin = asset.airStreamWattsPerKelvin * (spreads.stream ?? 1);
    this.model = new ThermalModel(
      {
        ...asset,
        wallWattsPerKelvin: asset.wallWattsPerKelvin * spreads.wall,
        airJoulesPerKelvin: asset.airJoulesPerKelvin * spreads.air,
        outerJoulesPerKelvin: asset.outerJoulesPerKelvin * spreads.cargo,
        coreJoulesPerKelvin: asset.coreJoulesPerKelvin * spreads.cargo,
        airToOuterWattsPerKelvin: asset.airToOuterWattsPerKelvin * spreads.contact,
        outerToCoreWattsPerKelvin: asset.outerToCoreWattsPerKelvin * spreads.inner,
        coolingMaxWatts: asset.coolingMaxWatts * spreads.cooling,
        fanWatts: asset.fanWatts * (spreads.fans ?? 1),
        heatingMaxWatts,
        doorWattsPerKelvin: asset.doorWattsPerKelvin * spreads.door,
      },
      goods.setpointCelsius + 1,
      productAtLoadingCelsius,
    );
  }

  step(inputs: PlantInputs): void {
    this.model.step(inputs);
  }

  get supplyCelsius(): number {
    return this.model.airCelsius - (this.isReturnHeld ? this.acrossCoil : 0);
  }

  get returnCelsius(): number {
    return this.model.airCelsius + (this.isReturnHeld ? 0 : this.acrossCoil);
  }

  /** By how much air is cooled on its way through the machine, K. */
  private get acrossCoil(): number {
    return this.model.coolingWatts / this.streamWattsPerKelvin;
  }

  cargoCelsius({ depth }: ProbePlace): number {
    const { outerCelsius, coreCelsius } = this.model;
    return outerCelsius + depth * (coreCelsius - outerCelsius);
  }

  /** The outer cargo is a tenth of the whole. */
  warmestFruitCelsius(): number {
    return Math.max(this.model.outerCelsius, this.model.coreCelsius);
  }

  coldestFruitCelsius(): number {
    return Math.min(this.model.outerCelsius, this.model.coreCelsius);
  }

  fruitExtremesCelsius(): readonly [number, number] {
    return [this.warmestFruitCelsius(), this.coldestFruitCelsius()];
  }
}

class SectionedPlant implements TrialPlant {
  private readonly model: SectionedModel;
  private readonly surfaceShare: number;
  private readonly order = Array.from({ length: 4 * SECTIONS }, (_, i) => i);

  constructor({ goods, spreads, productAtLoadingCelsius }: TrialPlan) {
    const asset = SECTIONED_40_FOOT;
    this.surfaceShare = asset.surfaceShare;
    this.model = new SectionedModel(
      {
        ...asset,
        wallWattsPerKelvin: asset.wallWattsPerKelvin * spreads.wall,
        airJoulesPerKelvin: asset.airJoulesPerKelvin * spreads.air,
        cargoJoulesPerKelvin: asset.cargoJoulesPerKelvin * spreads.cargo,
        contactWattsPerKelvin: asset.contactWattsPerKelvin * spreads.contact,
        innerWattsPerKelvin: asset.innerWattsPerKelvin * spreads.inner,
        streamWattsPerKelvin: asset.streamWattsPerKelvin * (spreads.stream ?? 1),
        fanWatts: asset.fanWatts * (spreads.fans ?? 1),
        coolingMaxWatts: asset.coolingMaxWatts * spreads.cooling * (goods.isFrozen ? 0.6 : 1),
        doorWattsPerKelvin: asset.doorWattsPerKelvin * spreads.door,
      },
      goods.setpointCelsius + 1,
      Array.from({ length: 2 * SECTIONS }, () => productAtLoadingCelsius),
    );
  }

  step(inputs: PlantInputs): void {
    this.model.step(inputs);
  }

  get supplyCelsius(): number {
    return this.model.supplyCelsius;
  }

  /** Under the roof at the front, where the way back ends. */
  get returnCelsius(): number {
    return this.model.air[SECTIONS] as number;
  }

  cargoCelsius({ stack, depth }: ProbePlace): number {
    const surface = this.model.surface[stack] as number;
    return surface + depth * ((this.model.inner[stack] as number) - surface);
  }

  warmestFruitCelsius(): number {
    return this.extreme(1);
  }

  coldestFruitCelsius(): number {
    return this.extreme(-1);
  }

  fruitExtremesCelsius(): readonly [number, number] {
    const { surface, inner } = this.model;
    return [Math.max(...surface, ...inner), Math.min(...surface, ...inner)];
  }

  /** From the warmest (sign 1) or coldest (−1) on, until a tenth of the mass is together. */
  private extreme(sign: number): number {
    const order = this.order.sort((a, b) => sign * (this.fruit(b) - this.fruit(a)));
    let mass = 0;
    for (const part of order) {
      const share = part < 2 * SECTIONS ? this.surfaceShare : 1 - this.surfaceShare;
      mass += share / (2 * SECTIONS);
      if (mass >= TENTH) return this.fruit(part);
    }
    return Number.NaN;
  }

  private fruit(part: number): number {
    const { surface, inner } = this.model;
    return (part < 2 * SECTIONS ? surface[part] : inner[part - 2 * SECTIONS]) as number;
  }
}
