import { ColdChainError } from '@lenglian/errors';
import type { Celsius, Duration } from '@lenglian/quantities';

/** Ageing is `q10` times as fast for each 10 K within a range of temperature. */
export interface Q10Range {
  /** > 0. */
  readonly q10: number;
  readonly from: Celsius;
  readonly to: Celsius;
}

/** How ageing follows temperature (domain.md §1). */
export type Kinetics =
  | {
      readonly model: 'q10';
      /** At least one; each begins where the one before ends. */
      readonly ranges: readonly Q10Range[];
    }
  /** Ratkowsky: the root of the rate is linear in temperature; nothing ages below the minimum. */
  | { readonly model: 'square-root'; readonly minimum: Celsius };

/** How long goods keep at one temperature, and how that changes with temperature. */
export interface ShelfLifeModel {
  readonly reference: Celsius;
  /** The least and the most that such goods keep at the reference temperature. */
  readonly keepsLeast: Duration;
  readonly keepsMost: Duration;
  readonly kinetics: Kinetics;
}

/** A model that says nothing; the message names what is wrong in it. */
export class ShelfLifeModelError extends ColdChainError {
  readonly code = 'SHELF_LIFE_MODEL';
}

/** @throws ShelfLifeModelError, naming the field as the seeds write it */
export function checkShelfLifeModel(model: ShelfLifeModel): void {
  const { kinetics, keepsLeast, keepsMost, reference } = model;
  const refuse = (what: string) => {
    throw new ShelfLifeModelError(what);
  };
  if (!(keepsLeast > 0)) refuse('daysMin: not more than 0');
  if (!(keepsMost >= keepsLeast)) refuse('daysMax: less than daysMin');
  if (kinetics.model === 'square-root') {
    if (reference <= kinetics.minimum)
      refuse(`minimumCelsius: ${kinetics.minimum} is not below the reference ${reference}`);
    return;
  }
  if (kinetics.ranges.length === 0) refuse('kinetics: no range');
  kinetics.ranges.forEach(({ q10, from, to }, index) => {
    // Below 1 goods would keep longer the warmer they are: no food does.
    if (!(q10 >= 1)) refuse(`kinetics[${index}].q10: ${q10} is less than 1`);
    if (!(from < to)) refuse(`kinetics[${index}].toCelsius: ${to} is not above ${from}`);
    const before = kinetics.ranges[index - 1];
    if (before && before.to !== from)
      refuse(
        `kinetics[${index}].fromCelsius: ${from}, where the range before ends at ${before.to}`,
      );
  });
}

/**
 * How many times as fast goods age at a temperature as at the reference temperature.
 *
 * Above its ranges a Q10 goes on as in the last: goods do not stop ageing where nobody measured. Below
 * them goods age as at their cold end: cold that was never tried earns no life.
 *
 * @returns ≥ 0, never less for a warmer temperature
 */
export function ageingRate({ kinetics, reference }: ShelfLifeModel, at: Celsius): number {
  if (kinetics.model === 'square-root') {
    const { minimum } = kinetics;
    return (Math.max(0, at - minimum) / (reference - minimum)) ** 2;
  }
  return Math.exp(logRate(kinetics.ranges, at) - logRate(kinetics.ranges, reference));
}

/** ln of the rate against the cold end of the first range. */
function logRate(ranges: readonly Q10Range[], at: Celsius): number {
  return ranges.reduce((sum, { q10, from, to }, index) => {
    const end = index === ranges.length - 1 ? Infinity : to;
    const kelvin = Math.min(at, end) - from;
    return kelvin <= 0 ? sum : sum + (Math.log(q10) * kelvin) / 10;
  }, 0);
}

/** J/(mol·K). */
export const GAS_CONSTANT = 8.314_462_618;
/** USP ⟨1079.2⟩, where nothing else is known of goods. */
export const USP_ACTIVATION_ENERGY = 83_144;
export const KELVIN_AT_ZERO_CELSIUS = 273.15;

/** Over which the slope of a model is taken: the warmth that goods on the way really see. */
const SLOPE_KELVIN = 10;

/**
 * The activation energy that stands for a model near its reference temperature: R·T₁·T₂·ln(rate ratio)/ΔT,
 * from the reference to 10 K above it.
 *
 * @returns J/mol, > 0 where ageing depends on temperature at all
 */
export function activationEnergy(model: ShelfLifeModel): number {
  const [cold, warm] = [model.reference, model.reference + SLOPE_KELVIN];
  const ratio = ageingRate(model, warm) / ageingRate(model, cold);
  const kelvin = (cold + KELVIN_AT_ZERO_CELSIUS) * (warm + KELVIN_AT_ZERO_CELSIUS);
  return (GAS_CONSTANT * kelvin * Math.log(ratio)) / (warm - cold);
}
