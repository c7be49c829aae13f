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

/** One thing wrong with how goods are said to keep: which field, and the bound it breaks. */
export interface KeepingProblem {
  readonly code:
    | 'ENDS_SWAPPED'
    | 'Q10_BELOW_ONE'
    /** A range does not begin where the one before ends. */
    | 'KINETICS_APART'
    /** Models of two kinds, or two of the one that stands alone. */
    | 'KINETICS_MIXED'
    /** Goods would not age at the temperature at which it is known how long they keep. */
    | 'MINIMUM_NOT_BELOW_REFERENCE';
  /** As the seeds write it, for example `kinetics.0.toCelsius`. */
  readonly field: string;
  /** Null where the value is no number. */
  readonly value: number | null;
  readonly bound: number | null;
}

/** A model that says nothing; the message names what is wrong in it. */
export class ShelfLifeModelError extends ColdChainError {
  readonly code = 'SHELF_LIFE_MODEL';

  constructor(problems: readonly KeepingProblem[]) {
    const told = problems.map(({ code, field, value, bound }) => {
      return `${field}: ${code}, ${value} (bound ${bound})`;
    });
    super(told.join('; '));
  }
}

/** Says everything that is wrong with kinetics; empty when ageing can be told by them. */
export function kineticsProblems(kinetics: Kinetics, reference: Celsius): KeepingProblem[] {
  if (kinetics.model === 'square-root') {
    const { minimum: value } = kinetics;
    if (value < reference) return [];
    const field = 'kinetics.0.minimumCelsius';
    return [{ code: 'MINIMUM_NOT_BELOW_REFERENCE', field, value, bound: reference }];
  }
  const { ranges } = kinetics;
  return ranges.flatMap(({ q10, from, to }, index) => {
    const path = `kinetics.${index}`;
    const problems: KeepingProblem[] = [];
    // Below 1 goods would keep longer the warmer they are: no food does.
    if (!(q10 >= 1))
      problems.push({ code: 'Q10_BELOW_ONE', field: `${path}.q10`, value: q10, bound: 1 });
    if (!(from < to))
      problems.push({ code: 'ENDS_SWAPPED', field: `${path}.toCelsius`, value: to, bound: from });
    const before = ranges[index - 1];
    if (before && before.to !== from) {
      const field = `${path}.fromCelsius`;
      problems.push({ code: 'KINETICS_APART', field, value: from, bound: before.to });
    }
    return problems;
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
