import { existsSync, statSync } from 'node:fs';
import {
  JournalDamagedError,
  JournalMissingError,
  PositionPastEndError,
  PositionTrimmedError,
  UnknownEpochError,
} from './errors.ts';
import { loadState, type Epoch, type JournalState } from './journal-state.ts';
import type { JournalEntry, JournalPage, JournalPosition, JournalReader } from './journal.ts';
import { KnownIds } from './known-ids.ts';
import { readRecord, skipRecord } from './record.ts';
import { hasWal, listSegments, type SegmentFile } from './segment-files.ts';
import { Segment, type Frame } from './segment.ts';
import { classifyFailure } from './storage-failure.ts';

export interface SegmentReaderOptions {
  /** A page ends with the entry that takes it past this; at least one entry is always given. */
  readonly pageBytesMax?: number;
}

const PAGE_BYTES_MAX = 4 * 1024 * 1024;
/** Segments held open: the newest, the one being read, and a neighbour. */
const OPEN_SEGMENTS_MAX = 3;

/** Where reading stopped inside a frame, so that the next page need not walk it again. */
interface Bookmark {
  readonly segmentPath: string;
  readonly frame: Frame;
  readonly nextSeq: number;
  readonly offset: number;
}

/** Reads a journal's directory, in whatever process; the appender may be at work meanwhile. */
export class SegmentReader implements JournalReader {
  private readonly directory: string;
  private readonly ids = new KnownIds();
  private readonly pageBytesMax: number;
  private state: JournalState;
  private files: SegmentFile[];
  private readonly opened = new Map<string, Segment>();
  private readonly inodes = new Map<string, number>();
  private bookmark: Bookmark | undefined;

  /** @throws JournalMissingError when no appender ever opened this directory */
  constructor(directory: string, options: SegmentReaderOptions = {}) {
    this.directory = directory;
    this.pageBytesMax = options.pageBytesMax ?? PAGE_BYTES_MAX;
    this.state = this.loadState();
    this.files = listSegments(directory);
    if (this.files.length === 0) throw new JournalMissingError(`${directory} has no segment`);
  }

  /** All epochs, oldest first. One with the reason REPAIRED or RESTORED may follow a loss. */
  epochs(): readonly Epoch[] {
    this.state = this.loadState();
    return this.state.epochs;
  }

  end(): JournalPosition {
    this.noticeReplacement();
    for (let attempt = 0; attempt < 100; attempt++) {
      const newest = this.files.length - 1;
      for (let i = newest; i >= 0; i--) {
        // The newest may not be finished yet: then the one before it is still the end.
        const segment = this.open(this.files[i] as SegmentFile);
        if (segment === undefined) continue;
        const { lastSeq, nextFirstSeq } = segment.tail();
        if (nextFirstSeq !== undefined && i === newest) break;
        return { epoch: segment.head.epoch, seq: lastSeq };
      }
      this.refresh();
    }
    throw new JournalMissingError(`${this.directory} has no finished segment`);
  }

  beginning(): JournalPosition {
    const { epoch, firstSeq } = this.oldest().head;
    return { epoch, seq: firstSeq - 1 };
  }

  /** The newest entry that is kept; undefined when there is none. */
  last(): JournalEntry | undefined {
    this.end();
    for (const file of this.files.toReversed()) {
      const segment = this.open(file);
      const lastSeq = segment?.tail().lastSeq ?? 0;
      if (segment === undefined || lastSeq < segment.head.firstSeq) continue;
      const before = { epoch: segment.head.epoch, seq: lastSeq - 1 };
      return this.read(before, 1, lastSeq).entries[0];
    }
    return undefined;
  }

  read(after: JournalPosition, limit: number, upTo = Number.MAX_SAFE_INTEGER): JournalPage {
    const end = this.end();
    this.checkPosition(after, end);
    const entries: JournalEntry[] = [];
    let position = after;
    let bytes = 0;
    const through = Math.min(upTo, end.seq);
    while (entries.length < limit && bytes < this.pageBytesMax && position.seq < through) {
      const found = this.locate(position.seq + 1);
      if (found === undefined || found.nextSeq > through) break;
      const count = Math.min(limit - entries.length, through - found.nextSeq + 1);
      bytes += this.take(found, count, this.pageBytesMax - bytes, entries);
      const segment = this.opened.get(found.segmentPath) as Segment;
      position = { epoch: segment.head.epoch, seq: (entries.at(-1) as JournalEntry).seq };
    }
    return { entries, position };
  }

  close(): void {
    for (const segment of this.opened.values()) segment.close();
    this.opened.clear();
    this.bookmark = undefined;
  }

  private checkPosition(after: JournalPosition, end: JournalPosition): void {
    let index = this.indexOfEpoch(after.epoch);
    if (index < 0 || this.indexOfEpoch(end.epoch) < 0) {
      this.state = this.loadState();
      index = this.indexOfEpoch(after.epoch);
    }
    if (index < 0) index = this.indexBeforeRestored(after.seq);
    if (index < 0) throw new UnknownEpochError(`epoch ${after.epoch} is not of this journal`);
    const next = this.state.epochs[index + 1];
    if (after.seq > end.seq || (next !== undefined && after.seq >= next.firstSeq)) {
      throw new PositionPastEndError(`seq ${after.seq} of ${after.epoch} was never written`);
    }
    this.checkKept(after);
  }

  /**
   * A journal that was put back has forgotten the epochs begun since. What was read of them goes on
   * with the first epoch that begins beyond it because of that.
   */
  private indexBeforeRestored(seq: number): number {
    const isBeyond = (epoch: Epoch): boolean => epoch.reason === 'RESTORED' && epoch.firstSeq > seq;
    return Math.max(-1, this.state.epochs.findIndex(isBeyond) - 1);
  }

  private checkKept(after: JournalPosition): void {
    const { afterSeq, firstSeq } = this.oldest().head;
    if (after.seq >= afterSeq) return;
    throw new PositionTrimmedError(
      `entries after ${after.seq} are not kept; the oldest is ${firstSeq}`,
    );
  }

  private oldest(): Segment {
    let segment = this.open(this.files[0] as SegmentFile);
    for (let attempt = 0; segment === undefined && attempt < 100; attempt++) {
      this.refresh();
      segment = this.open(this.files[0] as SegmentFile);
    }
    if (segment === undefined) throw new JournalMissingError(`${this.directory} has no segment`);
    return segment;
  }

  private indexOfEpoch(epoch: string): number {
    return this.state.epochs.findIndex((known) => known.epoch === epoch);
  }

  /** Where the entry `seq` is, or the next one there is, if those between are known to be lost. */
  private locate(seq: number): Bookmark | undefined {
    const { bookmark } = this;
    if (bookmark?.nextSeq === seq && this.opened.has(bookmark.segmentPath)) return bookmark;
    let index = this.files.findLastIndex((file) => file.firstSeq <= seq);
    for (index = Math.max(index, 0); index < this.files.length; index++) {
      const file = this.files[index] as SegmentFile;
      const segment = this.open(file);
      if (segment === undefined) throw this.trimmed(seq);
      const frame = this.guarded(file, () => findFrame(segment, seq));
      if (frame === undefined) continue;
      this.explainGap(seq, frame.firstSeq, file);
      return this.bookmarkIn(file, frame, seq);
    }
    return undefined;
  }

  private bookmarkIn(file: SegmentFile, frame: Frame, seq: number): Bookmark {
    let nextSeq = frame.firstSeq;
    let offset = 0;
    this.guarded(file, () => {
      for (; nextSeq < seq; nextSeq++) offset = skipRecord(frame.body, offset);
    });
    return { segmentPath: file.path, frame, nextSeq, offset };
  }

  /** Reads on from a bookmark to the end of its frame, or until there is enough. */
  private take(from: Bookmark, count: number, bytes: number, into: JournalEntry[]): number {
    const { body } = from.frame;
    const file = { path: from.segmentPath };
    let { offset, nextSeq } = from;
    const start = offset;
    this.guarded(file, () => {
      for (let left = count; left > 0 && offset < body.length && offset - start < bytes; left--) {
        const end = skipRecord(body, offset);
        into.push(readRecord(body, offset, end, nextSeq++, this.ids.same));
        offset = end;
      }
    });
    this.bookmark = offset < body.length ? { ...from, nextSeq, offset } : undefined;
    return offset - start;
  }

  /** @throws JournalDamagedError unless entries before `found` are known to be missing */
  private explainGap(seq: number, found: number, file: SegmentFile): void {
    if (found <= seq || this.isKnownGap(seq, found)) return;
    this.state = this.loadState();
    if (this.isKnownGap(seq, found)) return;
    this.refresh();
    const oldest = this.files[0] as SegmentFile;
    if (oldest.firstSeq > seq) throw this.trimmed(seq);
    throw new JournalDamagedError(`${file.path}: entries ${seq}…${found - 1} are missing`);
  }

  private isKnownGap(seq: number, found: number): boolean {
    const { epochs, damages } = this.state;
    return (
      epochs.some((epoch) => epoch.firstSeq === found) ||
      damages.some((damage) => damage.afterSeq < seq && found - 1 <= damage.throughSeq)
    );
  }

  private trimmed(seq: number): PositionTrimmedError {
    return new PositionTrimmedError(`the segment of entry ${seq} was trimmed while it was read`);
  }

  /** @returns undefined when the file is gone, or not finished yet */
  private open(file: SegmentFile): Segment | undefined {
    const known = this.opened.get(file.path);
    if (known !== undefined) return known;
    for (const path of this.opened.keys()) {
      if (this.opened.size < OPEN_SEGMENTS_MAX) break;
      if (path !== this.files.at(-1)?.path) this.drop(path);
    }
    try {
      const inode = statSync(file.path).ino;
      const isSealed = file.path !== this.files.at(-1)?.path && !hasWal(file.path);
      const segment = isSealed ? Segment.openSealed(file.path) : Segment.openForReading(file.path);
      this.inodes.set(file.path, inode);
      if (segment !== undefined) this.opened.set(file.path, segment);
      return segment;
    } catch (error) {
      if (!existsSync(file.path)) return undefined;
      throw this.explain(file, error);
    }
  }

  /** A repair puts another file in the newest one's place; ours would stand still for ever. */
  private noticeReplacement(): void {
    const newest = this.files.at(-1) as SegmentFile;
    if (!this.opened.has(newest.path)) {
      // It was unfinished when we looked; if its maker died, the one before it goes on growing.
      if (this.opened.size > 0) this.close();
      this.refresh();
      return;
    }
    const inode = statSync(newest.path, { throwIfNoEntry: false })?.ino;
    if (inode === this.inodes.get(newest.path)) return;
    this.close();
    this.refresh();
  }

  private drop(path: string): void {
    this.opened.get(path)?.close();
    this.opened.delete(path);
    this.inodes.delete(path);
  }

  private guarded<Result>(file: { path: string }, act: () => Result): Result {
    try {
      return act();
    } catch (error) {
      throw this.explain(file, error);
    }
  }

  private explain(file: { path: string }, cause: unknown): unknown {
    if (classifyFailure(cause) !== 'DAMAGED') return cause;
    return new JournalDamagedError(`${file.path}: ${(cause as Error).message}`, { cause });
  }

  /** Looks at the directory again, and lets go of segments that are no longer in it. */
  private refresh(): void {
    this.files = listSegments(this.directory);
    if (this.files.length === 0) throw new JournalMissingError(`${this.directory} has no segment`);
    const paths = new Set(this.files.map((file) => file.path));
    for (const path of this.opened.keys()) if (!paths.has(path)) this.drop(path);
  }

  private loadState(): JournalState {
    const state = loadState(this.directory);
    if (state === undefined) throw new JournalMissingError(`${this.directory} has no journal`);
    return state;
  }
}

function findFrame(segment: Segment, seq: number): Frame | undefined {
  const frame = segment.frameAt(seq);
  if (frame !== undefined && frame.firstSeq + frame.count > seq) return frame;
  return segment.frameAfter(seq);
}
