import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Instant } from '@lenglian/quantities';

/**
 * The arrivals in the owner's database, so that they commit together with the owner's progress; and
 * beside them how far each device's blocks reach.
 */
export class ArrivalTable {
  private readonly database: DatabaseSync;
  private readonly insert: StatementSync;
  private readonly remove: StatementSync;
  private readonly last: StatementSync;
  private readonly reach: StatementSync;

  constructor(database: DatabaseSync) {
    this.database = database;
    database.exec(`
      CREATE TABLE IF NOT EXISTS arrival_page (
        id INTEGER PRIMARY KEY,
        count INTEGER NOT NULL,
        body BLOB NOT NULL
      ) STRICT;
      CREATE TABLE IF NOT EXISTS packed_device (
        device_id TEXT PRIMARY KEY,
        newest_measured_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
    this.insert = database.prepare('INSERT INTO arrival_page (id, count, body) VALUES (?, ?, ?)');
    this.remove = database.prepare('DELETE FROM arrival_page WHERE id = ?');
    this.last = database.prepare('SELECT max(id) AS id FROM arrival_page');
    this.reach = database.prepare(`
      INSERT INTO packed_device (device_id, newest_measured_at) VALUES (?, ?)
      ON CONFLICT (device_id) DO UPDATE SET newest_measured_at = excluded.newest_measured_at
    `);
  }

  get isInTransaction(): boolean {
    return this.database.isTransaction;
  }

  add(id: number, count: number, body: Uint8Array): void {
    this.insert.run(id, count, body);
  }

  /** Id of the newest page that is really there; 0 without one. */
  lastId(): number {
    return (this.last.get() as { id: number | null }).id ?? 0;
  }

  *pages(): Generator<{ id: number; body: Uint8Array }> {
    const pages = this.database.prepare('SELECT id, body FROM arrival_page ORDER BY id');
    for (const page of pages.iterate()) yield page as unknown as { id: number; body: Uint8Array };
  }

  *packedDevices(): Generator<{ deviceId: string; newest: Instant }> {
    const devices = this.database.prepare(
      'SELECT device_id AS deviceId, newest_measured_at AS newest FROM packed_device',
    );
    for (const device of devices.iterate()) {
      yield device as unknown as { deviceId: string; newest: Instant };
    }
  }

  /**
   * In one transaction: these devices' blocks reach so far, these pages are all in blocks, and what
   * the owner has to save with that.
   */
  settle(
    reached: Iterable<readonly [deviceId: string, newest: Instant]>,
    pageIds: number[],
    alongside: () => void,
  ): void {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      for (const [deviceId, newest] of reached) this.reach.run(deviceId, Math.ceil(newest));
      for (const id of pageIds) this.remove.run(id);
      alongside();
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }
}
