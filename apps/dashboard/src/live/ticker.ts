import { SECOND, type Clock, type Instant } from '@lenglian/quantities';

/** One timer for everything on the screen that grows older. */
export class Ticker {
  private readonly listeners = new Set<(now: Instant) => void>();
  private readonly clock: Clock;
  private timer: ReturnType<typeof setInterval> | undefined;
  private last: Instant;

  constructor(clock: Clock) {
    this.clock = clock;
    this.last = clock.now();
  }

  /** The last tick; the same until the next one. */
  get now(): Instant {
    return this.last;
  }

  /** @returns ends the subscription; the timer runs only while somebody listens */
  subscribe(listener: (now: Instant) => void): () => void {
    this.listeners.add(listener);
    if (this.timer === undefined) {
      this.last = this.clock.now();
      this.timer = setInterval(() => this.tick(), SECOND);
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  }

  /** Tells everybody the time. */
  tick(): void {
    this.last = this.clock.now();
    for (const listener of this.listeners) listener(this.last);
  }
}
