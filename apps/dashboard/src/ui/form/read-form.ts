import { fromInputTime, toInputTime, type Zone } from '@lenglian/wording';
import type { Instant } from '@lenglian/quantities';

/** The text of a field without spaces around it; null when it is empty or not there. */
export function textOf(data: FormData, name: string): string | null {
  const value = data.get(name);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
}

/** A number as people write it: 1,5 or −2; the text itself when it is none, for the schema to refuse. */
export function numberOf(data: FormData, name: string): number | string | null {
  const text = textOf(data, name);
  if (text === null) return null;
  const number = Number(text.replace(',', '.').replace('−', '-'));
  return Number.isNaN(number) ? text : number;
}

/**
 * The moment that a time field means on the clock that the person reads.
 *
 * @param before what the field began with: it shows minutes, and untouched it must not lose the seconds
 */
export function instantOf(
  data: FormData,
  name: string,
  zone: Zone,
  before?: unknown,
): Instant | null {
  const text = textOf(data, name) ?? '';
  if (typeof before === 'number' && text === toInputTime(before, zone)) return before;
  return fromInputTime(text, zone);
}
