import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DeviceAccess } from '@lenglian/broker-link';
import type { JournalPosition } from '@lenglian/journal';
import { BrokerAlreadyRunningError } from './errors.ts';

/** How far a reader of the journal had come when it last said so. */
export interface ReaderPosition {
  readonly reader: string;
  readonly position: JournalPosition;
}

interface DeviceRow {
  device_id: string;
  organisation_id: string;
  token_sha256: string;
  revoked: number;
  publishes_for: string | null;
}

const DEVICE_COLUMNS = `(
  device_id text primary key, organisation_id text not null, token_sha256 text not null,
  revoked integer not null, publishes_for text
) strict, without rowid`;

const SCHEMA = `
  create table if not exists device ${DEVICE_COLUMNS};
  create table if not exists setting (name text primary key, value text not null) strict;
  create table if not exists reader (name text primary key, epoch text not null, seq integer not null)
    strict;
  drop table if exists incoming;`;

/**
 * What the broker must know after a restart, also while the api is away: the device list and how
 * far readers have come. Held exclusively, which makes it the lock against a second broker, too.
 */
export class BrokerStore {
  private readonly database: DatabaseSync;
  private savedJournalSeq: number | undefined;

  /** @throws BrokerAlreadyRunningError */
  constructor(dataDirectory: string) {
    const directory = join(dataDirectory, 'broker');
    mkdirSync(directory, { recursive: true });
    this.database = new DatabaseSync(join(directory, 'broker.sqlite'), { timeout: 0 });
    try {
      this.database.exec('pragma locking_mode = exclusive; pragma journal_mode = wal;');
      this.database.exec('begin immediate; commit; pragma synchronous = normal;');
    } catch (cause) {
      this.database.close();
      throw new BrokerAlreadyRunningError(`another broker works in ${directory}`, { cause });
    }
    this.database.exec(SCHEMA);
  }

  /** The version of the list held; undefined when there never was one. */
  devicesVersion(): number | undefined {
    const row = this.database.prepare("select value from setting where name = 'devices'").get();
    return row === undefined ? undefined : Number(row['value']);
  }

  *devices(): Iterable<DeviceAccess> {
    for (const found of this.database.prepare('select * from device').iterate()) {
      const row = found as unknown as DeviceRow;
      const access: DeviceAccess = {
        deviceId: row.device_id,
        organisationId: row.organisation_id,
        tokenSha256: row.token_sha256,
        revoked: row.revoked !== 0,
      };
      if (row.publishes_for !== null) {
        access.publishesFor = JSON.parse(row.publishes_for) as string[];
      }
      yield access;
    }
  }

  /** Applies changes and their version together. */
  change(version: number, devices: readonly DeviceAccess[]): void {
    this.durably(() => {
      this.insert('device', devices);
      this.setVersion(version);
    });
  }

  /** Begins a new list beside the one in use. */
  beginList(): void {
    this.database.exec(`drop table if exists incoming; create table incoming ${DEVICE_COLUMNS}`);
  }

  addToList(devices: readonly DeviceAccess[]): void {
    this.transaction(() => this.insert('incoming', devices));
  }

  /** Puts the new list in the place of the old. */
  finishList(version: number): void {
    this.durably(() => {
      this.database.exec('drop table device; alter table incoming rename to device');
      this.setVersion(version);
    });
  }

  readers(): ReaderPosition[] {
    const rows = this.database.prepare('select name, epoch, seq from reader').all();
    return rows.map((row) => ({
      reader: String(row['name']),
      position: { epoch: String(row['epoch']), seq: Number(row['seq']) },
    }));
  }

  /** A power cut may bring back what was saved before: older positions only keep more. */
  saveReaders(readers: Iterable<ReaderPosition>): void {
    const insert = this.database.prepare('insert or replace into reader values (?, ?, ?)');
    this.transaction(() => {
      for (const { reader, position } of readers) insert.run(reader, position.epoch, position.seq);
    });
  }

  /** The last seq that the journal was known to have; 0 when it was never said. */
  journalSeq(): number {
    const row = this.database.prepare("select value from setting where name = 'journalSeq'").get();
    return Number(row?.['value'] ?? 0);
  }

  /** A power cut may bring back what was saved before: a journal has never fewer entries than that either. */
  saveJournalSeq(seq: number): void {
    if (seq === this.savedJournalSeq) return;
    this.setSetting('journalSeq', seq);
    this.savedJournalSeq = seq;
  }

  close(): void {
    this.database.close();
  }

  private insert(table: 'device' | 'incoming', devices: readonly DeviceAccess[]): void {
    const statement = this.database.prepare(`insert or replace into ${table} values (?,?,?,?,?)`);
    for (const device of devices) {
      statement.run(
        device.deviceId,
        device.organisationId,
        device.tokenSha256,
        device.revoked ? 1 : 0,
        device.publishesFor === undefined ? null : JSON.stringify(device.publishesFor),
      );
    }
  }

  private setVersion(version: number): void {
    this.setSetting('devices', version);
  }

  private setSetting(name: string, value: number): void {
    this.database.prepare('insert or replace into setting values (?, ?)').run(name, String(value));
  }

  /**
   * On the disk when it returns, with all that was committed before: a device that was revoked stays out. Nothing else waits
   * for the disk here, for that holds up every connection while the journal is written.
   */
  private durably(act: () => void): void {
    this.database.exec('pragma synchronous = full');
    try {
      this.transaction(act);
    } finally {
      this.database.exec('pragma synchronous = normal');
    }
  }

  private transaction(act: () => void): void {
    this.database.exec('begin');
    try {
      act();
      this.database.exec('commit');
    } catch (error) {
      this.database.exec('rollback');
      throw error;
    }
  }
}
