import type { Duration, RandomSource } from '@lenglian/quantities';

/** Bounds of the wait between two attempts to connect. */
export interface BackoffBounds {
  readonly base: Duration;
  readonly max: Duration;
}

/**
 * Full jitter: uniform between 0 and `base · 2^failures`, at most `max`, so that a train that
 * leaves a tunnel does not knock all at once.
 *
 * @param failures attempts that failed in a row, ≥ 0
 */
export function backoffDelay(
  failures: number,
  bounds: BackoffBounds,
  random: RandomSource,
): Duration {
  const ceiling = Math.min(bounds.max, bounds.base * 2 ** Math.min(failures, 30));
  return Math.round(random.next() * ceiling);
}
