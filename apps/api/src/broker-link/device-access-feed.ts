import type { DeviceAccess, ToBroker } from '@lenglian/broker-link';
import type { DeviceAccessRecord, Records } from '@lenglian/records';

/** Devices in one message, so that no line is ever too long. */
const DEVICES_A_PART = 1_000;

/**
 * Keeps the broker's copy of the device list like ours: all of it once a connection, then what
 * changed. The version is always read before the list, so a change in between is sent once more
 * rather than never.
 */
export class DeviceAccessFeed {
  private sentVersion: number | undefined;
  /** One sending at a time: a change must not overtake the list it changes. */
  private sending: Promise<void> = Promise.resolve();
  private readonly records: Records;
  private readonly send: (message: ToBroker) => void;

  constructor(records: Records, send: (message: ToBroker) => void) {
    this.records = records;
    this.send = send;
  }

  /** A new connection: the broker is to be told everything. */
  forget(): void {
    this.sentVersion = undefined;
  }

  sendAll(): Promise<void> {
    return this.inTurn(async () => {
      const version = await this.records.devices.accessVersion();
      const devices = (await this.records.devices.access()).map(accessOf);
      const parts = Math.max(1, Math.ceil(devices.length / DEVICES_A_PART));
      for (let part = 0; part < parts; part++) {
        const start = part * DEVICES_A_PART;
        this.send({
          type: 'devices.snapshot',
          version,
          part,
          last: part === parts - 1,
          devices: devices.slice(start, start + DEVICES_A_PART),
        });
      }
      this.sentVersion = version;
    });
  }

  sendChanges(): Promise<void> {
    return this.inTurn(async () => {
      const fromVersion = this.sentVersion;
      if (fromVersion === undefined) return;
      const version = await this.records.devices.accessVersion();
      if (version === fromVersion) return;
      const devices = (await this.records.devices.access(fromVersion)).map(accessOf);
      this.send({ type: 'devices.changes', fromVersion, version, devices });
      this.sentVersion = version;
    });
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.sending.then(work);
    this.sending = turn.catch(() => undefined);
    return turn;
  }
}

function accessOf(record: DeviceAccessRecord): DeviceAccess {
  const { deviceId, organisationId, tokenSha256, revoked, publishesFor } = record;
  const access = { deviceId, organisationId, tokenSha256, revoked };
  return publishesFor.length === 0 ? access : { ...access, publishesFor: [...publishesFor] };
}
