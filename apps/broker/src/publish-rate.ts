import type { Connection } from './connection.ts';

/** What may come at once, in seconds' worth of the rate. */
const BURST_SECONDS = 2;
/** How much of it is free again when a connection is read on; shorter would only wake more often. */
const RESUME_MS = 100;

/**
 * How many messages one connection may publish, over time. A token bucket kept as one number, the
 * time through which the messages so far are paid for (ITU-T I.371, the virtual scheduling
 * algorithm). Who is ahead of it by the whole burst is not read from for a moment; nothing is
 * refused. A chunk that is being read is still taken whole.
 */
export class PublishRate {
  private readonly messageMs: number;
  private readonly monotonic: () => number;

  /**
   * @param perSecondMax messages a second; 0: no limit
   * @param monotonic milliseconds of a clock that only goes on
   */
  constructor(perSecondMax: number, monotonic: () => number) {
    this.messageMs = perSecondMax === 0 ? 0 : 1_000 / perSecondMax;
    this.monotonic = monotonic;
  }

  /** One more message of a connection. */
  note(connection: Connection): void {
    if (this.messageMs === 0) return;
    const now = this.monotonic();
    const paidUntil = Math.max(connection.paidUntil, now) + this.messageMs;
    connection.paidUntil = paidUntil;
    const over = paidUntil - now - BURST_SECONDS * 1_000;
    if (over <= 0 || connection.isPausedFor('RATE')) return;
    connection.pause('RATE');
    this.resumeLater(connection, over + RESUME_MS);
  }

  private resumeLater(connection: Connection, waitMs: number): void {
    const timer = setTimeout(() => {
      // What was read with the message that was too many counts as well.
      const over = connection.paidUntil - this.monotonic() - BURST_SECONDS * 1_000;
      if (over > 0) this.resumeLater(connection, over + RESUME_MS);
      else connection.resume('RATE');
    }, waitMs);
    timer.unref();
  }
}
