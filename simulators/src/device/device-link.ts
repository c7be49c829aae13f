import {
  deviceConfigSchema,
  deviceTopic,
  type DeviceConfig,
  type DeviceStatus,
} from '@lenglian/device-messages';
import type { Duration, RandomSource } from '@lenglian/quantities';
import mqtt, { type ErrorWithReasonCode, type MqttClient } from 'mqtt';
import { backoffDelay, type BackoffBounds } from './backoff.ts';
import type { Outbox } from './outbox.ts';
import type { AcknowledgedMessage, SealedMessage } from './sealed-message.ts';
import { BrokerUnreachableError, CredentialsRefusedError } from './simulator-errors.ts';

const FIRMWARE = 'lenglian-simulator';
/** How long a good-bye may take. */
const GOODBYE_MAX: Duration = 2_000;
/** MQTT 3.1.1 §3.2.2.3: bad user name or password; not authorised. */
const REFUSALS: ReadonlySet<number> = new Set([4, 5]);

export interface DeviceLinkOptions {
  readonly brokerUrl: string;
  readonly organisationId: string;
  readonly deviceId: string;
  readonly token: string;
  readonly outbox: Outbox;
  /** Most messages published and not yet acknowledged. */
  readonly windowMax: number;
  readonly backoff: BackoffBounds;
  /** For the backoff only; never the randomness of the samples. */
  readonly random: RandomSource;
  /** Failed attempts in a row before the first success, and refusals in a row, that we bear. */
  readonly attemptsMax: number;
  readonly refusalsMax: number;
  /** Pulled when the outbox has nothing to send: history made only as fast as it is taken. */
  readonly nextHistory: () => SealedMessage | undefined;
  readonly onConfig: (config: DeviceConfig) => void;
  readonly onAcknowledged: (message: AcknowledgedMessage) => void;
  /** The link has ended for good; nothing more will be sent. */
  readonly onFailed: (error: CredentialsRefusedError | BrokerUnreachableError) => void;
  /** Something moved: the link came up or went down, or a message was acknowledged. */
  readonly onProgress: () => void;
}

/**
 * The MQTT side of one device: QoS 1, a bounded window, a new connection after every loss. One
 * client object per connection and the outbox as the only memory: a message counts as delivered at
 * its PUBACK and at nothing else.
 */
export class DeviceLink {
  private readonly options: DeviceLinkOptions;
  private client: MqttClient | undefined;
  private retry: NodeJS.Timeout | undefined;
  private wanted = false;
  private isReady = false;
  private wasEverOnline = false;
  private failures = 0;
  private refusals = 0;
  /** Connections that came up, over the life of the link. */
  connectionCount = 0;

  constructor(options: DeviceLinkOptions) {
    this.options = options;
  }

  get isOnline(): boolean {
    return this.isReady;
  }

  /** Whether it is connected, or tries to be. */
  get isWanted(): boolean {
    return this.wanted;
  }

  /** Comes into coverage: connects, and goes on trying. */
  start(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.connect();
  }

  /** Loses coverage: the connection dies without a word, so that the last will speaks. */
  cut(): void {
    this.wanted = false;
    clearTimeout(this.retry);
    const client = this.client;
    if (client === undefined) return;
    client.stream.destroy();
    this.lose(client);
  }

  /** Says good-bye: status offline, DISCONNECT. Resolves when the socket is closed. */
  async stop(): Promise<void> {
    this.wanted = false;
    clearTimeout(this.retry);
    const client = this.client;
    if (client === undefined) return;
    if (this.isReady) this.publishStatus(client, false);
    this.isReady = false;
    // What is in flight may still be acknowledged while the good-bye is on its way.
    const force = setTimeout(() => client.stream.destroy(), GOODBYE_MAX);
    await new Promise<void>((resolve) => client.end(false, {}, () => resolve()));
    clearTimeout(force);
    this.lose(client);
  }

  /**
   * Publishes something that is no telemetry, QoS 1.
   *
   * @returns whether it was acknowledged
   */
  publishAside(topic: string, payload: string): Promise<boolean> {
    const client = this.client;
    if (client === undefined || !this.isReady) return Promise.resolve(false);
    return new Promise((resolve) => {
      client.publish(topic, payload, { qos: 1 }, (error) => resolve(!error));
    });
  }

  /** Sends as much as the window lets through. */
  pump(): void {
    const { outbox, windowMax, nextHistory } = this.options;
    const client = this.client;
    if (client === undefined || !this.isReady) return;
    while (outbox.inFlightCount < windowMax) {
      let message = outbox.takeNext();
      if (message === undefined) {
        const made = nextHistory();
        if (made === undefined) return;
        outbox.add(made);
        message = outbox.takeNext();
      }
      if (message !== undefined) this.publish(client, message);
    }
  }

  private connect(): void {
    const { brokerUrl, deviceId, token } = this.options;
    const client = mqtt.connect(brokerUrl, {
      clientId: deviceId,
      username: deviceId,
      password: token,
      protocolVersion: 4,
      clean: true,
      keepalive: 60,
      connectTimeout: 10_000,
      // Connections are made anew by us: the outbox is the memory, not the client's own store.
      reconnectPeriod: 0,
      resubscribe: false,
      will: { topic: this.topic('status'), payload: statusPayload(false), qos: 1, retain: true },
    });
    this.client = client;
    client.on('connect', () => this.welcome(client));
    client.on('message', (topic, payload) => this.hear(topic, payload));
    client.on('error', (error) => this.noteError(client, error));
    client.on('close', () => this.lose(client));
  }

  private welcome(client: MqttClient): void {
    if (client !== this.client) return;
    // Ready once both are acknowledged: that it is back is in the journal before time goes on.
    this.publishStatus(client, true, () => {
      client.subscribe(this.topic('config'), { qos: 1 }, (error) => {
        if (error === null) this.becomeReady(client);
      });
    });
  }

  private becomeReady(client: MqttClient): void {
    if (client !== this.client) return;
    this.failures = 0;
    this.refusals = 0;
    this.wasEverOnline = true;
    this.isReady = true;
    this.connectionCount++;
    this.pump();
    this.options.onProgress();
  }

  private publish(client: MqttClient, message: SealedMessage): void {
    const { outbox, deviceId, onAcknowledged, onProgress } = this.options;
    client.publish(this.topic('telemetry'), message.payload, { qos: 1 }, (error) => {
      // Also called when the connection is lost: then the message goes back, see `lose`.
      if (error !== undefined && error !== null) return;
      if (client !== this.client || !outbox.acknowledge(message)) return;
      const { boot, seq, sampleCount, payload } = message;
      onAcknowledged({ deviceId, boot, seq, sampleCount, payload });
      this.pump();
      onProgress();
    });
  }

  private publishStatus(client: MqttClient, isOnline: boolean, onStored?: () => void): void {
    const options = { qos: 1, retain: true } as const;
    client.publish(this.topic('status'), statusPayload(isOnline), options, (error) => {
      if (!error) onStored?.();
    });
  }

  private hear(topic: string, payload: Buffer): void {
    if (topic !== this.topic('config')) return;
    const config = deviceConfigSchema.safeParse(parseJson(payload));
    if (config.success) this.options.onConfig(config.data);
  }

  private noteError(client: MqttClient, error: Error | ErrorWithReasonCode): void {
    if (client !== this.client) return;
    const isRefusal = 'code' in error && REFUSALS.has(error.code);
    if (isRefusal) this.refusals++;
    this.lose(client);
  }

  /** The connection is gone, whichever way; idempotent per client. */
  private lose(client: MqttClient): void {
    if (client !== this.client) return;
    this.client = undefined;
    this.isReady = false;
    client.end(true);
    this.options.outbox.returnInFlight();
    if (this.wanted) this.tryAgain();
    this.options.onProgress();
  }

  private tryAgain(): void {
    const { deviceId, brokerUrl, attemptsMax, refusalsMax, backoff, random } = this.options;
    this.failures++;
    if (this.refusals >= refusalsMax) {
      this.fail(new CredentialsRefusedError(`${brokerUrl} refuses device ${deviceId}`));
    } else if (!this.wasEverOnline && this.failures >= attemptsMax) {
      this.fail(new BrokerUnreachableError(`${brokerUrl}: ${this.failures} attempts failed`));
    } else {
      this.retry = setTimeout(
        () => this.connect(),
        backoffDelay(this.failures - 1, backoff, random),
      );
    }
  }

  private fail(error: CredentialsRefusedError | BrokerUnreachableError): void {
    this.wanted = false;
    this.options.onFailed(error);
  }

  private topic(kind: 'telemetry' | 'status' | 'config'): string {
    return deviceTopic(this.options.organisationId, this.options.deviceId, kind);
  }
}

function statusPayload(online: boolean): string {
  const status: DeviceStatus = { online, firmware: FIRMWARE };
  return JSON.stringify(status);
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
}
