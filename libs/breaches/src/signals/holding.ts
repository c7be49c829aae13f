import { HOUR, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import { colderOf, type AirNow } from './cold-air.ts';

/** A box that goods came into is as cold as it was set after so long: frozen goods have no pull-down that says so. [C] */
const LOADED_LATELY: Duration = 3 * HOUR;

/** Goods that are warmer than what the unit is set to by so much warm the air themselves, kelvin. [C] */
const WARM_GOODS = 2;

/** What else excuses air that is warmer than what a unit is set to. */
export interface HoldingNow {
  readonly loadedAt: Instant | null;
  /** Set anew by a kelvin or more so lately that air need not be as cold yet. */
  readonly isSetAnew: boolean;
}

/** Kelvin by which both airs are warmer than what the unit is set to, while neither a door, a defrost nor a loss of power explains it. */
export function unheldBy(air: AirNow, now: HoldingNow): number {
  return air.isUneven || isExcused(air, now) ? Number.NaN : excessOf(air);
}

/**
 * Kelvin by which both airs are warmer than what the unit is set to. NaN where one of the airs, or what the unit is set to, is not said. Both: frozen goods are held by return air (domain.md §4), and a
 * unit that heats sends air that comes back colder.
 */
export function excessOf({ supply, back, set }: AirNow): number {
  return Number.isNaN(back - supply) ? Number.NaN : colderOf(supply, back) - set;
}

/** Not on the way, or while warm goods or a warm box are being cooled. */
export function isExcused(air: AirNow, { loadedAt, isSetAnew }: HoldingNow): boolean {
  const isLoadedLately = loadedAt !== null && air.at - loadedAt < LOADED_LATELY;
  return !air.isRiding || air.arePulledDown || isLoadedLately || isSetAnew;
}

/** Whether goods of this temperature explain it, °C; nobody knows where it is NaN. */
export function areWarmGoods(product: Celsius, { set }: AirNow): boolean {
  return product > set + WARM_GOODS;
}
