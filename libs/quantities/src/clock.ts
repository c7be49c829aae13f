import type { Instant } from './instant.ts';

/** Where "now" comes from. Nothing in Lenglian asks the machine for the time directly. */
export interface Clock {
  now(): Instant;
}

/** A clock that stands still until it is told the time; it never goes backwards. */
export class SimulatedClock implements Clock {
  private current: Instant;

  constructor(start: Instant) {
    this.current = start;
  }

  now(): Instant {
    return this.current;
  }

  /** Moves to `instant`; an earlier one than the present is ignored. */
  advanceTo(instant: Instant): void {
    if (instant > this.current) this.current = instant;
  }
}
