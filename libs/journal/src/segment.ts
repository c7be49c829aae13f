import { createHash } from 'node:crypto';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Instant } from '@lenglian/quantities';
import { JournalDamagedError } from './errors.ts';
import { checkRecords } from './record.ts';

/** What a segment knows of its place in the journal. */
export interface SegmentHead {
  readonly epoch: string;
  readonly firstSeq: number;
  /** A reader that stands at or after this misses nothing when it begins with this segment. */
  readonly afterSeq: number;
  /** The chain value of the last frame before this segment; zeros for the first. */
  readonly previousChain: Uint8Array;
  readonly createdAt: Instant;
}

/** One group commit. */
export interface Frame {
  readonly firstSeq: number;
  readonly count: number;
  readonly body: Buffer;
  readonly chain: Uint8Array;
}

/** The chain value before the first frame of all. */
export const GENESIS_CHAIN: Uint8Array = new Uint8Array(32);

/** Ties a frame to all that came before it. */
export function nextChain(previous: Uint8Array, body: Uint8Array): Buffer {
  return createHash('sha256').update(previous).update(body).digest();
}

const SCHEMA = `
  create table segment (
    id integer primary key check (id = 1), format integer not null, epoch text not null,
    first_seq integer not null, after_seq integer not null, previous_chain blob not null,
    created_at integer not null, next_first_seq integer
  ) strict;
  create table frame (
    first_seq integer primary key, count integer not null, body blob not null, chain blob not null
  ) strict;`;

interface SegmentRow {
  epoch: string;
  first_seq: number;
  after_seq: number;
  previous_chain: Uint8Array;
  created_at: number;
  next_first_seq: number | null;
}

interface FrameRow {
  first_seq: number;
  count: number;
  body: Uint8Array;
  chain: Uint8Array;
}

/** One SQLite file of the journal: frames, and its head. Made for one thread. */
export class Segment {
  readonly path: string;
  readonly head: SegmentHead;
  private readonly database: DatabaseSync;
  private readonly insert: StatementSync | undefined;
  private readonly selectTail: StatementSync;
  private readonly selectAt: StatementSync;
  private readonly selectAfter: StatementSync;

  private constructor(path: string, database: DatabaseSync, isWriter: boolean) {
    this.path = path;
    this.database = database;
    const row = database.prepare('select * from segment').get() as SegmentRow | undefined;
    if (row === undefined) throw new JournalDamagedError(`${path} has no head`);
    this.head = {
      epoch: row.epoch,
      firstSeq: row.first_seq,
      afterSeq: row.after_seq,
      previousChain: row.previous_chain,
      createdAt: row.created_at,
    };
    this.insert = isWriter
      ? database.prepare('insert into frame (first_seq, count, body, chain) values (?, ?, ?, ?)')
      : undefined;
    this.selectTail = database.prepare(
      `select s.next_first_seq, f.first_seq, f.count from segment s
       left join frame f on f.first_seq = (select max(first_seq) from frame)`,
    );
    const columns = 'select first_seq, count, body, chain from frame';
    this.selectAt = database.prepare(
      `${columns} where first_seq <= ? order by first_seq desc limit 1`,
    );
    this.selectAfter = database.prepare(
      `${columns} where first_seq > ? order by first_seq limit 1`,
    );
  }

  /** Makes a new file; durable once its directory is synced. */
  static create(path: string, head: SegmentHead): Segment {
    const database = openForWriting(path);
    try {
      database.exec(`begin;${SCHEMA}`);
      database
        .prepare('insert into segment values (1, 1, ?, ?, ?, ?, ?, null)')
        .run(head.epoch, head.firstSeq, head.afterSeq, head.previousChain, head.createdAt);
      database.exec('commit');
      return new Segment(path, database, true);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /**
   * Opens for writing.
   *
   * @returns undefined when the file was never finished: made, but nothing committed to it
   */
  static open(path: string): Segment | undefined {
    return Segment.openFinished(path, openForWriting(path), true);
  }

  /** Opens for reading, from any process; sees every later commit. Undefined as with `open`. */
  static openForReading(path: string): Segment | undefined {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    return Segment.openFinished(path, database, false);
  }

  /**
   * Opens a sealed segment for reading, without locks and without files beside it, so that it can be
   * read on a disk that is full. What is still in its WAL would not be seen: there must be none.
   */
  static openSealed(path: string): Segment | undefined {
    const url = pathToFileURL(path);
    url.searchParams.set('immutable', '1');
    return Segment.openFinished(path, new DatabaseSync(url, { readOnly: true }), false);
  }

  private static openFinished(
    path: string,
    database: DatabaseSync,
    isWriter: boolean,
  ): Segment | undefined {
    try {
      const tables = database.prepare('select count(*) as n from sqlite_schema').get();
      if (tables?.['n'] !== 0) return new Segment(path, database, isWriter);
      database.close();
      return undefined;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Inserts and commits, with fsync, when it returns. */
  append(frame: Frame): void {
    this.insert?.run(frame.firstSeq, frame.count, frame.body, frame.chain);
  }

  /** The last seq stored (the one before the first, if none) and, once sealed, who follows. */
  tail(): { lastSeq: number; nextFirstSeq: number | undefined } {
    const row = this.selectTail.get() as {
      next_first_seq: number | null;
      first_seq: number | null;
      count: number | null;
    };
    return {
      lastSeq:
        row.first_seq === null ? this.head.firstSeq - 1 : row.first_seq + (row.count ?? 0) - 1,
      nextFirstSeq: row.next_first_seq ?? undefined,
    };
  }

  /** The frame that holds `seq`, or the last one before it. */
  frameAt(seq: number): Frame | undefined {
    return toFrame(this.selectAt.get(seq));
  }

  /** The first frame that begins after `seq`. */
  frameAfter(seq: number): Frame | undefined {
    return toFrame(this.selectAfter.get(seq));
  }

  /** @throws JournalDamagedError unless the last frame is whole; costs the same for any size */
  checkLastFrame(): { lastSeq: number; chain: Uint8Array } {
    const last = this.frameAt(Number.MAX_SAFE_INTEGER);
    if (last === undefined) {
      return { lastSeq: this.head.firstSeq - 1, chain: this.head.previousChain };
    }
    const before = this.frameAt(last.firstSeq - 1);
    checkFrame(last, before?.chain ?? this.head.previousChain);
    return { lastSeq: last.firstSeq + last.count - 1, chain: last.chain };
  }

  /** Says who follows; from now on nothing is appended. Frees the WAL unless a reader is busy. */
  seal(nextFirstSeq: number): void {
    this.database.prepare('update segment set next_first_seq = ?').run(nextFirstSeq);
    try {
      this.database.exec('pragma wal_checkpoint(truncate)');
    } catch {
      // A full disk or a busy reader: what is in the WAL is as durable, and is read from there.
    }
  }

  close(): void {
    this.database.close();
  }
}

/** @throws JournalDamagedError when the frame does not follow `previousChain` or is not sound */
export function checkFrame(frame: Frame, previousChain: Uint8Array): void {
  if (!nextChain(previousChain, frame.body).equals(frame.chain)) {
    throw new JournalDamagedError(`frame ${frame.firstSeq}: its chain value does not match`);
  }
  checkRecords(frame.body, frame.firstSeq, frame.count);
}

function openForWriting(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    // FULL: each commit is an fsync of the WAL. fullfsync means something on macOS only.
    database.exec(`pragma page_size = 8192; pragma journal_mode = wal; pragma synchronous = full;
      pragma fullfsync = on; pragma checkpoint_fullfsync = on; pragma wal_autocheckpoint = 2000;`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function toFrame(found: unknown): Frame | undefined {
  if (found === undefined) return undefined;
  const row = found as FrameRow;
  const { body } = row;
  return {
    firstSeq: row.first_seq,
    count: row.count,
    body: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
    chain: row.chain,
  };
}
