import type { Duration, Instant } from '@lenglian/quantities';
import type { ChannelIndex, Reading } from '@lenglian/readings';

/** `from` included, `to` excluded, event time. */
export interface HistoryWindow {
  readonly deviceId: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** Widths of roll-ups: 1 min, 15 min, 1 h, 1 day. Intervals begin at multiples of the width (UTC). */
export const ROLL_UP_WIDTHS: readonly Duration[] = [60_000, 900_000, 3_600_000, 86_400_000];

/** One channel over one interval that has at least one judged value. Excluded values do not count. */
export interface RollUp {
  readonly start: Instant;
  readonly channel: ChannelIndex;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly count: number;
}

/** The history of readings, wherever it is kept. One contract suite holds every adapter to it. */
export interface ReadingHistory {
  /** The winner of every instant, in order; at most `limit`. */
  window(window: HistoryWindow, limit: number): Promise<Reading[]>;
  /** Ordered by start, then channel. */
  rollUps(window: HistoryWindow, width: Duration): Promise<RollUp[]>;
  /** Every sample (also the losers of contested instants, where the store keeps them), in pages. */
  export(window: HistoryWindow): AsyncIterable<Reading[]>;
  close(): Promise<void>;
}

/** What the historian writes to. */
export interface HistorySink {
  /**
   * Makes the store hold these winners. Writing the same twice changes nothing.
   *
   * @throws HistoryUnavailableError when it may work later (429, 5xx, time-outs, refused)
   * @returns what the store refused for good, each with its reason
   */
  write(readings: readonly Reading[]): Promise<RefusedReading[]>;
}

export interface RefusedReading {
  readonly reading: Reading;
  /** EXPIRED: older than the store's retention. REFUSED: the store will never take it. */
  readonly reason: 'EXPIRED' | 'REFUSED';
  readonly detail: string;
}
