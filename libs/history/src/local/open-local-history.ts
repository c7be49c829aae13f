import type { Duration, Instant } from '@lenglian/quantities';
import { winners, type Reading } from '@lenglian/readings';
import type { HistoryWindow, ReadingHistory, RollUp } from '../history.ts';
import { unpackRollUps } from '../roll-up-builder.ts';
import { mergeCanonical, shownColumns } from './canonical-columns.ts';
import { HistoryThread } from './history-thread.ts';
import { SampleColumns, columnsToReadings } from './sample-columns.ts';
import { SampleRowsWriter, openSampleRows } from './sample-rows.ts';

/** Samples in one page of an export; a contested instant is not cut. */
const EXPORT_PAGE = 5_000;

export interface LocalHistoryOptions {
  /** The week files of a local store, perhaps in another thread or process. */
  readonly directory: string;
  /** `LocalStore.tail` of that store. */
  readonly tail: (deviceId: string, from: Instant, to: Instant) => Promise<readonly Reading[]>;
}

/** The history in a local store's week files, read in a thread of its own. */
export function openLocalHistory(options: LocalHistoryOptions): ReadingHistory {
  return new LocalHistory(options);
}

class LocalHistory implements ReadingHistory {
  private readonly thread: HistoryThread;
  private readonly tail: LocalHistoryOptions['tail'];
  private readonly writer = new SampleRowsWriter();

  constructor({ directory, tail }: LocalHistoryOptions) {
    this.thread = new HistoryThread(directory);
    this.tail = tail;
  }

  async window(window: HistoryWindow, limit: number): Promise<Reading[]> {
    const found: Reading[] = [];
    if (limit <= 0) return found;
    // A page more than asked for is decoded at most, and contested instants cost no second round.
    for await (const page of this.pages(window, Math.min(limit, EXPORT_PAGE))) {
      for (const winner of winners(page)) found.push(winner);
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  }

  async rollUps(window: HistoryWindow, width: Duration): Promise<RollUp[]> {
    const tail = await this.tail(window.deviceId, window.from, window.to);
    for (const reading of tail) this.writer.add(reading, 0);
    const tailRows = tail.length === 0 ? null : this.writer.finish([window.deviceId]);
    const answer = await this.thread.ask({ kind: 'rollUps', window, width, tailRows });
    return unpackRollUps(answer.packed);
  }

  export(window: HistoryWindow): AsyncIterable<Reading[]> {
    return this.pages(window, EXPORT_PAGE);
  }

  close(): Promise<void> {
    return this.thread.close();
  }

  private async *pages(window: HistoryWindow, enough: number): AsyncGenerator<Reading[]> {
    // The tail first: a sample that is packed in between is then seen twice, never missed.
    const tail = columnsOf(await this.tail(window.deviceId, window.from, window.to));
    let tailAt = 0;
    for (let from: Instant | null = window.from; from !== null;) {
      const answer: { rows: Uint8Array; next: Instant | null } = await this.thread.ask({
        kind: 'page',
        window: { ...window, from },
        enough,
      });
      const tailEnd = answer.next === null ? tail.count : tail.lowerBound(answer.next);
      const columns = merged(answer.rows, tail, tailAt, tailEnd);
      for (let start = 0; start < columns.count;) {
        const end = pageEnd(columns, start);
        yield columnsToReadings(window.deviceId, columns, start, end);
        start = end;
      }
      tailAt = tailEnd;
      from = answer.next;
    }
  }
}

function pageEnd({ count, measuredAt }: SampleColumns, start: number): number {
  let end = Math.min(count, start + EXPORT_PAGE);
  while (end < count && measuredAt[end] === measuredAt[end - 1]) end++;
  return end;
}

function merged(rows: Uint8Array, tail: SampleColumns, start: number, end: number): SampleColumns {
  const blocked = openSampleRows(rows, true);
  const columns = new SampleColumns(blocked.count + end - start);
  columns.addRows(blocked);
  const added = new SampleColumns(end - start);
  for (let i = start; i < end; i++) added.addFrom(tail, i);
  return shownColumns(mergeCanonical(columns, added));
}

function columnsOf(readings: readonly Reading[]): SampleColumns {
  const columns = new SampleColumns(readings.length);
  for (const reading of readings) columns.addReading(reading);
  return columns;
}
