import { InternalError } from '@lenglian/errors';
import type { Clock, Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import {
  DEFAULT_LOCAL_STORE_LIMITS,
  type LocalStore,
  type LocalStoreLimits,
  type LocalStoreOptions,
} from '../local-store.ts';
import { ArrivalTable } from './arrival-table.ts';
import { Arrivals, type DeviceArrivals } from './arrivals.ts';
import { BlockStore } from './block-store.ts';
import { mergeCanonical, shownColumns } from './canonical-columns.ts';
import { PeriodFiles } from './period-files.ts';
import { spanOf } from './period.ts';
import { SampleColumns, columnsToReadings } from './sample-columns.ts';
import { RETRACTED } from './sample-rows.ts';

/**
 * Opens the local store in the thread that owns `database`, and takes up the arrivals that were not
 * packed when it was last closed, or killed.
 *
 * @throws UnreadableHistoryError when stored arrivals are damaged
 */
export function openLocalStore(options: LocalStoreOptions): LocalStore {
  return new SqliteLocalStore(options);
}

class SqliteLocalStore implements LocalStore {
  private readonly clock: Clock;
  private readonly limits: LocalStoreLimits;
  private readonly table: ArrivalTable;
  private readonly files: PeriodFiles;
  private readonly blocks: BlockStore;
  private readonly arrivals: Arrivals;
  private readonly onPacked: (deviceIds: readonly string[]) => void;
  /** Where a device's arrivals and blocks are brought together; used again and again. */
  private readonly merged = new SampleColumns(512);

  constructor({ database, directory, clock, limits, onPacked }: LocalStoreOptions) {
    this.onPacked = onPacked ?? (() => undefined);
    this.clock = clock;
    this.limits = { ...DEFAULT_LOCAL_STORE_LIMITS, ...limits };
    this.files = new PeriodFiles(directory, this.limits.openFilesMax);
    this.blocks = new BlockStore(this.files);
    this.table = new ArrivalTable(database);
    this.arrivals = new Arrivals(this.limits.deviceSamplesMax);
    const now = clock.now();
    for (const { deviceId, newest } of this.table.packedDevices()) {
      this.arrivals.device(deviceId).newestPacked = newest;
    }
    for (const { id, body } of this.table.pages()) this.arrivals.load(id, body, now);
  }

  get unpacked(): number {
    return this.arrivals.unpacked;
  }

  append(readings: readonly Reading[]): void {
    this.store(readings, 0);
  }

  retract(readings: readonly Reading[]): void {
    this.store(readings, RETRACTED);
  }

  rollback(): void {
    this.arrivals.forgetAfter(this.table.lastId());
  }

  readings(deviceId: string, from: Instant, to: Instant): Reading[] {
    const device = this.arrivals.devices.get(deviceId);
    if (device === undefined) return [];
    const arrived = this.arrivals.columns(device, from, to);
    const columns =
      from > device.newestPacked
        ? arrived
        : mergeCanonical(this.blocks.columns(deviceId, from, to), arrived, this.merged);
    return columnsToReadings(deviceId, shownColumns(columns));
  }

  newest(deviceId: string): Instant {
    const device = this.arrivals.devices.get(deviceId);
    return device === undefined ? -Infinity : Math.max(device.newest, device.newestPacked);
  }

  holds(reading: Reading): boolean {
    const device = this.arrivals.devices.get(reading.deviceId);
    if (device === undefined) return false;
    if (this.arrivals.holds(device, reading)) return true;
    if (reading.measuredAt > device.newestPacked) return false;
    const block = this.blocks.block(reading.deviceId, spanOf(reading.measuredAt));
    return block !== null && columnsHold(block, reading);
  }

  tail(deviceId: string, from: Instant, to: Instant): Reading[] {
    const device = this.arrivals.devices.get(deviceId);
    if (device === undefined || device.count === 0) return [];
    return columnsToReadings(deviceId, this.arrivals.columns(device, from, to));
  }

  pack(devices: number, force = false): string[] {
    if (this.table.isInTransaction) {
      throw new InternalError('pack was called inside a transaction of its owner');
    }
    const due = this.due(devices, force);
    if (due.size === 0) return [];
    const reached: [string, Instant][] = [];
    try {
      for (const device of due) reached.push([device.deviceId, this.packDevice(device)]);
      // First the blocks, on disk; only then the arrivals go. Between the two a sample is in both.
      this.blocks.commit();
    } catch (error) {
      this.blocks.rollback();
      throw error;
    }
    this.table.settle(reached, this.arrivals.pagesDoneWithout(due), () =>
      this.onPacked(reached.map(([deviceId]) => deviceId)),
    );
    for (const [deviceId, newest] of reached) this.arrivals.device(deviceId).newestPacked = newest;
    this.arrivals.release(due);
    return reached.map(([deviceId]) => deviceId);
  }

  dropPeriodsBefore(instant: Instant): void {
    if (this.files.dropBefore(instant).length > 0) this.blocks.forget();
  }

  close(): void {
    this.files.close();
  }

  private store(readings: readonly Reading[], extraFlags: number): void {
    if (!this.table.isInTransaction) {
      throw new InternalError('arrivals were appended outside a transaction of their owner');
    }
    if (readings.length === 0) return;
    const { id, body } = this.arrivals.add(readings, this.clock.now(), extraFlags);
    this.table.add(id, readings.length, body);
  }

  private due(count: number, force: boolean): Set<DeviceArrivals> {
    const { arrivals, limits } = this;
    const due = new Set([...arrivals.full].slice(0, count));
    const oldest = arrivals.oldestArrivedAt();
    const isOldestDue =
      force ||
      arrivals.unpacked > limits.unpackedMax ||
      (oldest !== undefined && oldest <= this.clock.now() - limits.arrivalAgeMax);
    if (isOldestDue && due.size < count) {
      for (const device of arrivals.oldestDevices(count - due.size)) due.add(device);
    }
    return due;
  }

  /** @returns how far this device's blocks reach then */
  private packDevice(device: DeviceArrivals): Instant {
    const samples = this.arrivals.columns(device, -Infinity, Infinity);
    this.blocks.add(device.deviceId, samples, device.newestPacked);
    const newest = samples.measuredAt[samples.count - 1] as number;
    return Math.max(device.newestPacked, Math.ceil(newest));
  }
}

/** Whether a block, in canonical form, has a copy of this sample. */
function columnsHold(columns: SampleColumns, sample: Reading): boolean {
  const { measuredAt } = sample;
  for (let i = columns.lowerBound(measuredAt); columns.measuredAt[i] === measuredAt; i++) {
    if (i === columns.count) return false;
    const isSame =
      columns.boot[i] === sample.boot &&
      columns.seq[i] === sample.seq &&
      columns.index[i] === sample.index &&
      columns.hash[i] === sample.hash;
    if (isSame) return true;
  }
  return false;
}
