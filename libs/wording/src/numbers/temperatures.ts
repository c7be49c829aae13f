import type { Celsius } from '@lenglian/quantities';

/** What stands where a value is missing. */
export const MISSING = '—';

/** One decimal with a true minus sign (U+2212), never "−0.0"; `MISSING` for null. */
export function formatCelsius(value: Celsius | null | undefined): string {
  return formatNumber(value, 1);
}

/** A whole number of percent; `MISSING` for null. */
export function formatPercent(value: number | null | undefined): string {
  return value === null || value === undefined ? MISSING : `${formatNumber(value, 0)} %`;
}

/** `value` with so many decimals; the minus sign is as wide as a digit, so that columns stand still. */
export function formatNumber(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || Number.isNaN(value)) return MISSING;
  const rounded = value.toFixed(decimals);
  return Number(rounded) === 0 ? rounded.replace('-', '') : rounded.replace('-', '\u2212');
}

/** A band of °C, both ends included; open below when `low` is null. */
export function formatBand(low: Celsius | null, high: Celsius): string {
  return low === null
    ? `≤ ${formatCelsius(high)}`
    : `${formatCelsius(low)} … ${formatCelsius(high)}`;
}
