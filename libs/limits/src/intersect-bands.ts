import type { Band } from './profile.ts';

/**
 * The temperatures that two bands share: what a compartment must hold when both lie in it.
 *
 * @returns undefined when they share none; one shared temperature is a band of width 0
 */
export function intersectBands(a: Band, b: Band): Band | undefined {
  const lows = [a.low, b.low].filter((low) => low !== null);
  const low = lows.length === 0 ? null : Math.max(...lows);
  const high = Math.min(a.high, b.high);
  return low === null || low <= high ? { low, high } : undefined;
}
