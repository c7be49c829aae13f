import { deviceTopic, type DeviceConfig, type DeviceError } from '@lenglian/device-messages';
import { MINUTE, type Clock } from '@lenglian/quantities';
import type { DeviceRecord } from '@lenglian/records';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { QuarantineItem } from '../judge/judge-port.ts';
import type { Log } from '../log.ts';
import { messageCounters } from './message-counters.ts';
import { RateLimit } from './rate-limit.ts';

/** Error messages to one device: enough for a developer, too few to flood a bad network. */
const ERRORS_A_MINUTE = 10;
/** Configurations sent before the broker's acknowledgement is waited for. */
const IN_FLIGHT_MAX = 100;
const RECONNECT_AFTER = 1_000;

export interface DownlinkOptions {
  readonly url: string;
  readonly clientId: string;
  readonly token: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * What goes down to devices, over MQTT: the configuration, retained, and what we could not take. The
 * truth is in the records; the broker's retained messages are a cache that is filled anew on each
 * connect.
 */
export class Downlink {
  private readonly client: MqttClient;
  private readonly log: Log;
  private readonly errors: RateLimit;
  /** Version of the configuration that the broker holds, by device. */
  private readonly sent = new Map<string, number>();
  private devices: ReadonlyMap<string, DeviceRecord> = new Map();
  private sending: Promise<void> = Promise.resolve();
  private isStarted = false;

  constructor(options: DownlinkOptions) {
    this.log = options.log;
    this.errors = new RateLimit(options.clock, ERRORS_A_MINUTE, MINUTE);
    this.client = connect(options.url, clientOptions(options));
    this.client.on('connect', () => {
      // A broker that came up again has forgotten what it had retained.
      this.sent.clear();
      this.sendDue();
    });
    this.client.on('error', (error) => this.log.debug({ err: error }, 'downlink'));
  }

  /** The broker knows who we are by now; before that it would refuse us. Again changes nothing. */
  start(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    this.client.connect();
  }

  /** The devices as they now are: sends each bound one its configuration if it changed. */
  update(devices: ReadonlyMap<string, DeviceRecord>): void {
    this.devices = devices;
    this.sendDue();
  }

  /** Tells a device what of its messages could not be taken, unless it was told much lately. */
  tellError(item: QuarantineItem): void {
    if (!this.client.connected || !this.errors.allows(item.deviceId)) return;
    const message: DeviceError = {
      receivedAt: item.receivedAt,
      ...messageCounters(item.payload),
      reason: item.reason,
      detail: item.detail,
    };
    const topic = deviceTopic(item.organisationId, item.deviceId, 'error');
    this.client.publish(topic, JSON.stringify(message), { qos: 1 }, (error) => {
      if (error) this.log.debug({ err: error, deviceId: item.deviceId }, 'error not delivered');
    });
  }

  async stop(): Promise<void> {
    // A client that never connected has nothing to end, and cannot be ended.
    if (this.isStarted) await this.client.endAsync(true);
  }

  private sendDue(): void {
    this.sending = this.sending
      .then(() => this.sendConfigurations())
      .catch((error: unknown) => {
        // The next connect sends everything again.
        this.log.debug({ err: error }, 'configurations not sent');
      });
  }

  private async sendConfigurations(): Promise<void> {
    const due = [...this.devices.values()].filter(
      (device) =>
        device.unitId !== null &&
        !device.isRevoked &&
        this.sent.get(device.id) !== device.configVersion,
    );
    for (let start = 0; start < due.length && this.client.connected; start += IN_FLIGHT_MAX) {
      const part = due.slice(start, start + IN_FLIGHT_MAX);
      await Promise.all(part.map((device) => this.sendConfiguration(device)));
    }
  }

  private async sendConfiguration(device: DeviceRecord): Promise<void> {
    const config: DeviceConfig = {
      version: device.configVersion,
      samplingIntervalSeconds: device.samplingIntervalSeconds,
      reportingIntervalSeconds: device.reportingIntervalSeconds,
    };
    const topic = deviceTopic(device.organisationId, device.id, 'config');
    await this.client.publishAsync(topic, JSON.stringify(config), { qos: 1, retain: true });
    this.sent.set(device.id, device.configVersion);
  }
}

function clientOptions({ clientId, token }: DownlinkOptions): IClientOptions {
  return {
    clientId,
    username: clientId,
    password: token,
    clean: true,
    manualConnect: true,
    reconnectPeriod: RECONNECT_AFTER,
    // After a restart of the broker we may come before the link told it of us.
    reconnectOnConnackError: true,
    // Nothing is kept for later: each connect begins anew from the records.
    queueQoSZero: false,
    resubscribe: false,
    protocolVersion: 4,
  };
}
