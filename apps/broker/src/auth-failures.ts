import type { Clock, Instant } from '@lenglian/quantities';

const PERIOD_MS = 60_000;
const DELAY_MS = 1_000;
/** Addresses remembered in a period; beyond that everybody waits, and memory stays bounded. */
const ADDRESSES_MAX = 10_000;

/**
 * Slows down who keeps failing to sign in. Only failures wait: behind one address there may be a
 * thousand devices, and one with a wrong token must not lock the others out.
 */
export class AuthFailures {
  private readonly clock: Clock;
  private readonly failuresMax: number;
  private readonly counts = new Map<string, number>();
  private periodBegan: Instant = 0;

  /** @param failuresMax failures of one address in a minute that are answered at once */
  constructor(clock: Clock, failuresMax: number) {
    this.clock = clock;
    this.failuresMax = failuresMax;
  }

  /** @returns milliseconds to wait before the answer */
  noteFailure(address: string): number {
    const now = this.clock.now();
    if (now - this.periodBegan >= PERIOD_MS) {
      this.counts.clear();
      this.periodBegan = now;
    }
    const count = (this.counts.get(address) ?? 0) + 1;
    if (count === 1 && this.counts.size >= ADDRESSES_MAX) return DELAY_MS;
    this.counts.set(address, count);
    return count > this.failuresMax ? DELAY_MS : 0;
  }
}
