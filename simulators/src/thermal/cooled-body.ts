import type { EnergyStoreSize } from '../power/energy-store.ts';
import {
  REEFER_40_FOOT,
  REEFER_40_FOOT_FROZEN,
  REFERENCE_LOAD_KILOGRAMS,
  WRAPPED_OUTER_TO_CORE_WATTS_PER_KELVIN,
  type ThermalAsset,
} from './thermal-asset.ts';

/** Bodies that are loaded once and cooled by a machine of their own. */
export type CooledKind = 'reefer' | 'truck' | 'van';

/** A body with its usual full load of chilled and of frozen goods. */
export interface CooledBody {
  readonly chilled: LoadedAsset;
  readonly frozen: LoadedAsset;
  /** What the machine lives on, where that is its own. */
  readonly energy?: EnergyStoreSize;
}
interface LoadedAsset {
  readonly asset: ThermalAsset;
  /** The load that the constants are for, kg. */
  readonly loadKilograms: number;
}

/** At and below this set-point goods are frozen, °C. */
const FROZEN_BELOW = -10;

/** 10 t truck (domain §5); fans, defrost and air stream [C]. */
const TRUCK_10_TONNES: ThermalAsset = {
  wallWattsPerKelvin: 35,
  airJoulesPerKelvin: 3e5,
  outerJoulesPerKelvin: 4e6,
  coreJoulesPerKelvin: 3e7,
  airToOuterWattsPerKelvin: 900,
  outerToCoreWattsPerKelvin: 300,
  coolingMaxWatts: 6000,
  doorWattsPerKelvin: 1500,
  fanWatts: 400,
  defrostWatts: 500,
  airStreamWattsPerKelvin: 1400,
};

/** City van, 1 t in crates, with a curtain at its door. All of it [C]. */
const VAN_1_TONNE: ThermalAsset = {
  wallWattsPerKelvin: 12,
  airJoulesPerKelvin: 1e5,
  outerJoulesPerKelvin: 6e5,
  coreJoulesPerKelvin: 3e6,
  airToOuterWattsPerKelvin: 250,
  outerToCoreWattsPerKelvin: 60,
  coolingMaxWatts: 2500,
  doorWattsPerKelvin: 400,
  fanWatts: 150,
  defrostWatts: 200,
  airStreamWattsPerKelvin: 600,
};

export const COOLED_BODIES: Readonly<Record<CooledKind, CooledBody>> = {
  reefer: {
    chilled: { asset: REEFER_40_FOOT, loadKilograms: REFERENCE_LOAD_KILOGRAMS },
    frozen: { asset: REEFER_40_FOOT_FROZEN, loadKilograms: 25_000 },
  },
  truck: {
    chilled: { asset: TRUCK_10_TONNES, loadKilograms: 10_000 },
    frozen: { asset: frozen(TRUCK_10_TONNES), loadKilograms: 10_000 },
    energy: { channel: 'fuelPercent', fullLoadHours: 60 },
  },
  van: {
    chilled: { asset: VAN_1_TONNE, loadKilograms: 1_000 },
    frozen: { asset: frozen(VAN_1_TONNE), loadKilograms: 1_000 },
    energy: { channel: 'batteryPercent', fullLoadHours: 14 },
  },
};

/** Floor, lining and empty racks of a body, as a share of its full load. [C] */
const EMPTY_SHARE = 0.02;

/** A body's constants with so much of the goods that its set-point tells of. */
export function loadedBody(
  kind: CooledKind,
  kilograms: number,
  setpointCelsius: number,
  isWrapped: boolean,
): ThermalAsset {
  const body = COOLED_BODIES[kind];
  const { asset, loadKilograms } = setpointCelsius <= FROZEN_BELOW ? body.frozen : body.chilled;
  const share = Math.max(EMPTY_SHARE, kilograms / loadKilograms);
  const wrapped = isWrapped
    ? WRAPPED_OUTER_TO_CORE_WATTS_PER_KELVIN / REEFER_40_FOOT.outerToCoreWattsPerKelvin
    : 1;
  return {
    ...asset,
    outerJoulesPerKelvin: asset.outerJoulesPerKelvin * share,
    coreJoulesPerKelvin: asset.coreJoulesPerKelvin * share,
    airToOuterWattsPerKelvin: asset.airToOuterWattsPerKelvin * share,
    outerToCoreWattsPerKelvin: asset.outerToCoreWattsPerKelvin * share * wrapped,
  };
}

/**
 * The same body with frozen goods, by the table's shares between chilled and frozen reefer, each
 * by the tonne: frozen goods hold half the heat, and a machine gives half at −20 °C. [C]
 */
function frozen(chilled: ThermalAsset): ThermalAsset {
  return {
    ...chilled,
    outerJoulesPerKelvin: chilled.outerJoulesPerKelvin * 0.84,
    coreJoulesPerKelvin: chilled.coreJoulesPerKelvin * 0.6,
    airToOuterWattsPerKelvin: chilled.airToOuterWattsPerKelvin * 0.67,
    outerToCoreWattsPerKelvin: chilled.outerToCoreWattsPerKelvin * 0.35,
    coolingMaxWatts: chilled.coolingMaxWatts * 0.56,
  };
}
