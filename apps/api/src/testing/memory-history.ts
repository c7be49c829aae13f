import type { HistoryWindow, ReadingHistory, RollUp } from '@lenglian/history';
import type { Duration } from '@lenglian/quantities';
import { CHANNELS, canonicalOrder, judgedValue, winners, type Reading } from '@lenglian/readings';

/** A history of a few readings in an array, by the letter of the port. */
export class MemoryHistory implements ReadingHistory {
  readonly readings: Reading[] = [];

  window(window: HistoryWindow, limit: number): Promise<Reading[]> {
    return Promise.resolve(winners(this.inside(window)).slice(0, limit));
  }

  rollUps(window: HistoryWindow, width: Duration): Promise<RollUp[]> {
    const rollUps = new Map<string, RollUp>();
    for (const reading of winners(this.inside(window))) {
      const start = Math.floor(reading.measuredAt / width) * width;
      CHANNELS.forEach((_, channel) => {
        const value = judgedValue(reading, channel);
        if (value === undefined) return;
        const key = `${start}:${channel}`;
        const { min, max, mean, count } = rollUps.get(key) ?? {
          min: value,
          max: value,
          mean: 0,
          count: 0,
        };
        rollUps.set(key, {
          start,
          channel,
          min: Math.min(min, value),
          max: Math.max(max, value),
          mean: (mean * count + value) / (count + 1),
          count: count + 1,
        });
      });
    }
    const ordered = [...rollUps.values()].sort(
      (a, b) => a.start - b.start || a.channel - b.channel,
    );
    return Promise.resolve(ordered);
  }

  async *export(window: HistoryWindow): AsyncGenerator<Reading[]> {
    yield await Promise.resolve(this.inside(window));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private inside({ deviceId, from, to }: HistoryWindow): Reading[] {
    return canonicalOrder(
      this.readings.filter(
        (reading) =>
          reading.deviceId === deviceId && reading.measuredAt >= from && reading.measuredAt < to,
      ),
    );
  }
}
