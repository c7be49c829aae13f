import type { Clock, RandomSource } from '@lenglian/quantities';
import { v7 } from 'uuid';

/**
 * Makes the ids of records: UUIDv7 (RFC 9562), so that ids sort by creation. Within a millisecond
 * they count up; a clock that stands still or goes back does not disturb the order.
 */
export class IdentifierSource {
  private readonly clock: Clock;
  private readonly random: RandomSource | undefined;
  private milliseconds = 0;
  private sequence = 0;

  /** @param random only for tests that need the same ids every time; else the system's randomness */
  constructor(clock: Clock, random?: RandomSource) {
    this.clock = clock;
    this.random = random;
  }

  next(): string {
    const now = this.clock.now();
    if (now > this.milliseconds) {
      this.milliseconds = now;
      this.sequence = 0;
    } else {
      this.sequence += 1;
    }
    const position = { msecs: this.milliseconds, seq: this.sequence };
    return v7(this.random === undefined ? position : { ...position, random: this.bytes() });
  }

  private bytes(): Uint8Array {
    return Uint8Array.from({ length: 16 }, () => Math.floor((this.random?.next() ?? 0) * 256));
  }
}
