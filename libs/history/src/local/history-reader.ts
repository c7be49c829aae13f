import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Duration, Instant } from '@lenglian/quantities';
import type { HistoryWindow } from '../history.ts';
import { RollUpBuilder } from '../roll-up-builder.ts';
import { decodeBlock } from './block.ts';
import { addWindow } from './block-store.ts';
import { mergeCanonical } from './canonical-columns.ts';
import { PeriodFile } from './period-file.ts';
import { weeksIn } from './period-files.ts';
import { SPAN_LENGTH, periodFileName, spanOf, weekOf, type Week } from './period.ts';
import { SampleColumns, withoutRetracted } from './sample-columns.ts';

/** A part of a window: all blocked samples before `next`, which is null when that was all. */
export interface BlockedPage {
  readonly columns: SampleColumns;
  readonly next: Instant | null;
}

/** Week files open at once for reading; the least recently used is closed first. */
const OPEN_MAX = 64;

/**
 * Reads the week files beside the thread that writes them. Files may appear and vanish at any time;
 * no transaction is held open between calls.
 */
export class HistoryReader {
  private readonly directory: string;
  private readonly open = new Map<Week, { file: PeriodFile; inode: number }>();
  private readonly working = new SampleColumns(512);

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Blocked samples from the beginning of a window, block by block until there are `enough`. */
  page({ deviceId, from, to }: HistoryWindow, enough: number): BlockedPage {
    const columns = new SampleColumns();
    for (const { span, block } of this.blocks(deviceId, from, to)) {
      if (columns.count >= enough) return { columns, next: span * SPAN_LENGTH };
      addWindow(columns, block, from, to);
    }
    return { columns, next: null };
  }

  /** @param tail what is not in blocks yet, in canonical form */
  rollUps(
    { deviceId, from, to }: HistoryWindow,
    width: Duration,
    tail: SampleColumns,
  ): Float64Array<ArrayBuffer> {
    const builder = new RollUpBuilder(width);
    let tailAt = tail.lowerBound(from);
    for (const { span, block } of this.blocks(deviceId, from, to)) {
      tailAt = rollUpTail(builder, tail, tailAt, Math.min(to, span * SPAN_LENGTH));
      const tailEnd = tail.lowerBound(Math.min(to, (span + 1) * SPAN_LENGTH));
      if (tailAt < tailEnd) {
        const merged = withoutRetracted(mergeCanonical(block, part(tail, tailAt, tailEnd)));
        rollUp(builder, merged, merged.lowerBound(from), merged.lowerBound(to));
        tailAt = tailEnd;
      } else {
        const kept = withoutRetracted(block);
        rollUp(builder, kept, kept.lowerBound(from), kept.lowerBound(to));
      }
    }
    rollUpTail(builder, tail, tailAt, to);
    return builder.finish();
  }

  close(): void {
    for (const { file } of this.open.values()) file.close();
    this.open.clear();
  }

  /** Each block is valid only until the next. */
  private *blocks(
    deviceId: string,
    from: Instant,
    to: Instant,
  ): Generator<{ span: number; block: SampleColumns }> {
    if (!(from < to)) return;
    const first = weekOf(from);
    const last = weekOf(to);
    for (const week of weeksIn(this.directory)) {
      if (week < first || week > last) continue;
      const file = this.file(week);
      if (file === undefined) continue;
      for (const { span, body } of file.blocks(deviceId, spanOf(from), spanOf(to))) {
        yield { span, block: decodeBlock(body, this.working) };
      }
    }
  }

  /** The open file of a week; undefined when it has vanished or is only being made. */
  private file(week: Week): PeriodFile | undefined {
    const path = join(this.directory, periodFileName(week));
    const inode = statSync(path, { throwIfNoEntry: false })?.ino;
    const known = this.open.get(week);
    if (known !== undefined) {
      this.open.delete(week);
      if (known.inode === inode) {
        this.open.set(week, known);
        return known.file;
      }
      // Dropped since, and perhaps made again by late data.
      known.file.close();
    }
    if (inode === undefined) return undefined;
    const file = PeriodFile.read(path, week);
    if (file === undefined) return undefined;
    const [oldest] = this.open;
    if (oldest !== undefined && this.open.size >= OPEN_MAX) {
      oldest[1].file.close();
      this.open.delete(oldest[0]);
    }
    this.open.set(week, { file, inode });
    return file;
  }
}

function rollUpTail(
  builder: RollUpBuilder,
  tail: SampleColumns,
  start: number,
  to: Instant,
): number {
  const end = Math.max(start, tail.lowerBound(to));
  if (start < end) {
    const kept = withoutRetracted(part(tail, start, end));
    rollUp(builder, kept, 0, kept.count);
  }
  return end;
}

function rollUp(builder: RollUpBuilder, columns: SampleColumns, start: number, end: number): void {
  const { measuredAt, present, excluded, values } = columns;
  for (let i = start; i < end; i++) {
    const instant = measuredAt[i] as number;
    // The winner of an instant comes last.
    if (i + 1 < end && measuredAt[i + 1] === instant) continue;
    builder.at(instant);
    let judged = (present[i] as number) & ~(excluded[i] as number);
    for (; judged !== 0; judged &= judged - 1) {
      const channel = 31 - Math.clz32(judged & -judged);
      builder.add(channel, (values[channel] as Float64Array)[i] as number);
    }
  }
}

function part(columns: SampleColumns, start: number, end: number): SampleColumns {
  const copy = new SampleColumns(end - start);
  for (let i = start; i < end; i++) copy.addFrom(columns, i);
  return copy;
}
