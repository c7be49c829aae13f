/**
 * The constants of the sectioned model for one box with its load. Confidence C (engineering
 * defaults of the usual order) unless a line says otherwise. A section is a third of the length:
 * front (the machinery), middle, rear (the doors).
 */
export interface SectionedAsset {
  /** Heat leak of the whole box through walls and seals, W/K. */
  readonly wallWattsPerKelvin: number;
  /** Share of the leak that goes through the door seals, straight to the rear air. */
  readonly sealShare: number;
  /** Heat capacity of the lining of one section, J/K. */
  readonly liningJoulesPerKelvin: number;
  /** Lining to the air of its section, W/K. */
  readonly liningContactWattsPerKelvin: number;
  /** Heat capacity of one of the six parcels of air, J/K. */
  readonly airJoulesPerKelvin: number;
  /** Heat capacity of the whole cargo, J/K. */
  readonly cargoJoulesPerKelvin: number;
  /** What of it is surface, that the air reaches. */
  readonly surfaceShare: number;
  /** All surfaces to the air with the fans on, W/K. */
  readonly contactWattsPerKelvin: number;
  /** Of that, what natural convection leaves without fans. */
  readonly stillContactShare: number;
  /** All surfaces to their inner cargo, W/K. */
  readonly innerWattsPerKelvin: number;
  /** The air stream past the coil, W/K. */
  readonly streamWattsPerKelvin: number;
  /** Mixing between neighbouring parcels of still air, W/K. */
  readonly stillMixingWattsPerKelvin: number;
  /** Most that a clean coil takes out at 30 °C outside, W; falls by 1 % a kelvin above that. */
  readonly coolingMaxWatts: number;
  readonly heatingMaxWatts: number;
  readonly fanWatts: number;
  /** What of the defrost heater reaches the front air, W. */
  readonly defrostWatts: number;
  /** Exchange through an open door once it has settled, W/K; `DOOR_GUST` times it at first. */
  readonly doorWattsPerKelvin: number;
  /** What a coil loses to ice in an hour of cooling at full power, as a share. */
  readonly icingSharePerHour: number;
}

/** 40-foot high-cube reefer with 21 t of fruit on pallets. */
export const SECTIONED_40_FOOT: SectionedAsset = {
  wallWattsPerKelvin: 46,
  sealShare: 0.1,
  liningJoulesPerKelvin: 2.2e5,
  liningContactWattsPerKelvin: 160,
  airJoulesPerKelvin: 8e4,
  cargoJoulesPerKelvin: 7.6e7,
  surfaceShare: 0.13,
  contactWattsPerKelvin: 1700,
  stillContactShare: 0.25,
  innerWattsPerKelvin: 680,
  streamWattsPerKelvin: 1900,
  stillMixingWattsPerKelvin: 60,
  coolingMaxWatts: 8500,
  heatingMaxWatts: 2500,
  fanWatts: 650,
  defrostWatts: 900,
  doorWattsPerKelvin: 800,
  icingSharePerHour: 0.02,
};
