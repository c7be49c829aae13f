import type { DeviceAccess } from '@lenglian/broker-link';
import type { BrokerStore } from './broker-store.ts';
import type { DeviceIdentity } from './identity.ts';

/** Told which devices' access may have changed; undefined: any. */
export type DevicesListener = (changed: readonly string[] | undefined) => void;

/** What came could not be applied to what we hold: the whole list is wanted. */
export type ListOutcome = 'APPLIED' | 'PARTIAL' | 'WANTED';

/**
 * The broker's own copy of who may speak. In memory for speed, in the store for restarts; works
 * whether the api is there or not.
 */
export class DeviceList {
  private readonly store: BrokerStore;
  private devices: Map<string, DeviceIdentity>;
  private incoming: Map<string, DeviceIdentity> | undefined;
  private nextPart = 0;
  private heldVersion: number | undefined;
  private readonly listeners: DevicesListener[] = [];

  constructor(store: BrokerStore) {
    this.store = store;
    this.devices = new Map();
    for (const access of store.devices()) this.devices.set(access.deviceId, toIdentity(access));
    this.heldVersion = store.devicesVersion();
  }

  /** 0 when there never was a list. */
  get version(): number {
    return this.heldVersion ?? 0;
  }

  /** Whether a list was ever received. Without one, nobody can be told from anybody. */
  get isKnown(): boolean {
    return this.heldVersion !== undefined;
  }

  get size(): number {
    return this.devices.size;
  }

  find(deviceId: string): DeviceIdentity | undefined {
    return this.devices.get(deviceId);
  }

  onChange(listener: DevicesListener): void {
    this.listeners.push(listener);
  }

  /** Takes one part of a whole list; the list holds once its last part has come. */
  takeSnapshot(
    version: number,
    part: number,
    isLast: boolean,
    devices: readonly DeviceAccess[],
  ): ListOutcome {
    if (part === 0) {
      this.incoming = new Map();
      this.nextPart = 0;
      this.store.beginList();
    }
    if (this.incoming === undefined || part !== this.nextPart) {
      this.incoming = undefined;
      return 'WANTED';
    }
    this.nextPart++;
    this.store.addToList(devices);
    for (const access of devices) this.incoming.set(access.deviceId, toIdentity(access));
    if (!isLast) return 'PARTIAL';
    this.store.finishList(version);
    this.devices = this.incoming;
    this.incoming = undefined;
    this.heldVersion = version;
    this.announce(undefined);
    return 'APPLIED';
  }

  takeChanges(fromVersion: number, version: number, devices: readonly DeviceAccess[]): ListOutcome {
    if (fromVersion !== this.heldVersion) return 'WANTED';
    this.store.change(version, devices);
    this.heldVersion = version;
    for (const access of devices) this.devices.set(access.deviceId, toIdentity(access));
    this.announce(devices.map((device) => device.deviceId));
    return 'APPLIED';
  }

  private announce(changed: readonly string[] | undefined): void {
    for (const listener of this.listeners) listener(changed);
  }
}

function toIdentity(access: DeviceAccess): DeviceIdentity {
  return {
    kind: 'device',
    deviceId: access.deviceId,
    organisationId: access.organisationId,
    tokenSha256: Buffer.from(access.tokenSha256, 'hex'),
    isRevoked: access.revoked,
    publishesFor: access.publishesFor && new Set(access.publishesFor),
  };
}
