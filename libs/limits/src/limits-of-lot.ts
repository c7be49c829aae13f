import type { Celsius } from '@lenglian/quantities';
import type { LimitProfile } from './profile.ts';
import { CRITICAL_LOW_MARGIN, FREEZING_MARGIN, SETPOINT_MARGIN } from './validate-profile.ts';

/** Colder limits that some lots of a commodity bear: sweet ones, or those of a cultivar. */
export interface ColderLimits {
  readonly setpoint: Celsius;
  readonly bandLow: Celsius;
  readonly criticalLow: Celsius;
}

/** The limits of a profile that the sugar of goods moves. */
export type MovableLimits = Pick<LimitProfile, 'setpoint' | 'criticalLow' | 'band'>;

/** Half a degree, downwards: watery goods freeze sooner, and variants of limits stay few. */
export function wholeBrix(brixDegrees: number): number {
  return Math.floor(brixDegrees * 2) / 2;
}

/** What a lot's own limits follow from. */
export interface LotSugar {
  /** Soluble solids, °Brix; null when nobody measured. */
  readonly brixDegrees: number | null;
  /** Limits of the commodity from a sugar content on. */
  readonly sweet: (ColderLimits & { readonly fromBrixDegrees: number }) | null;
  /** Limits of the lot's cultivar; they go before those of sugar. */
  readonly cultivar: ColderLimits | null;
}

/** Freezing of fruit by its sugar, kelvin a degree Brix: a rule of thumb (domain.md §1 [C]). */
const KELVIN_A_BRIX = -0.115;

/**
 * The limits of a lot whose sugar or cultivar is known. Colder than its commodity's they are only where
 * the seeds say that such goods bear it; warmer always where the sugar says that the goods freeze
 * sooner.
 *
 * @returns the profile itself where nothing differs
 * @throws RangeError when the set-point would lie above the band: such goods have no safe temperature
 */
export function limitsOfLot<Profile extends MovableLimits>(
  profile: Profile,
  { brixDegrees, sweet, cultivar }: LotSugar,
): Profile {
  const isSweet = sweet !== null && brixDegrees !== null && brixDegrees >= sweet.fromBrixDegrees;
  const colder = cultivar ?? (isSweet ? sweet : null);
  if (profile.criticalLow === null) return profile;
  const given = colder ?? {
    setpoint: profile.setpoint,
    bandLow: profile.band.low,
    criticalLow: profile.criticalLow,
  };
  // A cultivar's figures were measured on the fruit itself; the rule of thumb does not correct them.
  const byRule = cultivar === null && brixDegrees !== null;
  const freezing = byRule ? tenthsUp(brixDegrees * KELVIN_A_BRIX + FREEZING_MARGIN) : -Infinity;
  const criticalLow = Math.max(given.criticalLow, freezing);
  if (colder === null && criticalLow === profile.criticalLow) return profile;
  const bandLow =
    given.bandLow === null
      ? null
      : Math.max(given.bandLow, tenths(criticalLow + CRITICAL_LOW_MARGIN));
  const setpoint =
    bandLow === null ? given.setpoint : Math.max(given.setpoint, tenths(bandLow + SETPOINT_MARGIN));
  if (setpoint > profile.band.high)
    throw new RangeError(
      `set-point ${setpoint} would lie above the band's ${profile.band.high} °C`,
    );
  return { ...profile, setpoint, criticalLow, band: { ...profile.band, low: bandLow } };
}

/** To the warmer tenth: towards safety. */
function tenthsUp(celsius: number): number {
  return tenths(Math.ceil(celsius * 10 - 1e-9) / 10);
}

/** Sums of tenths are not exact; and there is no negative zero on a thermometer. */
function tenths(celsius: number): number {
  return Math.round(celsius * 10) / 10 + 0;
}
