import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  LINK_SOCKET,
  lineReader,
  toBrokerSchema,
  toLine,
  type FromBroker,
  type ToBroker,
} from '@lenglian/broker-link';
import { SimulatedClock } from '@lenglian/quantities';
import { ensureOrganisation, openRecords, sha256Hex, type Records } from '@lenglian/records';
import { SILENT_LOG } from '../testing/running-api.ts';
import { BrokerLink } from './broker-link.ts';

const END = { epoch: 'e', seq: 7 };
let directory: string;
let records: Records;
let broker: BrokerEnd;
let sut: BrokerLink;
let wakes: number;

/** The broker's end of the socket: says what a test says, keeps what it hears. */
class BrokerEnd {
  readonly heard: ToBroker[] = [];
  private server: Server | undefined;
  private peer: Socket | undefined;
  private waiting: { type: ToBroker['type']; resolve: () => void }[] = [];

  listen(): Promise<void> {
    this.server = createServer((peer) => {
      this.peer = peer;
      const read = lineReader((json) => this.take(toBrokerSchema.parse(json)));
      peer.setEncoding('utf8').on('data', (chunk: string) => read(chunk));
    });
    return new Promise((resolve) => {
      this.server?.listen(join(directory, LINK_SOCKET), resolve);
    });
  }

  say(message: FromBroker): void {
    this.peer?.write(toLine(message));
  }

  /** Resolves with the next message of a kind that comes from now on. */
  async next<Type extends ToBroker['type']>(
    type: Type,
  ): Promise<Extract<ToBroker, { type: Type }>> {
    await new Promise<void>((resolve) => this.waiting.push({ type, resolve }));
    return this.heard.findLast((message) => message.type === type) as never;
  }

  async stop(): Promise<void> {
    this.peer?.destroy();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private take(message: ToBroker): void {
    this.heard.push(message);
    const ready = this.waiting.filter(({ type }) => type === message.type);
    this.waiting = this.waiting.filter(({ type }) => type !== message.type);
    for (const { resolve } of ready) resolve();
  }
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lenglian-link-'));
  records = await openRecords({ dataDirectory: directory, clock: new SimulatedClock(1) });
  await ensureOrganisation(records, 'demo');
  await addDevice('D-1');
  broker = new BrokerEnd();
  wakes = 0;
  sut = new BrokerLink({
    dataDirectory: directory,
    records,
    service: { clientId: 'api', tokenSha256: sha256Hex('secret') },
    log: SILENT_LOG,
    onWake: () => wakes++,
    onWelcome: () => undefined,
  });
});
afterEach(async () => {
  sut.stop();
  await broker.stop();
  await records.close();
  await rm(directory, { recursive: true });
});

const addDevice = (id: string) =>
  records.devices.add(
    { id: 'system' },
    { id, organisationId: 'demo', kind: 'reefer', tokenSha256: sha256Hex(id) },
  );

async function linked(): Promise<void> {
  const hello = broker.next('service');
  await broker.listen();
  sut.start();
  await hello;
  const list = broker.next('devices.snapshot');
  broker.say({ type: 'welcome', devicesVersion: 0, end: END });
  await list;
}

describe(BrokerLink.name, () => {
  it('introduces itself, tells who may connect, and reads at once', async () => {
    await linked();
    expect(broker.heard.map(({ type }) => type)).toEqual(['hello', 'service', 'devices.snapshot']);
    expect(broker.heard[2]).toMatchObject({
      part: 0,
      last: true,
      devices: [{ deviceId: 'D-1', tokenSha256: sha256Hex('D-1'), revoked: false }],
    });
    expect(sut.isConnected).toBe(true);
    expect(wakes).toBe(1);
  });

  it('tells only what changed, and nothing when nothing did', async () => {
    await linked();
    await addDevice('D-2');
    const changes = broker.next('devices.changes');
    await sut.refreshAccess();
    await sut.refreshAccess();
    expect(await changes).toMatchObject({ devices: [{ deviceId: 'D-2' }] });
    await records.devices.revoke({ id: 'system' }, 'D-1');
    const revocation = broker.next('devices.changes');
    await sut.refreshAccess();
    expect(await revocation).toMatchObject({ devices: [{ deviceId: 'D-1', revoked: true }] });
    expect(broker.heard.filter(({ type }) => type === 'devices.changes')).toHaveLength(2);
  });

  it('sends the whole list again when the broker wants it', async () => {
    await linked();
    const again = broker.next('devices.snapshot');
    broker.say({ type: 'devices.wanted' });
    expect((await again).devices).toHaveLength(1);
  });

  it('comes back after the broker was away, and tells how far it is', async () => {
    await linked();
    await broker.stop();
    sut.tellSafePosition({ epoch: 'e', seq: 5 });
    broker = new BrokerEnd();
    const hello = broker.next('hello');
    await broker.listen();
    await hello;
    const position = broker.next('position');
    broker.say({ type: 'welcome', devicesVersion: 1, end: END });
    expect(await position).toMatchObject({ position: { epoch: 'e', seq: 5 } });
  });
});
