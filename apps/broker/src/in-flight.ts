import type { Connection } from './connection.ts';

export interface InFlightLimits {
  /** Of one connection. */
  readonly messagesMax: number;
  readonly bytesMax: number;
  /** Of all connections together. */
  readonly totalBytesMax: number;
}

/**
 * What waits for the disk, of each and of all. Who has too much waiting is not read from until half
 * of it is stored; a chunk that is being read is still taken whole (at most 64 KiB).
 */
export class InFlight {
  private readonly limits: InFlightLimits;
  /** Paused because of the others: resumed when the total has fallen. */
  private readonly waiting = new Set<Connection>();
  private totalBytes = 0;

  constructor(limits: InFlightLimits) {
    this.limits = limits;
  }

  get waitingConnections(): number {
    return this.waiting.size;
  }

  add(connection: Connection, bytes: number): void {
    connection.inFlight++;
    connection.inFlightBytes += bytes;
    this.totalBytes += bytes;
    if (this.totalBytes > this.limits.totalBytesMax) {
      this.waiting.add(connection);
      connection.pause('DISK');
    } else if (
      connection.inFlight >= this.limits.messagesMax ||
      connection.inFlightBytes >= this.limits.bytesMax
    ) {
      connection.pause('DISK');
    }
  }

  remove(connection: Connection, bytes: number): void {
    connection.inFlight--;
    connection.inFlightBytes -= bytes;
    this.totalBytes -= bytes;
    if (this.waiting.size > 0) this.resumeWaiting();
    if (connection.isPausedFor('DISK') && !this.waiting.has(connection))
      this.resumeIfLow(connection);
  }

  private resumeWaiting(): void {
    if (this.totalBytes > this.limits.totalBytesMax / 2) return;
    for (const connection of this.waiting) {
      this.waiting.delete(connection);
      this.resumeIfLow(connection);
    }
  }

  private resumeIfLow(connection: Connection): void {
    if (
      connection.inFlight <= this.limits.messagesMax / 2 &&
      connection.inFlightBytes <= this.limits.bytesMax / 2
    ) {
      connection.resume('DISK');
    }
  }
}
