import { CoolingControl } from './cooling-control.ts';
import { RESPIRATION_SHARE_OUTER, STEP_SECONDS } from './step.ts';
import { FAN_OFF_FACTOR, type ThermalAsset } from './thermal-asset.ts';

export { STEP_SECONDS } from './step.ts';

/** What acts on a unit during one step. */
export interface ThermalInputs {
  /** Air outside, °C. */
  ambientCelsius: number;
  /** How much warmer than that the sun makes the walls on average, K, ≥ 0. */
  solarKelvin: number;
  setpointCelsius: number;
  /** Heat that the cargo makes, W, ≥ 0. */
  respirationWatts: number;
  isPowered: boolean;
  isDefrosting: boolean;
  isDoorOpen: boolean;
  /** What the machine can still do of what it could when new, 0…1; 1 where absent. */
  coolingShare?: number;
}

/**
 * Three temperatures of a cooled unit: the air, the cargo that the air touches, and its core.
 *
 * `Ca dTa = UA(Tamb* − Ta) + Hao·f(To − Ta) − Q + qFan + qDef + Hdoor(Tamb − Ta)`
 * `Co dTo = Hao·f(Ta − To) + Hoc(Tc − To) + 0.1 qResp`
 * `Cc dTc = Hoc(To − Tc) + 0.9 qResp`
 *
 * Q is a PI control of the air, within 0…Qmax (below 0 where the unit can heat), and 0 during defrost or without power. Mutable and
 * without allocation: a fleet's six days are some millions of steps.
 */
export class ThermalModel {
  airCelsius: number;
  outerCelsius: number;
  coreCelsius: number;
  /** Heat that the unit took out in the last step, W; negative while it heats. */
  coolingWatts = 0;
  private readonly asset: ThermalAsset;
  private readonly machine = new CoolingControl();

  constructor(asset: ThermalAsset, airCelsius: number, cargoCelsius: number) {
    this.asset = asset;
    this.airCelsius = airCelsius;
    this.outerCelsius = cargoCelsius;
    this.coreCelsius = cargoCelsius;
  }

  /** Goes on by `STEP_SECONDS`. */
  step(inputs: ThermalInputs): void {
    const asset = this.asset;
    const isFanOn = inputs.isPowered && !inputs.isDefrosting;
    this.coolingWatts = isFanOn ? this.control(inputs) : 0;

    const air = this.airCelsius;
    const outer = this.outerCelsius;
    const core = this.coreCelsius;
    const contact = asset.airToOuterWattsPerKelvin * (isFanOn ? 1 : FAN_OFF_FACTOR);
    const toAir = contact * (outer - air);
    const toOuter = asset.outerToCoreWattsPerKelvin * (core - outer);

    let airWatts =
      asset.wallWattsPerKelvin * (inputs.ambientCelsius + inputs.solarKelvin - air) +
      toAir -
      this.coolingWatts;
    if (isFanOn) airWatts += asset.fanWatts;
    if (inputs.isPowered && inputs.isDefrosting) airWatts += asset.defrostWatts;
    if (inputs.isDoorOpen) airWatts += asset.doorWattsPerKelvin * (inputs.ambientCelsius - air);
    const outerWatts = toOuter - toAir + RESPIRATION_SHARE_OUTER * inputs.respirationWatts;
    const coreWatts = (1 - RESPIRATION_SHARE_OUTER) * inputs.respirationWatts - toOuter;

    this.airCelsius += (airWatts * STEP_SECONDS) / asset.airJoulesPerKelvin;
    this.outerCelsius += (outerWatts * STEP_SECONDS) / asset.outerJoulesPerKelvin;
    this.coreCelsius += (coreWatts * STEP_SECONDS) / asset.coreJoulesPerKelvin;
  }

  private control({ setpointCelsius, coolingShare = 1 }: ThermalInputs): number {
    const max = this.asset.coolingMaxWatts * coolingShare;
    const least = -(this.asset.heatingMaxWatts ?? 0);
    return this.machine.watts(this.airCelsius - setpointCelsius, max, least);
  }
}
