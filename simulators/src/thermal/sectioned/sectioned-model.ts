import { isReturnHeld } from '../cooling-control.ts';
import { STEP_SECONDS } from '../thermal-model.ts';
import type { SectionedAsset } from './sectioned-asset.ts';

/** Front, middle, rear; an index below `SECTIONS` is a parcel or stack at the bottom, else at the top. */
export const SECTIONS = 3;
const PARCELS = 2 * SECTIONS;
const REAR_BOTTOM = SECTIONS - 1;
const REAR_TOP = PARCELS - 1;
/** An opened door takes in so many times the settled exchange at first, falling with this time. [C] */
const DOOR_GUST = 3;
const DOOR_GUST_SECONDS = 120;
/** Control of the air that is held: full power so far off, nothing within the dead band. [C] */
const CONTROL_BAND_KELVIN = 3;
const DEAD_BAND_KELVIN = 0.1;
const INTEGRAL_SHARE_PER_KELVIN_SECOND = 3e-4;
/** How long valve and compressor take to follow. [C] */
const VALVE_SECONDS = 90;
/** Respiration at `RESPIRATION_REFERENCE_CELSIUS` grows by this in ten kelvin. [C] */
const RESPIRATION_Q10 = 2.4;
const RESPIRATION_REFERENCE_CELSIUS = 0;
const ICE_SHARE_MAX = 0.5;

/** What acts on a box during one step. */
export interface SectionedInputs {
  ambientCelsius: number;
  /** How much warmer than that the sun makes the walls on average, K, ≥ 0. */
  solarKelvin: number;
  setpointCelsius: number;
  /** Heat that the cargo would make at 0 °C, W, ≥ 0. */
  respirationWatts: number;
  /** What the machine can still do of what it could when new, 0…1. */
  coolingShare: number;
  isPowered: boolean;
  isDefrosting: boolean;
  isDoorOpen: boolean;
}

/**
 * A box in three sections: six parcels of air on their way (supply, floor to the doors, up through
 * the cargo, back under the roof), six stacks of cargo with a surface and an inside, and the lining
 * of each section. 21 temperatures, against the three of `ThermalModel`, with which it shares
 * nothing but its step and which air a machine holds. It exists so that what was fitted on one model is judged on another.
 *
 * Mutable and without allocation. Order of stacks and parcels: bottom front, middle, rear, top
 * front, middle, rear.
 */
export class SectionedModel {
  readonly air: Float64Array;
  readonly surface: Float64Array;
  readonly inner: Float64Array;
  readonly lining: Float64Array;
  /** Air as it leaves the coil, °C; the front floor parcel while no fan runs. */
  supplyCelsius: number;
  /** Heat that the machine took out in the last step (negative: gave), W. */
  coolingWatts = 0;
  /** All heat that came in from outside or was made in the last step, less what was taken out, W. */
  netWatts = 0;
  private readonly asset: SectionedAsset;
  private readonly parcelWatts = new Float64Array(PARCELS);
  private readonly liningWatts = new Float64Array(SECTIONS);
  private integralShare = 0;
  private valveShare = 0;
  private iceShare = 0;
  private secondsOpen = 0;

  constructor(asset: SectionedAsset, airCelsius: number, cargoCelsius: readonly number[]) {
    this.asset = asset;
    this.air = new Float64Array(PARCELS).fill(airCelsius);
    this.surface = Float64Array.from({ length: PARCELS }, (_, i) => cargoCelsius[i] ?? airCelsius);
    this.inner = Float64Array.from(this.surface);
    this.lining = new Float64Array(SECTIONS).fill(airCelsius);
    this.supplyCelsius = airCelsius;
  }

  /** Heat stored above 0 °C, J. */
  storedJoules(): number {
    const { asset } = this;
    const cargo = asset.cargoJoulesPerKelvin / PARCELS;
    let joules = 0;
    for (let i = 0; i < PARCELS; i++) {
      joules += asset.airJoulesPerKelvin * at(this.air, i);
      joules += cargo * asset.surfaceShare * at(this.surface, i);
      joules += cargo * (1 - asset.surfaceShare) * at(this.inner, i);
    }
    for (let i = 0; i < SECTIONS; i++) joules += asset.liningJoulesPerKelvin * at(this.lining, i);
    return joules;
  }

  /** Goes on by `STEP_SECONDS`. */
  step(inputs: SectionedInputs): void {
    const isFanOn = inputs.isPowered && !inputs.isDefrosting;
    this.parcelWatts.fill(0);
    this.liningWatts.fill(0);
    this.netWatts = 0;
    this.runMachine(inputs, isFanOn);
    if (isFanOn) this.carryAir();
    else this.mixStillAir();
    this.leak(inputs);
    this.openDoor(inputs);
    this.exchangeWithCargo(inputs, isFanOn);
    const { air, lining, asset } = this;
    for (let i = 0; i < PARCELS; i++) {
      air[i] = at(air, i) + (at(this.parcelWatts, i) * STEP_SECONDS) / asset.airJoulesPerKelvin;
    }
    for (let i = 0; i < SECTIONS; i++) {
      const rise = (at(this.liningWatts, i) * STEP_SECONDS) / asset.liningJoulesPerKelvin;
      lining[i] = at(lining, i) + rise;
    }
  }

  private runMachine(inputs: SectionedInputs, isFanOn: boolean): void {
    const { asset } = this;
    this.coolingWatts = 0;
    if (inputs.isPowered && inputs.isDefrosting) {
      this.iceShare = Math.max(0, this.iceShare - (ICE_SHARE_MAX * STEP_SECONDS) / 1200);
      this.heat(SECTIONS, asset.defrostWatts);
    }
    if (!isFanOn) {
      this.integralShare = 0;
      this.valveShare = 0;
      this.supplyCelsius = at(this.air, 0);
      return;
    }
    const held = isReturnHeld(inputs.setpointCelsius) ? at(this.air, SECTIONS) : this.supplyCelsius;
    const excess = held - inputs.setpointCelsius;
    const heat = Math.max(0, inputs.ambientCelsius - 30);
    const max =
      asset.coolingMaxWatts * inputs.coolingShare * (1 - this.iceShare) * (1 - heat / 100);
    const least = -asset.heatingMaxWatts / asset.coolingMaxWatts;
    const isIdle = Math.abs(excess) < DEAD_BAND_KELVIN;
    const change = isIdle ? 0 : INTEGRAL_SHARE_PER_KELVIN_SECOND * excess * STEP_SECONDS;
    this.integralShare = Math.min(1, Math.max(least, this.integralShare + change));
    const wanted = Math.min(1, Math.max(least, this.integralShare + excess / CONTROL_BAND_KELVIN));
    this.valveShare += ((wanted - this.valveShare) * STEP_SECONDS) / VALVE_SECONDS;
    const share = this.valveShare;
    this.coolingWatts = share > 0 ? share * max : share * asset.coolingMaxWatts;
    const icing = asset.icingSharePerHour * Math.max(0, share) * (STEP_SECONDS / 3600);
    this.iceShare = Math.min(ICE_SHARE_MAX, this.iceShare + icing);
    const coil = (asset.fanWatts - this.coolingWatts) / asset.streamWattsPerKelvin;
    this.supplyCelsius = at(this.air, SECTIONS) + coil;
    this.netWatts += asset.fanWatts - this.coolingWatts;
  }

  /** A third of the floor stream rises through the cargo of each section and goes home under the roof. */
  private carryAir(): void {
    const { air, parcelWatts } = this;
    const third = this.asset.streamWattsPerKelvin / SECTIONS;
    let upstream = this.supplyCelsius;
    for (let i = 0; i < SECTIONS; i++) {
      const stream = third * (SECTIONS - i);
      parcelWatts[i] = at(parcelWatts, i) + stream * (upstream - at(air, i));
      upstream = at(air, i);
    }
    for (let i = SECTIONS - 1; i >= 0; i--) {
      const top = SECTIONS + i;
      let watts = third * (at(air, i) - at(air, top));
      if (i < SECTIONS - 1) {
        watts += third * (SECTIONS - 1 - i) * (at(air, top + 1) - at(air, top));
      }
      parcelWatts[top] = at(parcelWatts, top) + watts;
    }
  }

  private mixStillAir(): void {
    const mixing = this.asset.stillMixingWattsPerKelvin;
    for (let i = 0; i < SECTIONS; i++) {
      this.exchange(i, SECTIONS + i, mixing);
      if (i + 1 === SECTIONS) continue;
      this.exchange(i, i + 1, mixing);
      this.exchange(SECTIONS + i, SECTIONS + i + 1, mixing);
    }
  }

  private leak({ ambientCelsius, solarKelvin }: SectionedInputs): void {
    const { asset, lining, air } = this;
    const wall = (asset.wallWattsPerKelvin * (1 - asset.sealShare)) / SECTIONS;
    for (let i = 0; i < SECTIONS; i++) {
      const inward = wall * (ambientCelsius + solarKelvin - at(lining, i));
      this.netWatts += inward;
      this.liningWatts[i] = at(this.liningWatts, i) + inward;
      for (const parcel of [i, SECTIONS + i]) {
        const watts = (asset.liningContactWattsPerKelvin / 2) * (at(lining, i) - at(air, parcel));
        this.liningWatts[i] = at(this.liningWatts, i) - watts;
        this.parcelWatts[parcel] = at(this.parcelWatts, parcel) + watts;
      }
    }
    const seals = asset.wallWattsPerKelvin * asset.sealShare;
    this.heat(REAR_BOTTOM, seals * (ambientCelsius - at(air, REAR_BOTTOM)));
  }

  private openDoor({ isDoorOpen, ambientCelsius }: SectionedInputs): void {
    this.secondsOpen = isDoorOpen ? this.secondsOpen + STEP_SECONDS : 0;
    if (!isDoorOpen) return;
    const gust = 1 + (DOOR_GUST - 1) * Math.exp(-this.secondsOpen / DOOR_GUST_SECONDS);
    const each = (this.asset.doorWattsPerKelvin * gust) / 2;
    for (const parcel of [REAR_BOTTOM, REAR_TOP]) {
      this.heat(parcel, each * (ambientCelsius - at(this.air, parcel)));
    }
  }

  private exchangeWithCargo({ respirationWatts }: SectionedInputs, isFanOn: boolean): void {
    const { asset, air, surface, inner } = this;
    const contact =
      (asset.contactWattsPerKelvin / PARCELS) * (isFanOn ? 1 : asset.stillContactShare);
    const conduct = asset.innerWattsPerKelvin / PARCELS;
    const capacity = asset.cargoJoulesPerKelvin / PARCELS;
    for (let i = 0; i < PARCELS; i++) {
      const toAir = contact * (at(surface, i) - at(air, i));
      const toSurface = conduct * (at(inner, i) - at(surface, i));
      const warmth = (at(inner, i) - RESPIRATION_REFERENCE_CELSIUS) / 10;
      const made = (respirationWatts / PARCELS) * RESPIRATION_Q10 ** warmth;
      this.netWatts += made;
      this.parcelWatts[i] = at(this.parcelWatts, i) + toAir;
      surface[i] =
        at(surface, i) + ((toSurface - toAir) * STEP_SECONDS) / (capacity * asset.surfaceShare);
      inner[i] =
        at(inner, i) + ((made - toSurface) * STEP_SECONDS) / (capacity * (1 - asset.surfaceShare));
    }
  }

  /** Heat from outside, or made, into one parcel. */
  private heat(parcel: number, watts: number): void {
    this.parcelWatts[parcel] = at(this.parcelWatts, parcel) + watts;
    this.netWatts += watts;
  }

  private exchange(a: number, b: number, wattsPerKelvin: number): void {
    const watts = wattsPerKelvin * (at(this.air, a) - at(this.air, b));
    this.parcelWatts[a] = at(this.parcelWatts, a) - watts;
    this.parcelWatts[b] = at(this.parcelWatts, b) + watts;
  }
}

function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
