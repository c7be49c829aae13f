import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';

/** Time between two samples of the history. */
export const HISTORY_SAMPLING: Duration = MINUTE;
/** Before the live phase, history is told in live detail for this long. */
export const LEAD_IN: Duration = 30 * MINUTE;

/** The time of the sample after the one at `at`. */
export function nextSampleAt(at: Instant, liveFrom: Instant, sampling: Duration): Instant {
  const isOldHistory = at + HISTORY_SAMPLING <= liveFrom - LEAD_IN;
  return at + (isOldHistory ? Math.max(HISTORY_SAMPLING, sampling) : sampling);
}
