import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Episode, SavedLotJudge, VerdictChange } from '@lenglian/breaches';
import type { SavedLotTwin } from '@lenglian/prediction';
import type { Instant } from '@lenglian/quantities';
import type { SavedProgress } from './progress.ts';
import type { SavedGaps } from './silence-book.ts';
import type { SavedTicks } from './tick-coverage.ts';

/** What the judge believes of one episode, under the alert id it was first told with. */
export interface BelievedEpisode {
  readonly alertId: string;
  readonly episode: Episode;
  readonly deviceId: string | null;
  readonly unitId: string;
  readonly detectedAt: Instant;
  readonly isLate: boolean;
}

/** A device as the judge last saw it. */
export interface SavedDevice {
  readonly deviceId: string;
  readonly lastReceivedAt: Instant | null;
  /** Journal position of the newest presence entry, and what it said. */
  readonly presenceSeq: number;
  readonly isConnected: boolean | null;
  /** What it last said of its power; absent in what was saved before that was kept. */
  readonly power?: SaidPower | null;
}

export interface SaidPower {
  readonly measuredAt: Instant;
  readonly isOn: boolean;
}

/** The twin of a lot; another basis means beginning anew. */
export interface SavedTwinOfLot {
  readonly lotId: string;
  readonly basis: string;
  readonly state: SavedLotTwin;
}

export interface SavedLot {
  readonly lotId: string;
  /** What the state was judged by; another basis means judging again from nothing. */
  readonly basis: string;
  readonly state: SavedLotJudge;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS verdict (sequence INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS episode (
    alert_id TEXT PRIMARY KEY, subject TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS episode_subject ON episode (subject);
  CREATE TABLE IF NOT EXISTS lot (
    lot_id TEXT PRIMARY KEY, basis TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS twin (
    lot_id TEXT PRIMARY KEY, basis TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS device (device_id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
`;

/**
 * The judge's own database, with the one connection that writes to it. Progress, arrivals and what
 * follows from them commit together, so a crash can never leave one without the others.
 */
export class JudgeStore {
  readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  constructor(file: string) {
    this.database = new DatabaseSync(file);
    // NORMAL: a commit survives the death of the process; after a power cut the file may stand a
    // moment earlier, with the progress that belongs to it, and the journal is read again from there.
    // Commits with verdicts are synced before anybody is told.
    this.database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 4000;',
    );
    this.database.exec(SCHEMA);
  }

  /** Runs `work` in one transaction. */
  transaction(work: () => void): void {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Journal position of the broker's newest start: sessions from before it are over. */
  loadStartedSeq(): number {
    return this.loadState<number>('started') ?? 0;
  }

  saveStartedSeq(seq: number): void {
    this.saveState('started', seq);
  }

  loadProgress(): SavedProgress | undefined {
    return this.loadState<SavedProgress>('progress');
  }

  saveProgress(progress: SavedProgress): void {
    this.saveState('progress', progress);
  }

  /** Everything committed so far is on disk when this returns. */
  sync(): void {
    this.database.exec('PRAGMA synchronous = FULL');
    this.saveState('synced', this.lastSequence());
    this.database.exec('PRAGMA synchronous = NORMAL');
  }

  loadTicks(): SavedTicks | undefined {
    return this.loadState<SavedTicks>('ticks');
  }

  saveTicks(ticks: SavedTicks): void {
    this.saveState('ticks', ticks);
  }

  loadGaps(): SavedGaps {
    return this.loadState<SavedGaps>('gaps') ?? [];
  }

  saveGaps(gaps: SavedGaps): void {
    this.saveState('gaps', gaps);
  }

  /** The sequence of the newest verdict ever made. */
  lastSequence(): number {
    return this.loadState<number>('sequence') ?? 0;
  }

  addVerdicts(changes: readonly VerdictChange[]): void {
    if (changes.length === 0) return;
    const insert = this.prepare('INSERT INTO verdict (sequence, body) VALUES (?, ?)');
    for (const change of changes) insert.run(change.sequence, JSON.stringify(change));
    this.saveState('sequence', changes.at(-1)?.sequence);
  }

  /** The oldest verdicts after a sequence. */
  verdictsAfter(sequence: number, limit: number): VerdictChange[] {
    return this.prepare('SELECT body FROM verdict WHERE sequence > ? ORDER BY sequence LIMIT ?')
      .all(sequence, limit)
      .map((row) => JSON.parse(row['body'] as string) as VerdictChange);
  }

  dropVerdictsThrough(sequence: number): void {
    this.prepare('DELETE FROM verdict WHERE sequence <= ?').run(sequence);
  }

  episodesOf(subject: string): BelievedEpisode[] {
    return this.prepare('SELECT body FROM episode WHERE subject = ?')
      .all(subject)
      .map((row) => JSON.parse(row['body'] as string) as BelievedEpisode);
  }

  allEpisodes(): (BelievedEpisode & { subject: string })[] {
    return this.prepare('SELECT subject, body FROM episode')
      .all()
      .map((row) => ({
        ...(JSON.parse(row['body'] as string) as BelievedEpisode),
        subject: row['subject'] as string,
      }));
  }

  hasEpisode(alertId: string): boolean {
    return this.prepare('SELECT 1 FROM episode WHERE alert_id = ?').get(alertId) !== undefined;
  }

  saveEpisode(subject: string, believed: BelievedEpisode): void {
    this.prepare(
      'INSERT INTO episode (alert_id, subject, body) VALUES (?, ?, ?) ON CONFLICT (alert_id) DO UPDATE SET body = excluded.body',
    ).run(believed.alertId, subject, JSON.stringify(believed));
  }

  dropEpisode(alertId: string): void {
    this.prepare('DELETE FROM episode WHERE alert_id = ?').run(alertId);
  }

  loadLots(): SavedLot[] {
    return this.loadStates<SavedLotJudge>('lot');
  }

  saveLot(lot: SavedLot): void {
    this.saveLotState('lot', lot);
  }

  loadTwins(): SavedTwinOfLot[] {
    return this.loadStates<SavedLotTwin>('twin');
  }

  saveTwin(twin: SavedTwinOfLot): void {
    this.saveLotState('twin', twin);
  }

  loadDevices(): SavedDevice[] {
    return this.prepare('SELECT body FROM device')
      .all()
      .map((row) => JSON.parse(row['body'] as string) as SavedDevice);
  }

  saveDevice(device: SavedDevice): void {
    this.prepare(
      'INSERT INTO device (device_id, body) VALUES (?, ?) ON CONFLICT (device_id) DO UPDATE SET body = excluded.body',
    ).run(device.deviceId, JSON.stringify(device));
  }

  close(): void {
    this.database.close();
  }

  prepare(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  private loadStates<State>(table: 'lot' | 'twin') {
    return this.prepare(`SELECT lot_id, basis, body FROM ${table}`)
      .all()
      .map((row) => ({
        lotId: row['lot_id'] as string,
        basis: row['basis'] as string,
        state: JSON.parse(row['body'] as string) as State,
      }));
  }

  private saveLotState(table: 'lot' | 'twin', lot: SavedLot | SavedTwinOfLot): void {
    this.prepare(
      `INSERT INTO ${table} (lot_id, basis, body) VALUES (?, ?, ?) ON CONFLICT (lot_id) DO UPDATE SET basis = excluded.basis, body = excluded.body`,
    ).run(lot.lotId, lot.basis, JSON.stringify(lot.state));
  }

  private loadState<Value>(name: string): Value | undefined {
    const row = this.prepare('SELECT body FROM state WHERE name = ?').get(name);
    return row && (JSON.parse(row['body'] as string) as Value);
  }

  private saveState(name: string, value: unknown): void {
    this.prepare(
      'INSERT INTO state (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body',
    ).run(name, JSON.stringify(value));
  }
}
