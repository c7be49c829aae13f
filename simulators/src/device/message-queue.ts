import type { SealedMessage } from './sealed-message.ts';

/** First in, first out; taking costs the same however long the queue is. */
export class MessageQueue {
  private messages: SealedMessage[] = [];
  private head = 0;

  get length(): number {
    return this.messages.length - this.head;
  }

  peek(): SealedMessage | undefined {
    return this.messages[this.head];
  }

  push(message: SealedMessage): void {
    this.messages.push(message);
  }

  take(): SealedMessage | undefined {
    const message = this.messages[this.head];
    if (message === undefined) return undefined;
    this.head++;
    // Let go of what was taken once it is the greater part.
    if (this.head > 64 && this.head * 2 > this.messages.length) this.compact([]);
    return message;
  }

  /** Puts messages back before all others, in their order. */
  putBack(messages: readonly SealedMessage[]): void {
    this.compact(messages);
  }

  private compact(before: readonly SealedMessage[]): void {
    this.messages = [...before, ...this.messages.slice(this.head)];
    this.head = 0;
  }
}
