import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import {
  LINK_SOCKET,
  fromBrokerSchema,
  lineReader,
  toLine,
  type BrokerStats,
  type FromBroker,
  type ToBroker,
} from '@lenglian/broker-link';
import type { Duration } from '@lenglian/quantities';
import type { JournalPosition } from '@lenglian/journal';
import type { Records } from '@lenglian/records';
import type { Log } from '../log.ts';
import type { LinkState } from '../parts.ts';
import { DeviceAccessFeed } from './device-access-feed.ts';

/** Pause between attempts to reach the broker: from the first to the longest. */
const RECONNECT_AFTER: Duration = 50;
const RECONNECT_AFTER_MAX: Duration = 1_000;

/** The name under which the broker keeps our position. */
const READER = 'judge';

/** What the api's own MQTT client may sign in with while this link stands. */
export interface ServiceIdentity {
  readonly clientId: string;
  readonly tokenSha256: string;
}

export interface BrokerLinkOptions {
  readonly dataDirectory: string;
  readonly records: Records;
  readonly service: ServiceIdentity;
  readonly log: Log;
  /** There may be something to read in the journal. */
  readonly onWake: () => void;
  /** The broker knows us and our service identity. */
  readonly onWelcome: () => void;
}

/**
 * The api's end of the local socket to the broker: tells it who may connect and how far the journal
 * was read, hears when there is more. Connects again for ever; everything is told anew each time.
 */
export class BrokerLink implements LinkState {
  private socket: Socket | undefined;
  private timer: NodeJS.Timeout | undefined;
  private pause = RECONNECT_AFTER;
  private isStopped = false;
  private isWelcome = false;
  private safe: JournalPosition | undefined;
  private readonly access: DeviceAccessFeed;
  private readonly options: BrokerLinkOptions;
  private latestStats: BrokerStats | undefined;

  constructor(options: BrokerLinkOptions) {
    this.options = options;
    this.access = new DeviceAccessFeed(options.records, (message) => this.send(message));
  }

  get isConnected(): boolean {
    return this.isWelcome;
  }

  get stats(): BrokerStats | undefined {
    return this.latestStats;
  }

  start(): void {
    if (this.isStopped) return;
    const socket = connect(join(this.options.dataDirectory, LINK_SOCKET));
    this.socket = socket;
    const read = lineReader((message) => this.take(message));
    socket.setEncoding('utf8');
    socket.on('connect', () => this.greet());
    socket.on('data', (chunk: string) => {
      try {
        read(chunk);
      } catch (error) {
        this.options.log.error({ err: error }, 'the broker sent what we cannot read');
        socket.destroy();
      }
    });
    // 'close' follows every 'error'; a broker that is not there yet is no news.
    socket.on('error', (error) => this.options.log.debug({ err: error }, 'broker link'));
    socket.on('close', () => this.reconnect());
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.socket?.destroy();
  }

  /** The list of devices may have changed. */
  async refreshAccess(): Promise<void> {
    if (this.isWelcome) await this.access.sendChanges();
  }

  /** Everything up to here is safe with us. */
  tellSafePosition(position: JournalPosition): void {
    this.safe = position;
    if (this.isWelcome) this.send({ type: 'position', reader: READER, position });
  }

  private greet(): void {
    this.pause = RECONNECT_AFTER;
    this.send({ type: 'hello', reader: READER });
    this.send({ type: 'service', ...this.options.service });
  }

  private reconnect(): void {
    if (this.isWelcome && !this.isStopped)
      this.options.log.warn({}, 'the link to the broker is lost');
    this.isWelcome = false;
    this.latestStats = undefined;
    this.access.forget();
    if (this.isStopped) return;
    this.timer = setTimeout(() => this.start(), this.pause);
    this.pause = Math.min(this.pause * 2, RECONNECT_AFTER_MAX);
  }

  private take(json: unknown): void {
    const parsed = fromBrokerSchema.safeParse(json);
    if (!parsed.success) {
      this.options.log.warn({ json }, 'the broker said something that we do not know');
      return;
    }
    this.handle(parsed.data);
  }

  private handle(message: FromBroker): void {
    switch (message.type) {
      case 'welcome':
        this.isWelcome = true;
        this.options.log.info({}, 'linked to the broker');
        if (this.safe) this.tellSafePosition(this.safe);
        this.sendList();
        this.options.onWelcome();
        this.options.onWake();
        return;
      case 'wake':
        this.options.onWake();
        return;
      case 'devices.wanted':
        this.sendList();
        return;
      case 'stats':
        this.latestStats = message;
        return;
    }
  }

  private sendList(): void {
    this.access.sendAll().catch((error: unknown) => {
      this.options.log.error({ err: error }, 'the device list could not be sent');
      // Without the list nobody could connect: begin again.
      this.socket?.destroy();
    });
  }

  private send(message: ToBroker): void {
    this.socket?.write(toLine(message));
  }
}
