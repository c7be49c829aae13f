import type { Log } from '@lenglian/diagnostics';
import { MINUTE, type Clock, type Instant } from '@lenglian/quantities';

/** A leap of the machine's clock up to this is believed at once; two looks are a second apart. */
export const LEAP_MS = 10 * MINUTE;
/** A larger one is believed when the clock has stayed there for so long. */
export const LEAP_HOLD_MS = 15 * MINUTE;

/**
 * The machine's time, without forward leaps that do not last. One tick in the year 2036 (a time
 * server gone wrong, a faulty battery) would otherwise be the journal's time for ever, because that
 * never goes back. During a leap the time goes on by the monotonic clock.
 *
 * A leap that stays for `LEAP_HOLD_MS` is believed: somebody set the clock right, or the machine
 * was suspended, during which the monotonic clock stands still. Leaps back are shown as they are;
 * `SteadyClock` holds against them.
 */
export class UnleapingClock implements Clock {
  private readonly machine: Clock;
  private readonly monotonic: () => number;
  private readonly log: Log;
  /** Adding the monotonic clock gives the time that is believed … */
  private offset: number;
  /** … and the time that the machine has leapt to, when it has. */
  private leap: { readonly offset: number; readonly since: number } | undefined;

  /** @param monotonic milliseconds of a clock that nobody sets */
  constructor(machine: Clock, monotonic: () => number, log: Log) {
    this.machine = machine;
    this.monotonic = monotonic;
    this.log = log;
    this.offset = machine.now() - monotonic();
  }

  now(): Instant {
    const at = this.machine.now();
    const elapsed = this.monotonic();
    const offset = at - elapsed;
    const ahead = offset - this.offset;
    if (ahead <= LEAP_MS) {
      if (this.leap !== undefined)
        this.log.warn({ at }, 'the machine’s clock is back from its leap');
      this.leap = undefined;
      // Far behind, the time believed so far goes on beside it: coming back there is no leap.
      if (ahead > -LEAP_MS) this.offset = offset;
      return at;
    }
    return this.isLasting(offset, elapsed) ? at : Math.floor(this.offset + elapsed);
  }

  private isLasting(offset: number, elapsed: number): boolean {
    const { leap } = this;
    const times = { believed: Math.floor(this.offset + elapsed), machine: offset + elapsed };
    if (leap === undefined || Math.abs(offset - leap.offset) > LEAP_MS) {
      this.leap = { offset, since: elapsed };
      this.log.error(times, 'the machine’s clock has leapt ahead: not believed for now');
      return false;
    }
    if (elapsed - leap.since < LEAP_HOLD_MS) return false;
    this.log.error(times, 'the machine’s clock stays where it leapt to: believed');
    this.offset = offset;
    this.leap = undefined;
    return true;
  }
}
