import type { Instant } from '@lenglian/quantities';
import { decodeBlock, encodeBlock, isSealed } from './block.ts';
import { mergeCanonical } from './canonical-columns.ts';
import type { PeriodFile } from './period-file.ts';
import type { PeriodFiles } from './period-files.ts';
import { SPAN_LENGTH, spanOf, weekOfSpan, type Span } from './period.ts';
import { SampleColumns } from './sample-columns.ts';

/** Decoded blocks kept for late samples, which come in bursts for the same few blocks. */
const DECODED_MAX = 64;

/** The writer's view of the blocks: whole ones in, whole ones out. */
export class BlockStore {
  private readonly files: PeriodFiles;
  /** Least recently used first. */
  private readonly decoded = new Map<string, SampleColumns | null>();
  /** A block as it is decoded, what is added to it, and both together; used again and again. */
  private readonly working = new SampleColumns(512);
  private readonly part = new SampleColumns(512);
  private readonly merged = new SampleColumns(512);
  /** The window that was asked for last. */
  private readonly window = new SampleColumns(512);
  /** Files with a transaction that `commit` must end. */
  private readonly touched = new Set<PeriodFile>();

  constructor(files: PeriodFiles) {
    this.files = files;
  }

  /** The block of a span, not to be changed; null without one. */
  block(deviceId: string, span: Span): SampleColumns | null {
    const key = keyOf(deviceId, span);
    let columns = this.decoded.get(key);
    if (columns === undefined) {
      const body = this.files.find(weekOfSpan(span))?.block(deviceId, span);
      columns = body === undefined ? null : decodeBlock(body);
      if (this.decoded.size >= DECODED_MAX) {
        this.decoded.delete(this.decoded.keys().next().value as string);
      }
    } else {
      this.decoded.delete(key);
    }
    this.decoded.set(key, columns);
    return columns;
  }

  /**
   * Blocked samples of a window (from included, to excluded), in canonical form: yours to change, and
   * valid until the next call.
   */
  columns(deviceId: string, from: Instant, to: Instant): SampleColumns {
    const columns = this.window;
    columns.clear();
    for (const week of this.files.existing(from, to)) {
      const file = this.files.get(week);
      for (const { body } of file.blocks(deviceId, spanOf(from), spanOf(to))) {
        addWindow(columns, this.decode(body), from, to);
      }
    }
    return columns;
  }

  /**
   * Adds samples to their blocks, in transactions that stay open until `commit`.
   *
   * @param samples in canonical form, at least one
   * @param newestPacked of what is in blocks already; −∞ when nothing is
   */
  add(deviceId: string, samples: SampleColumns, newestPacked: Instant): void {
    const openSpan = spanOf(newestPacked);
    const firstSpan = spanOf(samples.measuredAt[0] as number);
    const lastSpan = spanOf(samples.measuredAt[samples.count - 1] as number);
    const newestSpan = Math.max(openSpan, lastSpan);
    // The block that was growing until now is over, and nothing below comes by it.
    if (openSpan < firstSpan && openSpan !== -Infinity) this.seal(deviceId, openSpan);
    let start = 0;
    while (start < samples.count) {
      const span = spanOf(samples.measuredAt[start] as number);
      const end = samples.lowerBound((span + 1) * SPAN_LENGTH);
      this.addToBlock(deviceId, span, this.slice(samples, start, end), span < newestSpan);
      start = end;
    }
  }

  /** On disk when this returns. */
  commit(): void {
    for (const file of this.touched) if (file.isInTransaction) file.commit();
    this.touched.clear();
  }

  rollback(): void {
    for (const file of this.touched) file.rollback();
    this.touched.clear();
    this.decoded.clear();
  }

  forget(): void {
    this.decoded.clear();
  }

  private addToBlock(deviceId: string, span: Span, added: SampleColumns, isOver: boolean): void {
    const file = this.touch(span);
    const body = file.block(deviceId, span);
    const merged =
      body === undefined ? added : mergeCanonical(this.decode(body), added, this.merged);
    file.put(deviceId, span, encodeBlock(merged, isOver));
    this.decoded.delete(keyOf(deviceId, span));
  }

  private seal(deviceId: string, span: Span): void {
    const body = this.files.find(weekOfSpan(span))?.block(deviceId, span);
    if (body === undefined || isSealed(body)) return;
    this.touch(span).put(deviceId, span, encodeBlock(this.decode(body), true));
  }

  /** Valid until the next call. */
  private slice(columns: SampleColumns, start: number, end: number): SampleColumns {
    if (start === 0 && end === columns.count) return columns;
    this.part.clear(end - start);
    for (let i = start; i < end; i++) this.part.addFrom(columns, i);
    return this.part;
  }

  /** Valid until the next call. */
  private decode(body: Uint8Array): SampleColumns {
    return decodeBlock(body, this.working);
  }

  private touch(span: Span): PeriodFile {
    const file = this.files.get(weekOfSpan(span));
    if (!file.isInTransaction) file.begin();
    this.touched.add(file);
    return file;
  }
}

function keyOf(deviceId: string, span: Span): string {
  return `${span} ${deviceId}`;
}

/** Adds the samples of a block that lie in the window to `columns`. */
export function addWindow(
  columns: SampleColumns,
  block: SampleColumns,
  from: Instant,
  to: Instant,
): void {
  const end = block.lowerBound(to);
  for (let i = block.lowerBound(from); i < end; i++) columns.addFrom(block, i);
}
