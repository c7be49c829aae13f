import type { Quantity } from './quantity.ts';

/** A moment: milliseconds since 1970-01-01T00:00:00Z, an integer. Zones exist only on screens. */
export type Instant = Quantity<'instant'>;

/** A span of time in milliseconds. */
export type Duration = Quantity<'duration'>;

export const SECOND: Duration = 1_000;
export const MINUTE: Duration = 60_000;
export const HOUR: Duration = 3_600_000;
export const DAY: Duration = 86_400_000;

/** ISO 8601 in UTC, for logs and documents. */
export function toIso(instant: Instant): string {
  return new Date(instant).toISOString();
}
