import type { ClientRateLimitInfo, Store } from 'express-rate-limit';
import type { Clock, Duration, Instant } from '@lenglian/quantities';

/** Some megabytes at most. */
const KEYS_MAX = 20_000;

interface Count {
  hits: number;
  readonly until: Instant;
}

/**
 * How often each key was seen in the window that began when it was first seen. Of at most so many keys,
 * the oldest window forgotten first, so that memory is bounded whoever calls.
 */
export class RequestCounts implements Store {
  readonly localKeys = true;
  /** In the order in which the windows began, which is that in which they end. */
  private readonly counts = new Map<string, Count>();
  private readonly clock: Clock;
  private readonly window: Duration;
  private readonly keysMax: number;

  constructor(clock: Clock, window: Duration, keysMax = KEYS_MAX) {
    this.clock = clock;
    this.window = window;
    this.keysMax = keysMax;
  }

  /** Keys that are remembered. */
  get size(): number {
    return this.counts.size;
  }

  increment(key: string): ClientRateLimitInfo {
    const now = this.clock.now();
    this.forgetOver(now);
    let count = this.counts.get(key);
    if (count === undefined || this.isOver(count, now)) {
      this.counts.delete(key);
      this.makeRoom();
      count = { hits: 0, until: now + this.window };
      this.counts.set(key, count);
    }
    count.hits += 1;
    return { totalHits: count.hits, resetTime: new Date(count.until) };
  }

  decrement(key: string): void {
    const count = this.counts.get(key);
    if (count && count.hits > 0) count.hits -= 1;
  }

  resetKey(key: string): void {
    this.counts.delete(key);
  }

  private forgetOver(now: Instant): void {
    for (const [key, count] of this.counts) {
      if (!this.isOver(count, now)) return;
      this.counts.delete(key);
    }
  }

  private makeRoom(): void {
    if (this.counts.size < this.keysMax) return;
    const oldest = this.counts.keys().next();
    if (!oldest.done) this.counts.delete(oldest.value);
  }

  /** Also one that ends later than any can: the machine's clock was set back. */
  private isOver({ until }: Count, now: Instant): boolean {
    return now >= until || until > now + this.window;
  }
}
