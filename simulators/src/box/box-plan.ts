import type { Celsius, Instant } from '@lenglian/quantities';
import type { TimeSpan } from '../reefer/time-span.ts';
import type { ClimatePoint } from '../thermal/climate.ts';

/** A body without any machine. All constants [C]. */
export interface BoxBody {
  /** Heat leak of the closed body, W/K. */
  readonly wallWattsPerKelvin: number;
  /** What an open lid lets in beside, W/K. */
  readonly lidWattsPerKelvin: number;
  /** The load that the inner constants are for, kg. */
  readonly loadKilograms: number;
  /** The surface of the goods and the lining, J/K, and their core. */
  readonly outerJoulesPerKelvin: number;
  readonly coreJoulesPerKelvin: number;
  readonly outerToCoreWattsPerKelvin: number;
  /** From a cold pack to the surface of the goods, W/K for one kilogram of it. */
  readonly packWattsPerKelvinKilogram: number;
}

/** A cold pack (PCM) that was frozen, or a sheet of it: it holds its melting point while any is left. */
export interface ColdPack {
  readonly kilograms: number;
  readonly meltsAtCelsius: Celsius;
}

/** Everything that is decided about a box; the values come from the physics. */
export interface BoxPlan {
  readonly body: BoxBody;
  readonly loadKilograms: number;
  /** When it was closed on its goods; the model begins here. */
  readonly packedAt: Instant;
  readonly productAtLoadingCelsius: Celsius;
  readonly respirationWattsPerTonne: number;
  readonly coldPack: ColdPack | undefined;
  /** Of the air around it: outside, or in the van or hold that it is carried in. It stands in no sun. */
  readonly climate: readonly ClimatePoint[];
  readonly opened: readonly TimeSpan[];
  /** One probe in the middle, or a second at the surface. */
  readonly cargoProbeCount: number;
}

/** Foam box of 20 kg, as it is carried to a door or flies. */
export const FOAM_BOX: BoxBody = {
  wallWattsPerKelvin: 0.5,
  lidWattsPerKelvin: 3,
  loadKilograms: 20,
  outerJoulesPerKelvin: 1.4e4,
  coreJoulesPerKelvin: 6e4,
  outerToCoreWattsPerKelvin: 5,
  packWattsPerKelvinKilogram: 1.2,
};

/** Insulated air container (ULD) of 1.2 t, with a cover. */
export const AIR_CONTAINER: BoxBody = {
  wallWattsPerKelvin: 9,
  lidWattsPerKelvin: 60,
  loadKilograms: 1_200,
  outerJoulesPerKelvin: 6e5,
  coreJoulesPerKelvin: 3.8e6,
  outerToCoreWattsPerKelvin: 60,
  packWattsPerKelvinKilogram: 1.2,
};
