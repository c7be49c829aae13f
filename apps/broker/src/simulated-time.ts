import type { Instant, SimulatedClock } from '@lenglian/quantities';
import { z } from 'zod';

const messageSchema = z.object({ now: z.number().int().nonnegative().max(8.64e15) });

/**
 * Between two ticks of a jump in simulated time, in milliseconds. Not above what the judge takes for
 * time without a break (`SIMULATED_TICK_HOLE`); a simulator that goes in smaller steps has one tick a step.
 */
const TICK_STEP_MS = 300_000;
/** A larger jump is an outage, as it would be in real time: one tick tells its end. */
const JUMP_MS_MAX = 24 * 3_600_000;

/**
 * Time that a simulator drives: it publishes `{"now":ms}` to `cc/v1/clock`, and each such message is
 * acknowledged once the ticks that bring the journal's time there are stored.
 */
export class SimulatedTime {
  private readonly clock: SimulatedClock;
  private readonly tick: (at: Instant, done: (error?: Error) => void) => void;

  /** @param tick appends a tick of the given time */
  constructor(clock: SimulatedClock, tick: (at: Instant, done: (error?: Error) => void) => void) {
    this.clock = clock;
    this.tick = tick;
  }

  /** @returns false when the payload is not a time; `done` is not called then */
  advance(payload: Uint8Array, done: (error?: Error) => void): boolean {
    const target = readTime(payload);
    if (target === undefined) return false;
    const from = this.clock.now();
    if (target - from <= JUMP_MS_MAX) {
      for (let at = from + TICK_STEP_MS; at < target; at += TICK_STEP_MS) {
        this.clock.advanceTo(at);
        this.tick(at, () => {});
      }
    }
    this.clock.advanceTo(target);
    this.tick(this.clock.now(), done);
    return true;
  }
}

function readTime(payload: Uint8Array): Instant | undefined {
  try {
    return messageSchema.parse(JSON.parse(Buffer.from(payload).toString('utf8'))).now;
  } catch {
    return undefined;
  }
}
