import type { Clock, Instant } from '@lenglian/quantities';

/** The machine's time. */
export const systemClock: Clock = { now: () => Date.now() };

/**
 * A clock that never goes back: neither when the machine's is set back, nor behind what is already
 * in the journal. It stands still until the other has caught up.
 */
export class SteadyClock implements Clock {
  private readonly source: Clock;
  private latest: Instant;

  constructor(source: Clock, notBefore: Instant) {
    this.source = source;
    this.latest = notBefore;
  }

  now(): Instant {
    const now = this.source.now();
    if (now > this.latest) this.latest = now;
    return this.latest;
  }

  /** How far this clock is ahead of its source, in milliseconds. */
  get ahead(): number {
    return Math.max(0, this.latest - this.source.now());
  }
}
