/**
 * A number whose unit is part of its type: a `Quantity<'celsius'>` cannot be handed in where a
 * duration is asked for, while a plain literal can be either. Costs nothing at run time.
 */
export type Quantity<Unit extends string> = number & { readonly unit?: Unit };

/** Degrees Celsius. Fahrenheit is converted at the edge and never enters. */
export type Celsius = Quantity<'celsius'>;
/** 0…100, both included. */
export type Percent = Quantity<'percent'>;
