import type { HistoryWindow, ReadingHistory, RollUp } from '@lenglian/history';
import { DAY, type Clock, type Duration, type Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';

/** Two histories as one: the near one for the time it keeps, the far one for everything before. */
export interface LayeredHistoryOptions {
  readonly near: ReadingHistory;
  readonly far: ReadingHistory;
  /** How far back the near one holds everything. */
  readonly nearKeeps: Duration;
  readonly clock: Clock;
}

/**
 * The local store inside its retention, InfluxDB before it. The cut is at a whole day, so that no
 * roll-up has a part in each.
 */
export class LayeredHistory implements ReadingHistory {
  private readonly options: LayeredHistoryOptions;

  constructor(options: LayeredHistoryOptions) {
    this.options = options;
  }

  async window(window: HistoryWindow, limit: number): Promise<Reading[]> {
    const { far, near } = this.parts(window);
    const older = far ? await this.options.far.window(far, limit) : [];
    if (older.length >= limit || !near) return older;
    return [...older, ...(await this.options.near.window(near, limit - older.length))];
  }

  async rollUps(window: HistoryWindow, width: Duration): Promise<RollUp[]> {
    const { far, near } = this.parts(window);
    const older = far ? await this.options.far.rollUps(far, width) : [];
    return near ? [...older, ...(await this.options.near.rollUps(near, width))] : older;
  }

  async *export(window: HistoryWindow): AsyncGenerator<Reading[]> {
    const { far, near } = this.parts(window);
    if (far) yield* this.options.far.export(far);
    if (near) yield* this.options.near.export(near);
  }

  async close(): Promise<void> {
    await Promise.all([this.options.near.close(), this.options.far.close()]);
  }

  private parts(window: HistoryWindow): {
    far: HistoryWindow | undefined;
    near: HistoryWindow | undefined;
  } {
    const cut = wholeDay(this.options.clock.now() - this.options.nearKeeps);
    return {
      far: window.from < cut ? { ...window, to: Math.min(window.to, cut) } : undefined,
      near: window.to > cut ? { ...window, from: Math.max(window.from, cut) } : undefined,
    };
  }
}

/** The start of the first whole UTC day at or after an instant. */
function wholeDay(instant: Instant): Instant {
  return Math.ceil(instant / DAY) * DAY;
}
