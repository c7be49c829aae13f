import type { DatabaseSync } from 'node:sqlite';
import {
  decodeReadings,
  type HistorySink,
  type ReadingHistory,
  type RefusedReading,
} from '@lenglian/history';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import type { DirtyRange } from '../judge/copy-queue.ts';
import type { SavedTicks } from '../judge/tick-coverage.ts';

/** Points in one write, at most: InfluxDB's own advice for batches is 5,000 lines. */
const WRITE_MAX = 5_000;
/** Pages read from the queue at once. */
const PAGES = 64;

export interface HistorianParts {
  /** The judge's database, opened read-only. */
  readonly database: DatabaseSync;
  readonly local: ReadingHistory;
  readonly sink: HistorySink & {
    /** Takes samples back that must never have been. */
    erase(readings: readonly Reading[]): Promise<RefusedReading[]>;
  };
  readonly onCopied: (throughId: number) => void;
  readonly onCopiedRange: (range: DirtyRange) => void;
  readonly onRefused: (refused: readonly RefusedReading[]) => void;
}

/** Copies the queue, oldest first. Knows no time: the thread around it decides when and how often. */
export class Historian {
  private readonly parts: HistorianParts;
  private through = 0;
  private readonly doneRanges = new Map<string, DirtyRange>();
  copied = 0;

  constructor(parts: HistorianParts) {
    this.parts = parts;
  }

  /**
   * Copies one bounded piece.
   *
   * @returns false when there is nothing to copy
   * @throws HistoryUnavailableError when the store may work later; nothing is told as copied then
   */
  async step(): Promise<boolean> {
    return (await this.copyPages()) || (await this.copyRange());
  }

  /** Seconds between the oldest arrival that is not copied and the judge's now; 0 without any. */
  lagSeconds(): number {
    const { database } = this.parts;
    const oldest = [
      'SELECT min(received_at) AS at FROM to_copy',
      'SELECT min(received_at) AS at FROM dirty_range',
    ]
      .map((query) => database.prepare(query).get()?.['at'])
      .filter((at) => typeof at === 'number');
    const ticks = database.prepare("SELECT body FROM state WHERE name = 'ticks'").get();
    if (oldest.length === 0 || !ticks) return 0;
    const { stretches } = JSON.parse(ticks['body'] as string) as SavedTicks;
    const now = stretches.at(-1)?.[1] ?? 0;
    return Math.max(0, now - Math.min(...oldest)) / 1000;
  }

  private async copyPages(): Promise<boolean> {
    const pages = this.parts.database
      .prepare('SELECT id, body, is_erasure FROM to_copy WHERE id > ? ORDER BY id LIMIT ?')
      .all(this.through, PAGES);
    if (pages.length === 0) return false;
    let batch: Reading[] = [];
    let through = this.through;
    for (const page of pages) {
      const readings = decodeReadings(page['body'] as Uint8Array);
      const isErasure = page['is_erasure'] === 1;
      if (batch.length > 0 && (isErasure || batch.length + readings.length > WRITE_MAX)) {
        await this.write(batch, through);
        batch = [];
      }
      if (isErasure) this.refuse(await this.parts.sink.erase(readings));
      else batch.push(...readings);
      through = page['id'] as number;
    }
    await this.write(batch, through);
    return true;
  }

  private async copyRange(): Promise<boolean> {
    const row = this.parts.database
      .prepare(
        'SELECT device_id, from_at, to_at, received_at, revision FROM dirty_range ORDER BY received_at',
      )
      .all()
      .map((one) => ({
        deviceId: one['device_id'] as string,
        from: one['from_at'] as Instant,
        to: one['to_at'] as Instant,
        receivedAt: one['received_at'] as Instant,
        revision: one['revision'] as number,
      }))
      .find((range) => !isSameRange(range, this.doneRanges.get(range.deviceId)));
    if (!row) {
      this.doneRanges.clear();
      return false;
    }
    let from = row.from;
    for (;;) {
      const readings = await this.parts.local.window(
        { deviceId: row.deviceId, from, to: row.to + 1 },
        WRITE_MAX,
      );
      await this.writeOnly(readings);
      const last = readings.at(-1);
      if (!last || readings.length < WRITE_MAX) break;
      from = last.measuredAt + 1;
    }
    this.doneRanges.set(row.deviceId, row);
    this.parts.onCopiedRange(row);
    return true;
  }

  private async write(readings: readonly Reading[], throughId: number): Promise<void> {
    await this.writeOnly(readings);
    // Only now: an error above leaves us where we were, and the same is written again later.
    this.through = throughId;
    this.parts.onCopied(throughId);
  }

  private refuse(refused: readonly RefusedReading[]): void {
    if (refused.length > 0) this.parts.onRefused(refused);
  }

  private async writeOnly(readings: readonly Reading[]): Promise<void> {
    for (let start = 0; start < readings.length; start += WRITE_MAX) {
      const refused = await this.parts.sink.write(readings.slice(start, start + WRITE_MAX));
      this.refuse(refused);
    }
    this.copied += readings.length;
  }
}

function isSameRange(a: DirtyRange, b: DirtyRange | undefined): boolean {
  return a.revision === b?.revision;
}
