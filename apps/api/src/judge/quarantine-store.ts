import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Rejection } from '@lenglian/device-messages';
import type { JournalEntry } from '@lenglian/journal';
import type { Instant } from '@lenglian/quantities';
import type { QuarantineItem } from './judge-port.ts';

/** How much is kept; the oldest goes first (the journal has all for its time). */
export interface QuarantineLimits {
  /** Messages of one device. */
  readonly messagesPerDeviceMax: number;
  /** Bytes of all together. */
  readonly bytesMax: number;
}

/** Messages that could not be taken in, whole, each with its reason. Lives in the judge's database. */
export class QuarantineStore {
  private readonly database: DatabaseSync;
  private readonly limits: QuarantineLimits;
  private bytes = 0;

  constructor(database: DatabaseSync, limits: QuarantineLimits) {
    this.database = database;
    this.limits = limits;
    database.exec(`
      CREATE TABLE IF NOT EXISTS quarantine (
        seq INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, organisation_id TEXT NOT NULL,
        device_id TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL,
        payload BLOB NOT NULL, replayed_at INTEGER
      ) STRICT;
      CREATE INDEX IF NOT EXISTS quarantine_device ON quarantine (device_id, seq);
    `);
    this.bytes = this.countBytes();
  }

  /** Idempotent: an entry read again is the same row. */
  add(entry: JournalEntry, rejections: readonly Rejection[]): QuarantineItem {
    const first = rejections[0] as Rejection;
    const detail = rejections
      .map((rejection) => rejection.detail)
      .join('; ')
      .slice(0, 2_000);
    this.database
      .prepare(
        `INSERT OR IGNORE INTO quarantine
         (seq, received_at, organisation_id, device_id, kind, reason, detail, payload)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        entry.seq,
        entry.receivedAt,
        entry.organisationId,
        entry.deviceId,
        entry.kind,
        first.reason,
        detail,
        entry.payload,
      );
    this.bytes += entry.payload.length;
    this.trim(entry.deviceId);
    return {
      id: String(entry.seq),
      receivedAt: entry.receivedAt,
      organisationId: entry.organisationId,
      deviceId: entry.deviceId,
      kind: entry.kind,
      reason: first.reason,
      detail,
      payload: entry.payload,
      replayedAt: null,
    };
  }

  /** Keeps the newest of a device, and the newest of all. */
  private trim(deviceId: string): void {
    this.database
      .prepare(
        `DELETE FROM quarantine WHERE device_id = ? AND seq <= (
           SELECT seq FROM quarantine WHERE device_id = ? ORDER BY seq DESC LIMIT 1 OFFSET ?)`,
      )
      .run(deviceId, deviceId, this.limits.messagesPerDeviceMax);
    if (this.bytes <= this.limits.bytesMax) return;
    this.database
      .prepare(
        'DELETE FROM quarantine WHERE seq IN (SELECT seq FROM quarantine ORDER BY seq LIMIT 100)',
      )
      .run();
    this.bytes = this.countBytes();
  }

  private countBytes(): number {
    const row = this.database.prepare('SELECT sum(length(payload)) AS bytes FROM quarantine').get();
    return Number(row?.['bytes'] ?? 0);
  }

  /** Of an organisation, newest first. */
  list(
    organisationId: string,
    cursor: string | undefined,
    limit: number,
  ): { items: QuarantineItem[]; nextCursor: string | null } {
    const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
    const rows = this.database
      .prepare(
        'SELECT * FROM quarantine WHERE organisation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
      )
      .all(organisationId, before, limit + 1);
    const items = rows.slice(0, limit).map(toItem);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  get(id: string): QuarantineItem | undefined {
    const row = this.database.prepare('SELECT * FROM quarantine WHERE seq = ?').get(Number(id));
    return row && toItem(row);
  }

  markReplayed(id: string, at: Instant): void {
    this.database
      .prepare('UPDATE quarantine SET replayed_at = ? WHERE seq = ?')
      .run(at, Number(id));
  }
}

function toItem(row: Record<string, SQLOutputValue>): QuarantineItem {
  return {
    id: String(row['seq']),
    receivedAt: row['received_at'] as number,
    organisationId: row['organisation_id'] as string,
    deviceId: row['device_id'] as string,
    kind: row['kind'] as string,
    reason: row['reason'] as string,
    detail: row['detail'] as string,
    payload: row['payload'] as Uint8Array,
    replayedAt: row['replayed_at'] as number | null,
  };
}
