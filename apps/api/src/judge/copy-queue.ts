import type { DatabaseSync } from 'node:sqlite';
import { decodeReadings, encodeReadings, type RefusedReading } from '@lenglian/history';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';

/** More samples than this waiting as pages: the oldest become ranges, which cost nothing to keep. */
const WAITING_SAMPLES_MAX = 1_000_000;

/** The tables through which the judge tells the historian what the history store does not have yet. */
export const COPY_SCHEMA = `
  CREATE TABLE IF NOT EXISTS to_copy (
    id INTEGER PRIMARY KEY AUTOINCREMENT, count INTEGER NOT NULL, received_at INTEGER NOT NULL,
    body BLOB NOT NULL, is_erasure INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS dirty_range (
    device_id TEXT PRIMARY KEY, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL, revision INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS refused_reading (
    id INTEGER PRIMARY KEY AUTOINCREMENT, device_id TEXT NOT NULL, measured_at INTEGER NOT NULL,
    reason TEXT NOT NULL, detail TEXT NOT NULL
  ) STRICT;
`;
const REFUSED_MAX = 10_000;

/** A stretch of one device's event time (both ends included) that has to be copied from the local store. */
export interface DirtyRange {
  readonly deviceId: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Of the oldest arrival in it. */
  readonly receivedAt: Instant;
  /** Another one whenever something was added, and never one that this device's range had before. */
  readonly revision: number;
}

/**
 * What the historian still has to copy. While it keeps up, the very readings; once it is far behind,
 * dirty ranges of the local store instead, so that a dead history store costs neither memory nor
 * journal. Owned by the judge; the historian reads it and says what is done.
 */
export class CopyQueue {
  private readonly database: DatabaseSync;
  private readonly waitingMax: number;
  private waiting: number;

  /** @param waitingMax samples that wait as pages at most */
  constructor(database: DatabaseSync, waitingMax = WAITING_SAMPLES_MAX) {
    this.database = database;
    this.waitingMax = waitingMax;
    database.exec(COPY_SCHEMA);
    const row = database.prepare('SELECT sum(count) AS waiting FROM to_copy').get();
    this.waiting = Number(row?.['waiting'] ?? 0);
  }

  /** Whether the historian has anything left to copy. */
  get isWaiting(): boolean {
    if (this.waiting > 0) return true;
    return this.database.prepare('SELECT 1 FROM dirty_range LIMIT 1').get() !== undefined;
  }

  /** Inside the owner's transaction: the winners of the instants that just changed. */
  add(readings: readonly Reading[]): void {
    this.put(readings, false);
  }

  /** Inside the owner's transaction: samples that were taken back and must go there too. */
  erase(readings: readonly Reading[]): void {
    this.put(readings, true);
  }

  /** What the history store refused for good, kept for whoever has to explain it; the oldest go first. */
  refused(readings: readonly RefusedReading[]): void {
    const insert = this.database.prepare(
      'INSERT INTO refused_reading (device_id, measured_at, reason, detail) VALUES (?, ?, ?, ?)',
    );
    for (const { reading, reason, detail } of readings) {
      insert.run(reading.deviceId, reading.measuredAt, reason, detail.slice(0, 500));
    }
    this.database
      .prepare('DELETE FROM refused_reading WHERE id <= (SELECT max(id) FROM refused_reading) - ?')
      .run(REFUSED_MAX);
  }

  private put(readings: readonly Reading[], isErasure: boolean): void {
    const last = readings.at(-1);
    if (!last) return;
    this.database
      .prepare('INSERT INTO to_copy (count, received_at, body, is_erasure) VALUES (?, ?, ?, ?)')
      .run(readings.length, last.receivedAt, encodeReadings(readings), Number(isErasure));
    this.waiting += readings.length;
    if (this.waiting > this.waitingMax) this.condense();
  }

  /** After a rollback: counts again. */
  recount(): void {
    const row = this.database.prepare('SELECT sum(count) AS waiting FROM to_copy').get();
    this.waiting = Number(row?.['waiting'] ?? 0);
  }

  /** The historian copied these pages. */
  copied(throughId: number): void {
    this.database.prepare('DELETE FROM to_copy WHERE id <= ?').run(throughId);
    this.recount();
  }

  /** The historian copied a range; if anything was added meanwhile it stays. */
  copiedRange(range: DirtyRange): void {
    this.database
      .prepare('DELETE FROM dirty_range WHERE device_id = ? AND revision = ?')
      .run(range.deviceId, range.revision);
  }

  private condense(): void {
    const pages = this.database
      .prepare('SELECT id, count, body FROM to_copy WHERE is_erasure = 0 ORDER BY id LIMIT 20')
      .all();
    const merge = this.database.prepare(`
      INSERT INTO dirty_range (device_id, from_at, to_at, received_at, revision)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (device_id) DO UPDATE SET revision = excluded.revision,
        from_at = min(from_at, excluded.from_at), to_at = max(to_at, excluded.to_at),
        received_at = min(received_at, excluded.received_at)
    `);
    for (const page of pages) {
      for (const range of rangesOf(decodeReadings(page['body'] as Uint8Array))) {
        // Ids of pages are never given twice: a range that was taken off and begun anew is another.
        const revision = page['id'] as number;
        merge.run(range.deviceId, range.from, range.to, range.receivedAt, revision);
      }
      this.database.prepare('DELETE FROM to_copy WHERE id = ?').run(page['id'] as number);
      this.waiting -= page['count'] as number;
    }
  }
}

function rangesOf(readings: readonly Reading[]): Omit<DirtyRange, 'revision'>[] {
  const ranges = new Map<string, Omit<DirtyRange, 'revision'>>();
  for (const { deviceId, measuredAt, receivedAt } of readings) {
    const known = ranges.get(deviceId);
    ranges.set(deviceId, {
      deviceId,
      from: Math.min(known?.from ?? measuredAt, measuredAt),
      to: Math.max(known?.to ?? measuredAt, measuredAt),
      receivedAt: Math.min(known?.receivedAt ?? receivedAt, receivedAt),
    });
  }
  return [...ranges.values()];
}
