import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import { canonicalColumns } from './canonical-columns.ts';
import { SampleColumns } from './sample-columns.ts';
import {
  FIRST_ROW,
  SampleRowsWriter,
  deviceIdsOf,
  nextRow,
  openSampleRows,
  rowDevice,
  rowIsSample,
  type SampleRows,
} from './sample-rows.ts';

/** A place in the arrivals: page × 2²⁴ + position of the row in its page (in doubles). */
type RowRef = number;
const PAGE_FACTOR = 2 ** 24;

/** One device's rows in the arrivals, by reference; the samples themselves stay in their pages. */
export class DeviceArrivals {
  readonly deviceId: string;
  refs = new Float64Array(4);
  count = 0;
  /** Event time of the newest row; −∞ without rows. May be too late after a rollback, never too early. */
  newest: Instant = -Infinity;
  /** No block of this device holds a sample after this. */
  newestPacked: Instant = -Infinity;
  /** The page being built in which this device has `slot`. */
  builtPage = -1;
  slot = 0;

  constructor(deviceId: string) {
    this.deviceId = deviceId;
  }
}

interface ArrivalPage {
  readonly id: number;
  readonly arrivedAt: Instant;
  readonly rows: SampleRows;
  readonly devices: readonly DeviceArrivals[];
  /** Rows that are not in blocks yet. */
  remaining: number;
}

/** What was appended and not packed, held as the very bytes of the pages. */
export class Arrivals {
  readonly devices = new Map<string, DeviceArrivals>();
  /** Devices with at least `fullAt` rows. */
  readonly full = new Set<DeviceArrivals>();
  unpacked = 0;
  private readonly pages = new Map<number, ArrivalPage>();
  private readonly writer = new SampleRowsWriter();
  private readonly fullAt: number;
  private nextPage = 1;
  /** Where a device's rows are gathered, and put in order; used again and again. */
  private readonly gathered = new SampleColumns(512);
  private readonly sorted = new SampleColumns(512);

  constructor(fullAt: number) {
    this.fullAt = fullAt;
  }

  device(deviceId: string): DeviceArrivals {
    let device = this.devices.get(deviceId);
    if (device === undefined) {
      device = new DeviceArrivals(deviceId);
      this.devices.set(deviceId, device);
    }
    return device;
  }

  /** Takes a new page in and returns its id and bytes, to be stored. */
  add(
    readings: readonly Reading[],
    now: Instant,
    extraFlags: number,
  ): { id: number; body: Uint8Array } {
    const id = this.nextPage++;
    const devices: DeviceArrivals[] = [];
    const ids: string[] = [];
    this.writer.clear();
    for (const reading of readings) {
      const device = this.device(reading.deviceId);
      if (device.builtPage !== id) {
        device.builtPage = id;
        device.slot = devices.push(device) - 1;
        ids.push(device.deviceId);
      }
      const at = this.writer.add(reading, device.slot, extraFlags);
      this.refer(device, id * PAGE_FACTOR + at, reading.measuredAt);
    }
    const body = this.writer.finish(ids);
    const rows = openSampleRows(body, true);
    this.pages.set(id, { id, arrivedAt: now, rows, devices, remaining: rows.count });
    return { id, body };
  }

  /** Takes in a page that was stored before. */
  load(id: number, body: Uint8Array, now: Instant): void {
    const rows = openSampleRows(body);
    const devices = deviceIdsOf(rows).map((deviceId) => this.device(deviceId));
    for (let at = FIRST_ROW; at < rows.end; at = nextRow(rows, at)) {
      const device = devices[rowDevice(rows, at)] as DeviceArrivals;
      this.refer(device, id * PAGE_FACTOR + at, rows.doubles[at] as number);
    }
    this.pages.set(id, { id, arrivedAt: now, rows, devices, remaining: rows.count });
    this.nextPage = Math.max(this.nextPage, id + 1);
  }

  /** Forgets the pages after `lastId`: their transaction was rolled back. */
  forgetAfter(lastId: number): void {
    const floor = (lastId + 1) * PAGE_FACTOR;
    for (const page of [...this.pages.values()].filter(({ id }) => id > lastId)) {
      this.pages.delete(page.id);
      for (const device of page.devices) this.popAfter(device, floor);
    }
  }

  /** This device's rows in a window (from included, to excluded), in canonical form; valid until the next call. */
  columns(device: DeviceArrivals, from: Instant, to: Instant): SampleColumns {
    const columns = this.gathered;
    columns.clear(device.count);
    for (let i = 0; i < device.count; i++) {
      const ref = device.refs[i] as RowRef;
      const { rows } = this.pages.get(Math.floor(ref / PAGE_FACTOR)) as ArrivalPage;
      const at = ref % PAGE_FACTOR;
      const measuredAt = rows.doubles[at] as number;
      if (measuredAt >= from && measuredAt < to) columns.addRow(rows, at);
    }
    return canonicalColumns(columns, this.sorted);
  }

  holds(device: DeviceArrivals, reading: Reading): boolean {
    if (reading.measuredAt > device.newest) return false;
    // Copies follow each other closely: the youngest rows first.
    for (let i = device.count - 1; i >= 0; i--) {
      const ref = device.refs[i] as RowRef;
      const { rows } = this.pages.get(Math.floor(ref / PAGE_FACTOR)) as ArrivalPage;
      if (rowIsSample(rows, ref % PAGE_FACTOR, reading)) return true;
    }
    return false;
  }

  /** When the oldest page came; undefined when there is none. */
  oldestArrivedAt(): Instant | undefined {
    return this.oldest()?.arrivedAt;
  }

  /** Up to `count` devices, those with the oldest arrivals first. */
  oldestDevices(count: number): Set<DeviceArrivals> {
    const chosen = new Set<DeviceArrivals>();
    for (const page of this.pages.values()) {
      for (const device of page.devices) {
        if (chosen.size === count) return chosen;
        // Rows that came after the device was last packed lie in younger pages.
        const isOldestHere = Math.floor((device.refs[0] as RowRef) / PAGE_FACTOR) === page.id;
        if (device.count > 0 && isOldestHere) chosen.add(device);
      }
    }
    return chosen;
  }

  /**
   * These devices' rows are in blocks now.
   *
   * @returns the pages of which every row is
   */
  pagesDoneWithout(devices: Iterable<DeviceArrivals>): number[] {
    const packed = new Map<number, number>();
    for (const device of devices) {
      for (let i = 0; i < device.count; i++) {
        const id = Math.floor((device.refs[i] as RowRef) / PAGE_FACTOR);
        packed.set(id, (packed.get(id) ?? 0) + 1);
      }
    }
    return [...packed]
      .filter(([id, count]) => (this.pages.get(id) as ArrivalPage).remaining === count)
      .map(([id]) => id);
  }

  /** Lets go of these devices' rows, and of the pages that held nothing else. */
  release(devices: Iterable<DeviceArrivals>): void {
    for (const device of devices) {
      for (let i = 0; i < device.count; i++) {
        const id = Math.floor((device.refs[i] as RowRef) / PAGE_FACTOR);
        const page = this.pages.get(id) as ArrivalPage;
        if (--page.remaining === 0) this.pages.delete(id);
      }
      this.unpacked -= device.count;
      device.count = 0;
      device.newest = -Infinity;
      if (device.refs.length > this.fullAt) device.refs = new Float64Array(4);
      this.full.delete(device);
    }
  }

  private oldest(): ArrivalPage | undefined {
    return this.pages.values().next().value;
  }

  private refer(device: DeviceArrivals, ref: RowRef, measuredAt: Instant): void {
    if (device.count === device.refs.length) {
      const refs = new Float64Array(Math.ceil(device.refs.length * 1.5));
      refs.set(device.refs);
      device.refs = refs;
    }
    device.refs[device.count++] = ref;
    if (measuredAt > device.newest) device.newest = measuredAt;
    if (device.count === this.fullAt) this.full.add(device);
    this.unpacked++;
  }

  private popAfter(device: DeviceArrivals, floor: RowRef): void {
    while (device.count > 0 && (device.refs[device.count - 1] as RowRef) >= floor) {
      device.count--;
      this.unpacked--;
    }
    if (device.count < this.fullAt) this.full.delete(device);
  }
}
