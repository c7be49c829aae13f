import type { Clock, Duration, Instant } from '@lenglian/quantities';

/** Keys remembered before the oldest are forgotten. */
const KEYS_MAX = 20_000;

/** Allows each key so many times in each period. */
export class RateLimit {
  private readonly periods = new Map<string, { readonly since: Instant; count: number }>();
  private readonly clock: Clock;
  private readonly max: number;
  private readonly period: Duration;

  constructor(clock: Clock, max: number, period: Duration) {
    this.clock = clock;
    this.max = max;
    this.period = period;
  }

  /** Counts one, and says whether it is still within the limit. */
  allows(key: string): boolean {
    const now = this.clock.now();
    const current = this.periods.get(key);
    if (current && now < current.since + this.period) {
      current.count++;
      return current.count <= this.max;
    }
    this.periods.delete(key);
    if (this.periods.size >= KEYS_MAX) {
      const oldest = this.periods.keys().next();
      if (!oldest.done) this.periods.delete(oldest.value);
    }
    this.periods.set(key, { since: now, count: 1 });
    return true;
  }
}
