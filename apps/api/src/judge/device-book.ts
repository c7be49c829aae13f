import type { JournalEntry } from '@lenglian/journal';
import type { Instant } from '@lenglian/quantities';
import { POWERED, judgedValue, type Reading } from '@lenglian/readings';
import type { DeviceUpdate } from './judge-port.ts';
import type { SaidPower, SavedDevice } from './judge-store.ts';

type Mutable<Of> = { -readonly [Key in keyof Of]: Of[Key] };

interface Device {
  readonly deviceId: string;
  /** Our own copy, written over: the readings of a page are garbage soon after it, and cheap. */
  latest: Mutable<Reading> | null;
  lastReceivedAt: Instant | null;
  presenceSeq: number;
  isConnected: boolean | null;
  power: SaidPower | null;
  hasChanged: boolean;
  /** The last reception of which `takeHeard` knew, and the first one after it; -Infinity and null: none. */
  heardThrough: Instant;
  firstHeardAt: Instant | null;
}

/** Each device as last heard: its newest reading by event time, its last reception, its presence. */
export class DeviceBook {
  private readonly devices = new Map<string, Device>();
  private changed: Device[] = [];
  private heard: Device[] = [];
  /** Devices that spoke without a reading from which a restart could tell. */
  private readonly heardOnly = new Set<string>();
  private startedSeq: number;

  constructor(saved: readonly SavedDevice[], startedSeq: number) {
    this.startedSeq = startedSeq;
    for (const device of saved) {
      const power = device.power ?? null;
      const heardThrough = device.lastReceivedAt ?? Number.NEGATIVE_INFINITY;
      const fresh = { latest: null, hasChanged: false, heardThrough, firstHeardAt: null };
      this.devices.set(device.deviceId, { ...device, power, ...fresh });
    }
  }

  lastReceivedAt(deviceId: string): Instant | null {
    return this.devices.get(deviceId)?.lastReceivedAt ?? null;
  }

  /** What a device said of its power last, by event time; null where it never did. */
  lastPower(deviceId: string): SaidPower | null {
    return this.devices.get(deviceId)?.power ?? null;
  }

  /** A reading was kept: remembers it if it is the newest (of one instant, the later one told). */
  hear(reading: Reading): void {
    const device = this.of(reading.deviceId);
    if (!device.latest) device.latest = copyOf(reading);
    else if (reading.measuredAt >= device.latest.measuredAt) writeOver(device.latest, reading);
    hearPower(device, reading);
    this.receive(device, reading.receivedAt);
  }

  /** Anything at all came from a device, however old what it tells. */
  received(deviceId: string, at: Instant): void {
    this.receive(this.of(deviceId), at);
  }

  /** It spoke, and no reading is kept that would tell so after a restart: to be saved. */
  receivedOnly(deviceId: string, at: Instant): void {
    this.received(deviceId, at);
    this.heardOnly.add(deviceId);
  }

  /** What is to be saved of those since the last call. */
  takeHeardOnly(): SavedDevice[] {
    const devices = [...this.heardOnly].flatMap((deviceId) => this.save(deviceId) ?? []);
    this.heardOnly.clear();
    return devices;
  }

  /** CONNECTED or DISCONNECTED; by position, so that an older entry read later changes nothing. */
  presence(entry: JournalEntry): SavedDevice | undefined {
    const device = this.of(entry.deviceId);
    if (entry.seq <= device.presenceSeq) return undefined;
    device.presenceSeq = entry.seq;
    device.isConnected = entry.kind === 'CONNECTED';
    this.change(device);
    return saved(device);
  }

  /** The broker came up: every session from before is over. */
  started(seq: number): void {
    if (seq <= this.startedSeq) return;
    this.startedSeq = seq;
    for (const device of this.devices.values()) this.change(device);
  }

  /** What changed and was not taken yet, of at most so many devices, the first to change first. */
  takeChanges(limit: number): DeviceUpdate[] {
    return this.changed.splice(0, limit).map((device) => this.update(device));
  }

  /** Devices of which something was not taken yet. */
  get changedCount(): number {
    return this.changed.length;
  }

  /** Who was heard since the last call, and when first: a page may hold minutes. */
  takeHeard(): ReadonlyMap<string, Instant> {
    const heard = new Map<string, Instant>();
    for (const device of this.heard) {
      if (device.firstHeardAt !== null) heard.set(device.deviceId, device.firstHeardAt);
      device.firstHeardAt = null;
      device.heardThrough = device.lastReceivedAt ?? device.heardThrough;
    }
    this.heard = [];
    return heard;
  }

  save(deviceId: string): SavedDevice | undefined {
    const device = this.devices.get(deviceId);
    return device && saved(device);
  }

  private receive(device: Device, at: Instant): void {
    if (device.lastReceivedAt === null || at > device.lastReceivedAt) device.lastReceivedAt = at;
    if (at > device.heardThrough && at < (device.firstHeardAt ?? Infinity)) {
      if (device.firstHeardAt === null) this.heard.push(device);
      device.firstHeardAt = at;
    }
    this.change(device);
  }

  private change(device: Device): void {
    if (device.hasChanged) return;
    device.hasChanged = true;
    this.changed.push(device);
  }

  private update(device: Device): DeviceUpdate {
    device.hasChanged = false;
    return {
      deviceId: device.deviceId,
      reading: device.latest && copyOf(device.latest),
      lastReceivedAt: device.lastReceivedAt,
      isConnected:
        device.isConnected === null
          ? null
          : device.isConnected && device.presenceSeq > this.startedSeq,
    };
  }

  private of(deviceId: string): Device {
    let device = this.devices.get(deviceId);
    if (!device) {
      device = {
        deviceId,
        latest: null,
        lastReceivedAt: null,
        presenceSeq: 0,
        isConnected: null,
        power: null,
        hasChanged: false,
        heardThrough: Number.NEGATIVE_INFINITY,
        firstHeardAt: null,
      };
      this.devices.set(deviceId, device);
    }
    return device;
  }
}

function copyOf(reading: Reading): Mutable<Reading> {
  return { ...reading, values: [...reading.values] };
}

function writeOver(kept: Mutable<Reading>, reading: Reading): void {
  const { deviceId, values } = kept;
  for (let i = 0; i < values.length; i++) values[i] = reading.values[i] as number;
  Object.assign(kept, reading, { deviceId, values });
}

function hearPower(device: Device, reading: Reading): void {
  const { measuredAt } = reading;
  if (device.power !== null && measuredAt < device.power.measuredAt) return;
  const value = judgedValue(reading, POWERED);
  if (value !== undefined) device.power = { measuredAt, isOn: value === 1 };
}

function saved(device: Device): SavedDevice {
  return {
    deviceId: device.deviceId,
    lastReceivedAt: device.lastReceivedAt,
    presenceSeq: device.presenceSeq,
    isConnected: device.isConnected,
    power: device.power,
  };
}
