import { HOUR, type Duration, type Instant } from '@lenglian/quantities';
import { colderOf, type AirNow } from './cold-air.ts';

/** A box that goods came into is as cold as it was set after so long: frozen goods have no pull-down that says so. [C] */
const LOADED_LATELY: Duration = 3 * HOUR;

/** What else excuses air that is warmer than what a unit is set to. */
export interface HoldingNow {
  readonly loadedAt: Instant | null;
  /** Set anew by a kelvin or more so lately that air need not be as cold yet. */
  readonly isSetAnew: boolean;
}

/** Kelvin by which both airs are warmer than what the unit is set to, while neither a door, a defrost nor a loss of power explains it. */
export function unheldBy(air: AirNow, now: HoldingNow): number {
  return air.isUneven ? Number.NaN : excessOf(air, now);
}

/** The same after a defrost, which explains warm air until a machine that works has cooled it again (domain.md §7 Q5). */
export function unrecoveredBy(air: AirNow, now: HoldingNow): number {
  return air.isRecovering ? excessOf(air, now) : Number.NaN;
}

/**
 * On the way. NaN where warm goods or a warm box are being cooled, or one of the airs or what the unit is set to is not said. Both: frozen
 * goods are held by return air (domain.md §4), and a unit that heats sends air that comes back colder.
 */
function excessOf(air: AirNow, { loadedAt, isSetAnew }: HoldingNow): number {
  const { supply, back, set, at } = air;
  const isLoadedLately = loadedAt !== null && at - loadedAt < LOADED_LATELY;
  const isExcused = air.arePulledDown || isLoadedLately || isSetAnew;
  if (!air.isRiding || isExcused || Number.isNaN(back - supply)) return Number.NaN;
  return colderOf(supply, back) - set;
}
