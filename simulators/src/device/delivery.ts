import type { Duration, Instant, RandomSource } from '@lenglian/quantities';
import type { SealedMessage } from './sealed-message.ts';

/** How badly the way from device to broker treats messages. Their bytes stay the same. */
export interface DeliveryHabit {
  /** Messages are gathered this long, from the first one on, and then let go together. */
  readonly holdFor: Duration;
  /** Whether they are let go newest first. */
  readonly isReversed: boolean;
  /** Share of messages that go twice, 0…1. */
  readonly duplicateShare: number;
}

/** The way of a device that sends everything at once, in order, once. */
export const PROMPT_DELIVERY: DeliveryHabit = { holdFor: 0, isReversed: false, duplicateShare: 0 };

/** Holds, turns round and repeats one device's messages by its habit. */
export class Delivery {
  private readonly habit: DeliveryHabit;
  private readonly random: RandomSource;
  private held: SealedMessage[] = [];

  constructor(habit: DeliveryHabit, random: RandomSource) {
    this.habit = habit;
    this.random = random;
  }

  /** @returns what goes out now that `message` was sealed, in the order of sending */
  pass(message: SealedMessage): SealedMessage[] {
    this.held.push(message);
    return this.dueAt(message.sealedAt) ? this.release() : [];
  }

  /** Lets go of everything, due or not. */
  release(): SealedMessage[] {
    const held = this.held;
    this.held = [];
    const repeated = held.flatMap((message) => {
      const isRepeated = this.random.next() < this.habit.duplicateShare;
      return isRepeated ? [message, { ...message }] : [message];
    });
    return this.habit.isReversed ? repeated.reverse() : repeated;
  }

  private dueAt(now: Instant): boolean {
    return now - (this.held[0]?.sealedAt ?? now) >= this.habit.holdFor;
  }
}
