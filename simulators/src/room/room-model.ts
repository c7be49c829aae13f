import { CoolingControl } from '../thermal/cooling-control.ts';
import { RESPIRATION_SHARE_OUTER, STEP_SECONDS } from '../thermal/step.ts';
import { FAN_OFF_FACTOR } from '../thermal/thermal-asset.ts';
import type { GoodsTonne, RoomAsset } from './room-asset.ts';

/** Goods in a room: what the air touches, and the core. */
export interface StoredGoods {
  readonly tonnes: number;
  readonly goods: GoodsTonne;
  readonly respirationWatts: number;
  outerCelsius: number;
  coreCelsius: number;
}

/** What acts on a room during one step. */
export interface RoomInputs {
  ambientCelsius: number;
  solarKelvin: number;
  setpointCelsius: number;
  isPowered: boolean;
  isDefrosting: boolean;
  isDoorOpen: boolean;
}

/** The three-node model with many cargoes in one air: lots come and go, and each keeps its own warmth. */
export class RoomModel {
  airCelsius: number;
  /** Heat that the machine took out in the last step, W. */
  coolingWatts = 0;
  readonly stored = new Set<StoredGoods>();
  private readonly asset: RoomAsset;
  private readonly machine = new CoolingControl();

  constructor(asset: RoomAsset, airCelsius: number) {
    this.asset = asset;
    this.airCelsius = airCelsius;
  }

  /** Goes on by `STEP_SECONDS`. */
  step(inputs: RoomInputs): void {
    const { asset, airCelsius: air } = this;
    const isFanOn = inputs.isPowered && !inputs.isDefrosting;
    this.coolingWatts = isFanOn
      ? this.machine.watts(air - inputs.setpointCelsius, asset.coolingMaxWatts, 0)
      : 0;
    let watts =
      asset.wallWattsPerKelvin * (inputs.ambientCelsius + inputs.solarKelvin - air) -
      this.coolingWatts;
    if (isFanOn) watts += asset.fanWatts;
    if (inputs.isPowered && inputs.isDefrosting) watts += asset.defrostWatts;
    if (inputs.isDoorOpen) watts += asset.doorWattsPerKelvin * (inputs.ambientCelsius - air);
    for (const stored of this.stored) watts += this.exchange(stored, isFanOn ? 1 : FAN_OFF_FACTOR);
    this.airCelsius += (watts * STEP_SECONDS) / asset.airJoulesPerKelvin;
  }

  /** @returns what the goods give to the air, W */
  private exchange(stored: StoredGoods, contactShare: number): number {
    const { tonnes, goods, respirationWatts, outerCelsius, coreCelsius } = stored;
    const contact = goods.airToOuterWattsPerKelvin * tonnes * contactShare;
    const toAir = contact * (outerCelsius - this.airCelsius);
    const toOuter = goods.outerToCoreWattsPerKelvin * tonnes * (coreCelsius - outerCelsius);
    const outerWatts = toOuter - toAir + RESPIRATION_SHARE_OUTER * respirationWatts;
    const coreWatts = (1 - RESPIRATION_SHARE_OUTER) * respirationWatts - toOuter;
    stored.outerCelsius += (outerWatts * STEP_SECONDS) / (goods.outerJoulesPerKelvin * tonnes);
    stored.coreCelsius += (coreWatts * STEP_SECONDS) / (goods.coreJoulesPerKelvin * tonnes);
    return toAir;
  }
}
