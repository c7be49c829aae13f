import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { UnreadableHistoryError } from '../history-errors.ts';
import { SPANS_PER_WEEK, spanInWeek, spanOf, weekStart, type Span, type Week } from './period.ts';

/** Number of the schema below; kept in `user_version`. 0 is a file that is only being made. */
const SCHEMA_VERSION = 1;

/** Room for the spans of a week, in the id of a block: device number × 32 + span in week. */
const SPAN_FACTOR = 32;

/** How long a connection waits for another one, in milliseconds. */
const BUSY_TIMEOUT = 5_000;

/** One week of all devices: one SQLite file, one row a block. */
export class PeriodFile {
  readonly week: Week;
  private readonly firstSpan: Span;
  private readonly database: DatabaseSync;
  private readonly selectDevice: StatementSync;
  private readonly selectBlock: StatementSync;
  private readonly selectBlocks: StatementSync;
  private readonly deviceNumbers = new Map<string, number>();

  private constructor(week: Week, database: DatabaseSync) {
    this.week = week;
    this.firstSpan = spanOf(weekStart(week));
    this.database = database;
    this.selectDevice = database.prepare('SELECT number FROM device WHERE id = ?');
    this.selectBlock = database.prepare('SELECT body FROM block WHERE id = ?');
    this.selectBlocks = database.prepare(
      'SELECT id, body FROM block WHERE id BETWEEN ? AND ? ORDER BY id',
    );
  }

  /** Opens the file for writing, makes it when it is not there. */
  static create(path: string, week: Week): PeriodFile {
    const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
    try {
      // A block must be on disk before its arrivals are deleted from another file.
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
      if (versionOf(database, path) === 0) {
        database.exec(`
          BEGIN IMMEDIATE;
          CREATE TABLE device (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
          CREATE TABLE block (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
          PRAGMA user_version = ${SCHEMA_VERSION};
          COMMIT;
        `);
      }
      return new PeriodFile(week, database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Opens the file for reading; undefined while it is only being made. */
  static read(path: string, week: Week): PeriodFile | undefined {
    const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT });
    try {
      if (versionOf(database, path) !== 0) return new PeriodFile(week, database);
    } catch (error) {
      database.close();
      throw error;
    }
    database.close();
    return undefined;
  }

  block(deviceId: string, span: Span): Uint8Array | undefined {
    const number = this.deviceNumber(deviceId);
    if (number === undefined) return undefined;
    const row = this.selectBlock.get(number * SPAN_FACTOR + spanInWeek(span));
    return (row as { body: Uint8Array } | undefined)?.body;
  }

  /** This device's blocks from one span to another (both included), in order. */
  *blocks(deviceId: string, first: Span, last: Span): Generator<{ span: Span; body: Uint8Array }> {
    const number = this.deviceNumber(deviceId);
    if (number === undefined) return;
    const base = number * SPAN_FACTOR;
    const from = base + Math.max(0, first - this.firstSpan);
    const to = base + Math.min(SPANS_PER_WEEK - 1, last - this.firstSpan);
    // All at once: a generator left half-way must not keep a read transaction open.
    for (const row of this.selectBlocks.all(from, to)) {
      const { id, body } = row as unknown as { id: number; body: Uint8Array };
      yield { span: this.firstSpan + id - base, body };
    }
  }

  begin(): void {
    this.database.exec('BEGIN IMMEDIATE');
  }

  commit(): void {
    this.database.exec('COMMIT');
  }

  rollback(): void {
    this.deviceNumbers.clear();
    if (this.isInTransaction) this.database.exec('ROLLBACK');
  }

  get isInTransaction(): boolean {
    return this.database.isOpen && this.database.isTransaction;
  }

  /** Puts a block in the place of what was there. Only between `begin` and `commit`. */
  put(deviceId: string, span: Span, body: Uint8Array): void {
    let number = this.deviceNumber(deviceId);
    if (number === undefined) {
      const insert = this.database.prepare('INSERT INTO device (id) VALUES (?)');
      number = Number(insert.run(deviceId).lastInsertRowid);
      this.deviceNumbers.set(deviceId, number);
    }
    this.putBlock.run(number * SPAN_FACTOR + spanInWeek(span), body);
  }

  close(): void {
    this.database.close();
  }

  private preparedPut: StatementSync | undefined;
  private get putBlock(): StatementSync {
    return (this.preparedPut ??= this.database.prepare(
      'INSERT INTO block (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
    ));
  }

  private deviceNumber(deviceId: string): number | undefined {
    const known = this.deviceNumbers.get(deviceId);
    if (known !== undefined) return known;
    const row = this.selectDevice.get(deviceId) as { number: number } | undefined;
    if (row !== undefined) this.deviceNumbers.set(deviceId, row.number);
    return row?.number;
  }
}

function versionOf(database: DatabaseSync, path: string): number {
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (row.user_version > SCHEMA_VERSION) {
    throw new UnreadableHistoryError(`${path} was written by a later version of Lenglian`);
  }
  return row.user_version;
}
