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
/** And ranges: after an outage there is one of each device. */
const RANGES = 1_000;
/** Copied in one step: each asks the judge for what it has not stored yet, and pages wait meanwhile. */
const RANGES_A_STEP = 20;

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
  /** Read and not copied yet, that of the oldest arrival last. */
  private ranges: DirtyRange[] = [];
  /** Copied, by device: the judge takes them off the queue in its own time. */
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
    return (await this.copyPages()) || (await this.copyRanges());
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

  /** Several ranges in one write: after an outage there are thousands with a few samples each. */
  private async copyRanges(): Promise<boolean> {
    if (this.ranges.length === 0) this.readRanges();
    const copied: DirtyRange[] = [];
    const batch: Reading[] = [];
    for (const range of this.ranges.slice(-RANGES_A_STEP).reverse()) {
      const wrote = await this.gather(range, batch);
      copied.push(range);
      // What was written is told soon: a failure after it repeats no more than this step.
      if (wrote || batch.length >= WRITE_MAX) break;
    }
    await this.writeOnly(batch);
    // Only now, as with pages.
    this.ranges.length -= copied.length;
    for (const range of copied) {
      this.doneRanges.set(range.deviceId, range);
      this.parts.onCopiedRange(range);
    }
    return copied.length > 0;
  }

  /**
   * Adds what the local store has of a range to a batch, and writes what is too much for one.
   *
   * @returns whether it wrote
   */
  private async gather({ deviceId, from, to }: DirtyRange, batch: Reading[]): Promise<boolean> {
    for (let wrote = false; ; wrote = true) {
      const readings = await this.parts.local.window({ deviceId, from, to: to + 1 }, WRITE_MAX);
      batch.push(...readings);
      const last = readings.at(-1);
      if (!last || readings.length < WRITE_MAX) return wrote;
      await this.writeOnly(batch.splice(0));
      from = last.measuredAt + 1;
    }
  }

  /** The next ranges, oldest arrival last; what is added to one after this makes it another range, which is copied again. */
  private readRanges(): void {
    const waiting = this.parts.database
      .prepare(
        'SELECT device_id, from_at, to_at, received_at, revision FROM dirty_range ORDER BY received_at',
      )
      .iterate();
    for (const one of waiting) {
      const range = {
        deviceId: one['device_id'] as string,
        from: one['from_at'] as Instant,
        to: one['to_at'] as Instant,
        receivedAt: one['received_at'] as Instant,
        revision: one['revision'] as number,
      };
      if (isSameRange(range, this.doneRanges.get(range.deviceId))) continue;
      if (this.ranges.push(range) === RANGES) break;
    }
    this.ranges.reverse();
    if (this.ranges.length === 0) this.doneRanges.clear();
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
