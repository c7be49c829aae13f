import { NEXT_CHECK_MAX, NEXT_CHECK_SOONEST, nextCheckFor } from '@lenglian/alerts';
import type { DangerView } from '@lenglian/console-contract';
import { MINUTE, SECOND, type Duration, type Instant } from '@lenglian/quantities';

/** Minutes until the owner looks again; the server allows at most 240. */
export const CHECKS = ['30', '60', '120', '240'] as const;
/** After so long, or when the next place to act is reached. */
export type Check = 'PLACE' | (typeof CHECKS)[number];

/** What is offered to whoever begins to take something. */
export interface NextCheckOffer {
  /** The next place to act, where one can look again when it is reached. */
  readonly place: DangerView['nextAction'];
  /** What holds unless they choose. */
  readonly chosen: Check;
}

/** A second under the bound, so that the time on the way never makes it too far ahead. */
const ON_THE_WAY: Duration = SECOND;

/** The default of the server, as a choice: where the place comes too soon or too late for one, the choice after that. */
export function nextCheckOffer(now: Instant, place: DangerView['nextAction']): NextCheckOffer {
  const at = place?.at ?? null;
  if (at !== null && at >= now + NEXT_CHECK_SOONEST && at <= now + NEXT_CHECK_MAX - ON_THE_WAY)
    return { place, chosen: 'PLACE' };
  const minutes = Math.round((nextCheckFor(now, at) - now) / MINUTE);
  return { place: null, chosen: CHECKS.find((check) => Number(check) >= minutes) ?? '240' };
}

/** When one looks again by what was chosen. */
export function nextCheckOf(chosen: Check, { place }: NextCheckOffer, now: Instant): Instant {
  if (chosen === 'PLACE') return place?.at ?? nextCheckFor(now, null);
  return now + Number(chosen) * MINUTE - ON_THE_WAY;
}
