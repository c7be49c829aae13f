import { DAY, type Duration } from '@lenglian/quantities';
import { MessageQueue } from './message-queue.ts';
import type { SealedMessage } from './sealed-message.ts';

/** How old a message may grow in the outbox, in event time, before newer ones push it out. */
export const OUTBOX_KEPT: Duration = 7 * DAY;

/**
 * What waits to be acknowledged: live messages before history, each in the order of sealing.
 * A message leaves only by its acknowledgement, or when it has grown too old while nobody listened.
 */
export class Outbox {
  private readonly live = new MessageQueue();
  private readonly history = new MessageQueue();
  private readonly inFlight = new Set<SealedMessage>();
  private readonly kept: Duration;
  /** Messages and samples given up for their age. */
  droppedMessageCount = 0;
  droppedSampleCount = 0;

  constructor(kept: Duration = OUTBOX_KEPT) {
    this.kept = kept;
  }

  /** Takes a message to be delivered. */
  add(message: SealedMessage): void {
    const queue = message.isHistory ? this.history : this.live;
    queue.push(message);
    this.dropOlderThan(message.sealedAt - this.kept, queue);
  }

  /** Hands out the next message to send, which is in flight from now on. */
  takeNext(): SealedMessage | undefined {
    const message = this.live.take() ?? this.history.take();
    if (message !== undefined) this.inFlight.add(message);
    return message;
  }

  /** @returns false for a message that was not in flight (acknowledged before) */
  acknowledge(message: SealedMessage): boolean {
    return this.inFlight.delete(message);
  }

  /** The connection is gone: all that was in flight waits again, ahead of the rest. */
  returnInFlight(): void {
    const returned = [...this.inFlight];
    this.inFlight.clear();
    this.live.putBack(returned.filter((message) => !message.isHistory));
    this.history.putBack(returned.filter((message) => message.isHistory));
  }

  get inFlightCount(): number {
    return this.inFlight.size;
  }

  /** Whether nothing waits and nothing is in flight. */
  get isEmpty(): boolean {
    return this.inFlight.size + this.live.length + this.history.length === 0;
  }

  private dropOlderThan(oldest: number, queue: MessageQueue): void {
    for (let first = queue.peek(); first !== undefined; first = queue.peek()) {
      if (first.sealedAt >= oldest) return;
      queue.take();
      this.droppedMessageCount++;
      this.droppedSampleCount += first.sampleCount;
    }
  }
}
