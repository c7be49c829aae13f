import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect as connectSocket, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  fromBrokerSchema,
  lineReader,
  toLine,
  type DeviceAccess,
  type FromBroker,
  type ToBroker,
} from '@lenglian/broker-link';
import { createLog } from '@lenglian/diagnostics';
import { SegmentReader, type JournalEntry } from '@lenglian/journal';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import mqttPacket, { type IConnectPacket, type Packet } from 'mqtt-packet';
import { readConfig } from './config.ts';
import { startBroker, type RunningBroker } from './start-broker.ts';

/** The token that a test device has. */
export function tokenOf(deviceId: string): string {
  return `token of ${deviceId}`;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A device of organisation `demo` as the api would list it. */
export function access(deviceId: string, given: Partial<DeviceAccess> = {}): DeviceAccess {
  const tokenSha256 = sha256(tokenOf(deviceId));
  return { deviceId, organisationId: 'demo', tokenSha256, revoked: false, ...given };
}

/** The api's end of the link. */
export class TestLink {
  private readonly socket: Socket;
  private readonly inbox: FromBroker[] = [];
  private readonly waiting = new Set<() => void>();

  private constructor(socket: Socket) {
    this.socket = socket;
    const read = lineReader((message) => {
      this.inbox.push(fromBrokerSchema.parse(message));
      for (const check of this.waiting) check();
    });
    socket.setEncoding('utf8').on('data', read);
  }

  static async open(directory: string): Promise<TestLink> {
    const socket = connectSocket(join(directory, 'broker.sock'));
    await once(socket, 'connect');
    return new TestLink(socket);
  }

  send(message: ToBroker): void {
    this.socket.write(toLine(message));
  }

  /** The next message of a type that fits; those before it are dropped. */
  next<Type extends FromBroker['type']>(
    type: Type,
    fits: (message: FromBroker & { type: Type }) => boolean = () => true,
  ): Promise<FromBroker & { type: Type }> {
    return new Promise((resolve) => {
      const check = (): void => {
        const index = this.inbox.findIndex(
          (message) => message.type === type && fits(message as FromBroker & { type: Type }),
        );
        if (index < 0) return;
        this.waiting.delete(check);
        resolve(this.inbox.splice(0, index + 1).at(-1) as FromBroker & { type: Type });
      };
      this.waiting.add(check);
      check();
    });
  }

  /** Greets; whatever was sent before is done when the answer is there. */
  hello(reader = 'judge'): Promise<FromBroker & { type: 'welcome' }> {
    this.send({ type: 'hello', reader });
    return this.next('welcome');
  }

  async listDevices(version: number, devices: DeviceAccess[]): Promise<void> {
    this.send({ type: 'devices.snapshot', version, part: 0, last: true, devices });
    await this.hello();
  }

  close(): void {
    this.socket.destroy();
  }
}

/** A client that says exactly what a test wants, packet by packet or byte by byte. */
export class RawClient {
  readonly socket: Socket;
  readonly received: Packet[] = [];
  isClosed = false;
  private readonly changed = new Set<() => void>();

  private constructor(socket: Socket) {
    this.socket = socket;
    const parser = mqttPacket.parser();
    parser.on('packet', (packet: Packet) => {
      this.received.push(packet);
      this.notify();
    });
    socket.on('data', (chunk) => parser.parse(chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      this.isClosed = true;
      this.notify();
    });
  }

  static async open(port: number): Promise<RawClient> {
    const socket = connectSocket(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  /** Opens and sends a CONNECT; resolves with the CONNACK's return code, or 'closed'. */
  static async connect(
    port: number,
    deviceId: string,
    given: Partial<IConnectPacket> = {},
  ): Promise<{ client: RawClient; answer: number | 'closed' }> {
    const client = await RawClient.open(port);
    client.send({
      cmd: 'connect',
      clientId: deviceId,
      username: deviceId,
      password: Buffer.from(tokenOf(deviceId)),
      protocolId: 'MQTT',
      protocolVersion: 4,
      clean: true,
      keepalive: 60,
      ...given,
    });
    await client.until(() => client.received.length > 0 || client.isClosed);
    const answer = client.received.shift();
    return { client, answer: answer?.cmd === 'connack' ? (answer.returnCode ?? 0) : 'closed' };
  }

  send(packet: Packet): void {
    this.socket.write(mqttPacket.generate(packet, { protocolVersion: versionOf(packet) }));
  }

  publish(topic: string, payload: string | Buffer, qos: 0 | 1 | 2 = 1, messageId = 1): void {
    this.send({ cmd: 'publish', topic, payload, qos, messageId, dup: false, retain: false });
  }

  /** Resolves once `isSo`, which is looked at whenever something came or the socket closed. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!isSo()) return;
        this.changed.delete(check);
        resolve();
      };
      this.changed.add(check);
      check();
    });
  }

  closed(): Promise<void> {
    return this.until(() => this.isClosed);
  }

  /** Ids of the PUBACKs so far, in order. */
  get acknowledged(): (number | undefined)[] {
    return this.received.filter((packet) => packet.cmd === 'puback').map((p) => p.messageId);
  }

  private notify(): void {
    for (const check of this.changed) check();
  }
}

function versionOf(packet: Packet): number {
  return packet.cmd === 'connect' ? (packet.protocolVersion ?? 4) : 4;
}

/** A real broker in this process, with a data directory of its own. */
export class TestBroker {
  readonly directory: string;
  private readonly settings: Record<string, string>;
  private broker: RunningBroker | undefined;
  private readonly closing: (() => unknown)[] = [];

  private constructor(directory: string, settings: Record<string, string>) {
    this.directory = directory;
    this.settings = settings;
  }

  /**
   * @param settings environment variables besides the test's own
   * @param parent where its data directory is made
   */
  static async start(
    settings: Record<string, string> = {},
    parent: string = tmpdir(),
  ): Promise<TestBroker> {
    const directory = await mkdtemp(join(parent, 'broker-'));
    const broker = new TestBroker(directory, settings);
    await broker.start();
    return broker;
  }

  /** Starts with a list of devices of `demo`. */
  static async startWith(
    devices: (string | DeviceAccess)[],
    settings: Record<string, string> = {},
    parent: string = tmpdir(),
  ): Promise<TestBroker> {
    const broker = await TestBroker.start(settings, parent);
    const link = await broker.link();
    await link.listDevices(
      1,
      devices.map((device) => (typeof device === 'string' ? access(device) : device)),
    );
    return broker;
  }

  get port(): number {
    return this.broker?.mqttPort ?? 0;
  }

  async start(): Promise<void> {
    const config = readConfig({
      DATA_DIR: this.directory,
      MQTT_PORT: '0',
      JOURNAL_RESERVE_BYTES: '0',
      ...this.settings,
    });
    this.broker = await startBroker(config, createLog('broker', 'silent', { write() {} }));
  }

  async stop(): Promise<void> {
    await this.broker?.stop();
    this.broker = undefined;
  }

  async link(): Promise<TestLink> {
    const link = await TestLink.open(this.directory);
    this.closing.push(() => link.close());
    return link;
  }

  async raw(deviceId: string, given: Partial<IConnectPacket> = {}): Promise<RawClient> {
    const { client } = await RawClient.connect(this.port, deviceId, given);
    this.closing.push(() => client.socket.destroy());
    return client;
  }

  /** mqtt.js, as a device's firmware or the api would use it. */
  async client(deviceId: string, given: IClientOptions = {}): Promise<MqttClient> {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${this.port}`, {
      clientId: deviceId,
      username: deviceId,
      password: tokenOf(deviceId),
      reconnectPeriod: 0,
      ...given,
    });
    client.on('error', () => {});
    this.closing.push(() => client.endAsync(true));
    return client;
  }

  /** What the journal holds, without ticks. */
  entries(): JournalEntry[] {
    const reader = new SegmentReader(join(this.directory, 'journal'));
    const entries: JournalEntry[] = [];
    for (let position = reader.beginning(); ;) {
      const page = reader.read(position, 10_000);
      if (page.entries.length === 0) break;
      entries.push(...page.entries);
      position = page.position;
    }
    reader.close();
    return entries.filter((entry) => entry.kind !== 'TICK');
  }

  /** `KIND device payload` of what devices said. */
  said(): string[] {
    return this.entries()
      .filter((entry) => !['STARTED', 'CONNECTED', 'DISCONNECTED'].includes(entry.kind))
      .map((entry) => `${entry.kind} ${entry.deviceId} ${Buffer.from(entry.payload).toString()}`);
  }

  /** Waits, by the link's wakes, until the journal holds what `isThere` looks for. */
  async entryWhere(isThere: (entry: JournalEntry) => boolean): Promise<JournalEntry> {
    const link = await this.link();
    await link.hello('test');
    for (;;) {
      const found = this.entries().find(isThere);
      if (found !== undefined) {
        link.close();
        return found;
      }
      await link.next('wake');
    }
  }

  async remove(): Promise<void> {
    for (const close of this.closing) await close();
    await this.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** The JSON that an entry of the broker's own holds. */
export function toldBy(entry: JournalEntry): Record<string, unknown> {
  return JSON.parse(Buffer.from(entry.payload).toString()) as Record<string, unknown>;
}
