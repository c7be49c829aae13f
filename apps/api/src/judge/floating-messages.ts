import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { DAY, type Duration, type Instant } from '@lenglian/quantities';
import { QualityFlag, UNCOUNTED, type Reading } from '@lenglian/readings';

/** How long a repeated message is recognised. */
const REMEMBERED: Duration = 30 * DAY;
const FLOATING = QualityFlag.TIME_OF_RECEPTION | QualityFlag.CLOCK_CORRECTED;

/**
 * Counted messages whose samples take their event time from the moment of reception (no `measuredAt`,
 * or a clock proven wrong). A copy received later would be other samples; the first reception counts.
 */
export class FloatingMessages {
  private readonly database: DatabaseSync;
  private readonly find: StatementSync;
  private readonly store: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec(`
      CREATE TABLE IF NOT EXISTS floating_message (
        device_id TEXT NOT NULL, boot INTEGER NOT NULL, seq INTEGER NOT NULL,
        received_at INTEGER NOT NULL, PRIMARY KEY (device_id, boot, seq)
      ) STRICT, WITHOUT ROWID;
    `);
    this.database = database;
    this.find = database.prepare(
      'SELECT received_at FROM floating_message WHERE device_id = ? AND boot = ? AND seq = ?',
    );
    this.store = database.prepare(`
      INSERT INTO floating_message (device_id, boot, seq, received_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (device_id, boot, seq) DO UPDATE SET received_at = excluded.received_at
    `);
  }

  /** Whether a reading's event time hangs on when its message was received. */
  static isFloating(reading: Reading): boolean {
    return reading.boot !== UNCOUNTED && (reading.flags & FLOATING) !== 0;
  }

  /**
   * Notes a reception of the message that `reading` is of; inside the owner's transaction.
   *
   * @returns the first reception known before; undefined when this is the first
   */
  receive(reading: Reading): Instant | undefined {
    const { deviceId, boot, seq, receivedAt } = reading;
    const before = this.find.get(deviceId, boot, seq)?.['received_at'] as Instant | undefined;
    if (before === undefined || receivedAt < before) {
      this.store.run(deviceId, boot, seq, receivedAt);
    }
    return before;
  }

  trim(now: Instant): void {
    this.database
      .prepare('DELETE FROM floating_message WHERE received_at < ?')
      .run(now - REMEMBERED);
  }
}
