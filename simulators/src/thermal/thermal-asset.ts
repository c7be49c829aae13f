/**
 * The constants of the three-node model for one kind of asset with its load. Confidence C
 * (engineering defaults of the usual order) unless a line says otherwise.
 */
export interface ThermalAsset {
  /** Heat leak of the walls, W/K. */
  readonly wallWattsPerKelvin: number;
  /** Heat capacity of the air with the lining, J/K. */
  readonly airJoulesPerKelvin: number;
  /** Heat capacity of the outer cargo, that which the air touches, J/K. */
  readonly outerJoulesPerKelvin: number;
  /** Heat capacity of the core of the cargo, J/K. */
  readonly coreJoulesPerKelvin: number;
  /** Air to outer cargo with the fan on, W/K; `FAN_OFF_FACTOR` of it with the fan off. */
  readonly airToOuterWattsPerKelvin: number;
  /** Outer cargo to core, W/K. */
  readonly outerToCoreWattsPerKelvin: number;
  /** Most that the unit takes out, W. */
  readonly coolingMaxWatts: number;
  /** Most that the unit gives when it is too cold outside, W; none where absent. */
  readonly heatingMaxWatts?: number;
  /** Exchange through an open door, W/K. */
  readonly doorWattsPerKelvin: number;
  /** Heat of the fans, W, while they run. */
  readonly fanWatts: number;
  /** What of the defrost heater reaches the air and not the ice, W. */
  readonly defrostWatts: number;
  /** Heat capacity of the air stream past the coil, W/K: return − supply = heat taken out / it. */
  readonly airStreamWattsPerKelvin: number;
}

/** Contact of air and cargo by natural convection alone, as a share of that with fans. [C] */
export const FAN_OFF_FACTOR = 0.2;

/** Outer cargo to core of a film-wrapped load, W/K: 250 against 600 of a vented one. [C] */
export const WRAPPED_OUTER_TO_CORE_WATTS_PER_KELVIN = 250;

/** The load the constants of the 40-foot reefer are for, kg. */
export const REFERENCE_LOAD_KILOGRAMS = 21_000;

/**
 * 40-foot high-cube reefer, 21 t of vented pears. The heat leak was measured: 38.1 kcal/h·K
 * (cinstech-inspect-survey.com no. 114) [A]; 5,000 m³/h of air make the air stream [C].
 */
export const REEFER_40_FOOT: ThermalAsset = {
  wallWattsPerKelvin: 44,
  airJoulesPerKelvin: 5e5,
  outerJoulesPerKelvin: 8e6,
  coreJoulesPerKelvin: 7e7,
  airToOuterWattsPerKelvin: 1500,
  outerToCoreWattsPerKelvin: 600,
  coolingMaxWatts: 8000,
  doorWattsPerKelvin: 900,
  fanWatts: 600,
  defrostWatts: 800,
  airStreamWattsPerKelvin: 1800,
};

/** The same box with 25 t of frozen goods at −20 °C, where the unit gives 4.5 kW. [C] */
export const REEFER_40_FOOT_FROZEN: ThermalAsset = {
  ...REEFER_40_FOOT,
  coreJoulesPerKelvin: 5e7,
  airToOuterWattsPerKelvin: 1200,
  outerToCoreWattsPerKelvin: 250,
  coolingMaxWatts: 4500,
};
