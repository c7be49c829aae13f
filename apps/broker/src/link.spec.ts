import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLog } from '@lenglian/diagnostics';
import type { JournalEntry } from '@lenglian/journal';
import { readConfig } from './config.ts';
import { startBroker } from './start-broker.ts';
import { RawClient, TestBroker, access, sha256, toldBy } from './testing.ts';

let broker: TestBroker;
beforeEach(async () => {
  broker = await TestBroker.startWith(['reefer-1', 'reefer-2']);
});
afterEach(() => broker.remove());

async function answerTo(deviceId: string): Promise<number | 'closed'> {
  const { client, answer } = await RawClient.connect(broker.port, deviceId);
  client.socket.destroy();
  return answer;
}

describe('the device list', () => {
  it('lives through a restart, with the api away', async () => {
    await broker.stop();
    await broker.start();
    expect(await answerTo('reefer-1')).toBe(0);
    expect(await answerTo('stranger')).toBe(4);
    const link = await broker.link();
    expect(await link.hello()).toMatchObject({ devicesVersion: 1 });
  });

  it('is replaced by a whole one that comes in parts, once the last has come', async () => {
    const link = await broker.link();
    const parts = [[access('reefer-1')], [access('reefer-3')]];
    const part = (i: number) => ({
      type: 'devices.snapshot' as const,
      version: 2,
      part: i,
      last: i === 1,
      devices: parts[i] ?? [],
    });
    link.send(part(0));
    await link.hello();
    expect(await answerTo('reefer-3')).toBe(4);
    expect(await answerTo('reefer-2')).toBe(0);

    link.send(part(1));
    expect(await link.hello()).toMatchObject({ devicesVersion: 2 });
    expect(await answerTo('reefer-3')).toBe(0);
    expect(await answerTo('reefer-2')).toBe(4);
  });

  it('asks for everything when changes or parts do not follow what it has', async () => {
    const link = await broker.link();
    link.send({ type: 'devices.changes', fromVersion: 7, version: 8, devices: [] });
    await link.next('devices.wanted');
    link.send({ type: 'devices.snapshot', version: 9, part: 3, last: true, devices: [] });
    await link.next('devices.wanted');
    expect(await answerTo('reefer-1')).toBe(0);
  });

  it('takes changes, and keeps them over a restart', async () => {
    const link = await broker.link();
    const devices = [access('reefer-2', { revoked: true }), access('new')];
    link.send({ type: 'devices.changes', fromVersion: 1, version: 2, devices });
    await link.hello();
    await broker.stop();
    await broker.start();
    expect(await answerTo('reefer-2')).toBe(5);
    expect(await answerTo('new')).toBe(0);
    expect(await answerTo('reefer-1')).toBe(0);
  });

  it.each([
    ['revoked', 'REVOKED', access('reefer-1', { revoked: true })],
    ['given another token', 'TOKEN_ROTATED', access('reefer-1', { tokenSha256: sha256('new') })],
  ])('closes the session of a device that is %s', async (_, reason, device) => {
    const other = await broker.raw('reefer-2');
    const client = await broker.raw('reefer-1');
    const link = await broker.link();
    link.send({ type: 'devices.changes', fromVersion: 1, version: 2, devices: [device] });
    await client.closed();
    const end = await broker.entryWhere((entry) => entry.kind === 'DISCONNECTED');
    expect(toldBy(end)).toEqual({ reason });
    other.publish('cc/v1/demo/reefer-2/telemetry', '{}');
    await other.until(() => other.acknowledged.length === 1);
  });

  it('closes the session of a device that is not in a new list', async () => {
    const client = await broker.raw('reefer-1');
    const link = await broker.link();
    await link.listDevices(2, [access('reefer-2')]);
    await client.closed();
  });

  it('gives a connected gateway what it is listed for now, and ends it when it loses something', async () => {
    const link = await broker.link();
    const gateway = (publishesFor: string[]) => access('gateway', { publishesFor });
    await link.listDevices(2, [access('reefer-1'), access('reefer-2'), gateway(['reefer-1'])]);
    const client = await broker.raw('gateway');
    client.publish('cc/v1/demo/reefer-1/telemetry', '{}', 1, 1);
    await client.until(() => client.acknowledged.length === 1);

    const change = { type: 'devices.changes' as const, fromVersion: 2, version: 3 };
    link.send({ ...change, devices: [gateway(['reefer-1', 'reefer-2'])] });
    await link.hello();
    client.publish('cc/v1/demo/reefer-2/telemetry', '{}', 1, 2);
    await client.until(() => client.acknowledged.length === 2);

    const revoked = access('reefer-2', { revoked: true });
    link.send({ ...change, fromVersion: 3, version: 4, devices: [revoked] });
    await client.closed();
  });
});

describe('the link', () => {
  it('wakes readers when there is something to read', async () => {
    const link = await broker.link();
    const { end } = await link.hello();
    const client = await broker.raw('reefer-1');
    client.publish('cc/v1/demo/reefer-1/telemetry', '{}');
    // Ticks and the connection wake readers as well: a wake counts that reaches the message.
    const isThere = ({ kind, seq }: JournalEntry, through: number): boolean =>
      kind === 'TELEMETRY' && seq <= through;
    const wake = await link.next('wake', (told) =>
      broker.entries().some((entry) => isThere(entry, told.end.seq)),
    );
    expect(wake.end.seq).toBeGreaterThan(end.seq);
  });

  it('tells every two seconds how the broker is', async () => {
    const link = await broker.link();
    await link.hello();
    const client = await broker.raw('reefer-1');
    client.publish('cc/v1/demo/reefer-1/telemetry', '{}');
    const stats = await link.next('stats', (said) => said.publishesAcknowledged > 0);
    expect(stats).toMatchObject({
      journalState: 'READY',
      connections: 1,
      publishesReceived: 1,
      publishesRefused: 0,
      connectsAccepted: 1,
    });
    expect(stats.rssBytes).toBeGreaterThan(1e6);
    expect(stats.eventLoopLateCounts.at(-1)).toBeGreaterThan(0);
  });

  it('does not fall over a peer that talks nonsense', async () => {
    const link = await broker.link();
    link.send({ type: 'nonsense' } as never);
    expect(await link.hello()).toMatchObject({ type: 'welcome' });
    const other = await broker.link();
    other['socket'].write('not json\n');
    await new Promise((resolve) => other['socket'].once('close', resolve));
    expect(await link.hello()).toMatchObject({ type: 'welcome' });
  });

  it('begins a new epoch when a reader knows more than the journal has', async () => {
    const link = await broker.link();
    const { end } = await link.hello();
    link.send({ type: 'position', reader: 'judge', position: { ...end, seq: end.seq + 1_000 } });
    const wake = await link.next('wake', (message) => message.end.epoch !== end.epoch);
    expect(wake.end.seq).toBeGreaterThan(end.seq + 1_000);
  });

  it('takes the place of a socket that a killed broker left', async () => {
    await broker.stop();
    writeFileSync(join(broker.directory, 'broker.sock'), '');
    await broker.start();
    const link = await broker.link();
    expect(await link.hello()).toMatchObject({ type: 'welcome' });
  });
});

describe('starting', () => {
  it('is refused to a second broker on the same directory', async () => {
    const config = readConfig({ DATA_DIR: broker.directory, MQTT_PORT: '0' });
    await expect(startBroker(config, createLog('broker', 'silent'))).rejects.toMatchObject({
      code: 'BROKER_ALREADY_RUNNING',
    });
  });

  it('says when the path of the local socket would be too long', async () => {
    const directory = await mkdtemp(join(tmpdir(), `${'long'.repeat(30)}-`));
    const config = readConfig({ DATA_DIR: directory, MQTT_PORT: '0' });
    await expect(startBroker(config, createLog('broker', 'silent'))).rejects.toMatchObject({
      code: 'LINK_PATH_TOO_LONG',
    });
    await rm(directory, { recursive: true });
  });
});
