import type { Clock, Instant } from '@lenglian/quantities';

/**
 * The server's clock as seen from here. Ages of data are counted on it, because a console's own
 * clock may be wrong by hours.
 */
export class ServerClock implements Clock {
  private offset = 0;
  private readonly machine: Clock;

  constructor(machine: Clock) {
    this.machine = machine;
  }

  /** The server said what time it is, just now. */
  hear(serverTime: Instant): void {
    this.offset = serverTime - this.machine.now();
  }

  now(): Instant {
    return this.machine.now() + this.offset;
  }
}
