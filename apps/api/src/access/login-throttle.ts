import { MINUTE, type Clock, type Duration, type Instant } from '@lenglian/quantities';
import { TooManyAttemptsError } from '../http/errors.ts';

/** Failures within the window after which further attempts are refused unseen. */
export interface ThrottleLimits {
  readonly perName: number;
  readonly perAddress: number;
  readonly window: Duration;
  /** Keys remembered at most; the oldest are forgotten first. */
  readonly keysMax: number;
}

export const THROTTLE_LIMITS: ThrottleLimits = {
  perName: 5,
  perAddress: 50,
  window: 5 * MINUTE,
  keysMax: 10_000,
};

interface Count {
  failures: number;
  readonly since: Instant;
}

/**
 * Slows the guessing of passwords: counts failures per address and name, and per address. Others'
 * failures never lock a user out from a different address.
 */
export class LoginThrottle {
  private readonly counts = new Map<string, Count>();
  private readonly clock: Clock;
  private readonly limits: ThrottleLimits;

  constructor(clock: Clock, limits: ThrottleLimits = THROTTLE_LIMITS) {
    this.clock = clock;
    this.limits = limits;
  }

  /** @throws TooManyAttemptsError when this address must wait */
  check(address: string, username: string): void {
    const wait = Math.max(
      this.waitOf(nameKey(address, username), this.limits.perName),
      this.waitOf(addressKey(address), this.limits.perAddress),
    );
    if (wait > 0) {
      throw new TooManyAttemptsError('too many failed sign-ins', Math.ceil(wait / 1000));
    }
  }

  failed(address: string, username: string): void {
    this.count(nameKey(address, username));
    this.count(addressKey(address));
  }

  /** After `failed` was counted ahead: takes it back, and forgets the failures of before. */
  succeeded(address: string, username: string): void {
    this.counts.delete(nameKey(address, username));
    const ofAddress = this.current(addressKey(address));
    if (ofAddress) ofAddress.failures--;
  }

  private waitOf(key: string, failuresMax: number): Duration {
    const count = this.current(key);
    if (!count || count.failures < failuresMax) return 0;
    return count.since + this.limits.window - this.clock.now();
  }

  private count(key: string): void {
    const count = this.current(key);
    if (count) {
      count.failures++;
      return;
    }
    if (this.counts.size >= this.limits.keysMax) {
      const oldest = this.counts.keys().next();
      if (!oldest.done) this.counts.delete(oldest.value);
    }
    this.counts.set(key, { failures: 1, since: this.clock.now() });
  }

  private current(key: string): Count | undefined {
    const count = this.counts.get(key);
    if (count && this.clock.now() >= count.since + this.limits.window) {
      this.counts.delete(key);
      return undefined;
    }
    return count;
  }
}

function nameKey(address: string, username: string): string {
  return `${address}\n${username.toLowerCase()}`;
}

function addressKey(address: string): string {
  return address;
}
