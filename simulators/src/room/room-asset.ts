/** The constants of a room without its goods. Confidence C unless a line says otherwise. */
export interface RoomAsset {
  /** Heat leak of the walls, W/K. */
  readonly wallWattsPerKelvin: number;
  /** Heat capacity of the air with lining and racks, J/K. */
  readonly airJoulesPerKelvin: number;
  readonly coolingMaxWatts: number;
  /** Exchange through an open door, W/K. */
  readonly doorWattsPerKelvin: number;
  readonly fanWatts: number;
  readonly defrostWatts: number;
  /** Heat capacity of the air stream past the coil, W/K. */
  readonly airStreamWattsPerKelvin: number;
  /** Of the coil towards the air, W/K: how much colder it is than what it cools. */
  readonly coilWattsPerKelvin: number;
}

/** One tonne of goods in a room, in crates that the air passes. */
export interface GoodsTonne {
  readonly outerJoulesPerKelvin: number;
  readonly coreJoulesPerKelvin: number;
  readonly airToOuterWattsPerKelvin: number;
  readonly outerToCoreWattsPerKelvin: number;
}

/** Mobile cold room of 10 t (domain §5: walls, air, machine, door). */
export const MOBILE_ROOM: RoomAsset = {
  wallWattsPerKelvin: 22,
  airJoulesPerKelvin: 3e5,
  coolingMaxWatts: 10_000,
  doorWattsPerKelvin: 600,
  fanWatts: 400,
  defrostWatts: 600,
  airStreamWattsPerKelvin: 2000,
  coilWattsPerKelvin: 1500,
};

/** One zone of a fixed store: 100 t in 600 m³. All of it [C]. */
export const STORE_ZONE: RoomAsset = {
  wallWattsPerKelvin: 120,
  airJoulesPerKelvin: 4e6,
  coolingMaxWatts: 40_000,
  doorWattsPerKelvin: 1500,
  fanWatts: 2500,
  defrostWatts: 3000,
  airStreamWattsPerKelvin: 9000,
  coilWattsPerKelvin: 6000,
};

/**
 * Capacities as in the table for 10 t. Its contacts (100 and 50 W/K a tonne) cool with τ = 27 h,
 * and its text says 12…24 h of room cooling: these give 23 h. [C]
 */
export const CHILLED_TONNE: GoodsTonne = {
  outerJoulesPerKelvin: 5e5,
  coreJoulesPerKelvin: 3.2e6,
  airToOuterWattsPerKelvin: 130,
  outerToCoreWattsPerKelvin: 60,
};
/** As the table's frozen reefer is to its chilled one, by the tonne. [C] */
export const FROZEN_TONNE: GoodsTonne = {
  outerJoulesPerKelvin: 4.2e5,
  coreJoulesPerKelvin: 1.9e6,
  airToOuterWattsPerKelvin: 87,
  outerToCoreWattsPerKelvin: 21,
};
