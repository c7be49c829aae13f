import { ProductFilter, type SavedProductFilter } from './product-filter.ts';
import { Regime } from './twin-sample.ts';

/** Fruit at the surface of the cargo, per hour: how it follows the air, moved or still, and its inside. [C] */
export const SURFACE_PER_HOUR = 0.6;
export const SURFACE_STILL_PER_HOUR = 0.14;
export const INSIDE_PER_HOUR = 0.25;
/** How the inside follows the surface, where no probe says how warm it is, per hour. [C] */
export const CORE_PER_HOUR = 0.03;
/** What a defrost warms the air at the fruit by, K, while its sensors read the coil. [C] */
const DEFROST_KELVIN = 2;

/** Surface, inside without a probe, hours since they were begun anew; then the filter of the probe. */
export interface SavedFruit {
  readonly surface: number;
  readonly core: number;
  readonly hours: number;
  readonly isProbed: boolean;
  readonly filter: SavedProductFilter;
}

/**
 * One side of the product: the warmest fruit or the coldest. Where probes lie, they are followed by
 * a filter; and fruit at the surface, which probes deep in a carton never see, is worked out from
 * the air and from them. Where none lie, the inside is worked out too.
 */
export class FruitBelief {
  readonly filter: ProductFilter;
  surface: number;
  core: number;
  /** Since the belief was begun, or begun anew after a gap. */
  hours: number;
  isProbed: boolean;

  constructor({ surface, core, hours, isProbed, filter }: SavedFruit) {
    this.surface = surface;
    this.core = core;
    this.hours = hours;
    this.isProbed = isProbed;
    this.filter = new ProductFilter(filter);
  }

  static startingAt(celsius: number, isProbed: boolean, regime: Regime): FruitBelief {
    const filter = ProductFilter.startingAt(celsius);
    if (isStill(regime)) filter.switchAir();
    const saved = { surface: celsius, core: celsius, hours: 0, isProbed };
    return new FruitBelief({ ...saved, filter: filter.save() });
  }

  save(): SavedFruit {
    const { surface, core, hours, isProbed, filter } = this;
    return { surface, core, hours, isProbed, filter: filter.save() };
  }

  restartAt(celsius: number): void {
    this.filter.restartAt(celsius);
    this.surface = celsius;
    this.core = celsius;
    this.hours = 0;
  }

  /** The fruit behind the surface. */
  get inside(): number {
    return this.isProbed ? this.filter.product : this.core;
  }

  /**
   * @param air as measured, °C, NaN where unknown
   * @param rest what its sensors add to the air at the fruit while fans run, K
   * @param celsius what was measured of the product, if anything
   */
  follow(hours: number, air: number, rest: number, regime: Regime, celsius: number | null): void {
    this.hours += hours;
    this.filter.predict(hours, regime === Regime.DEFROST ? Number.NaN : air);
    if (celsius !== null) this.filter.correct(celsius);
    const touching =
      regime === Regime.DEFROST
        ? this.surface + DEFROST_KELVIN
        : air - (regime === Regime.COOLING ? rest : 0);
    const contact = contactOf(regime);
    const { surface, inside } = this;
    const pull = Number.isNaN(touching) ? 0 : contact * (touching - surface);
    this.surface += hours * (pull + INSIDE_PER_HOUR * (inside - surface));
    this.core += hours * CORE_PER_HOUR * (surface - this.core);
  }
}

/** Whether the fans stand still. */
export function isStill(regime: Regime): boolean {
  return regime === Regime.NO_POWER || regime === Regime.DEFROST;
}

/** How the surface follows the air, per hour. */
export function contactOf(regime: Regime): number {
  return isStill(regime) ? SURFACE_STILL_PER_HOUR : SURFACE_PER_HOUR;
}
