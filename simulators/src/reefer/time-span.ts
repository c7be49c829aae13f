import type { Instant } from '@lenglian/quantities';

/** A stretch of event time: `from` included, `until` excluded. */
export interface TimeSpan {
  readonly from: Instant;
  readonly until: Instant;
}

/** Whether a moment lies in one of a few spans. */
export function isWithin(spans: readonly TimeSpan[], at: Instant): boolean {
  for (const span of spans) {
    if (span.from <= at && at < span.until) return true;
  }
  return false;
}
