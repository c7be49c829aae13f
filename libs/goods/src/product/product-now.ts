import { MINUTE, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import { CARGO_PROBES, judgedValue, type Reading } from '@lenglian/readings';

/**
 * A value older than this does not tell how it is now: three of the values that GB 31605-2020 asks for
 * at least every 10 minutes are missing.
 */
export const PRODUCT_FRESH: Duration = 30 * MINUTE;

/** How goods stand against the temperatures that they are to have. */
export type ProductState = 'WITHIN' | 'TOO_WARM' | 'TOO_COLD' | 'NOT_KNOWN';
export const PRODUCT_STATES = [
  'WITHIN',
  'TOO_WARM',
  'TOO_COLD',
  'NOT_KNOWN',
] as const satisfies readonly ProductState[];

/** What the probes in the goods last said. Air is no proof of how goods are, and is not in it. */
export interface ProductNow {
  readonly state: ProductState;
  /** The coldest and the warmest probe; null when no probe ever measured. */
  readonly lowCelsius: Celsius | null;
  readonly highCelsius: Celsius | null;
  readonly measuredAt: Instant | null;
}

/**
 * How goods stand now, by the newest reading of each device: of several probes the worst counts. A
 * temperature equal to a limit is inside it; what is not fresh proves nothing.
 *
 * @param readings the newest of each device that is with the goods, in any order
 * @param band of the goods, °C; without `low` open downwards
 */
export function productNow(
  readings: readonly Reading[],
  band: { readonly low: Celsius | null; readonly high: Celsius },
  now: Instant,
): ProductNow {
  const measured = readings.flatMap((reading) => {
    const values = probesOf(reading);
    return values.length === 0 ? [] : [{ measuredAt: reading.measuredAt, values }];
  });
  const newest = Math.max(...measured.map(({ measuredAt }) => measuredAt));
  if (measured.length === 0)
    return { state: 'NOT_KNOWN', lowCelsius: null, highCelsius: null, measuredAt: null };
  // A device that fell silent long before the others says nothing beside them.
  const values = measured
    .filter(({ measuredAt }) => newest - measuredAt <= PRODUCT_FRESH)
    .flatMap((one) => one.values);
  const [lowCelsius, highCelsius] = [Math.min(...values), Math.max(...values)];
  const isFresh = now - newest <= PRODUCT_FRESH;
  const state = isFresh ? stateOf(lowCelsius, highCelsius, band) : 'NOT_KNOWN';
  return { state, lowCelsius, highCelsius, measuredAt: newest };
}

function probesOf(reading: Reading): Celsius[] {
  return CARGO_PROBES.flatMap((channel) => judgedValue(reading, channel) ?? []);
}

function stateOf(
  coldest: Celsius,
  warmest: Celsius,
  { low, high }: { readonly low: Celsius | null; readonly high: Celsius },
): ProductState {
  if (warmest > high) return 'TOO_WARM';
  return low !== null && coldest < low ? 'TOO_COLD' : 'WITHIN';
}
