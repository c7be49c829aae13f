import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Aedes, type Client, type PublishPacket } from 'aedes';
import { SimulatedClock } from '@lenglian/quantities';
import type { DeviceRecord } from '@lenglian/records';
import { NOW, SILENT_LOG } from '../testing/running-api.ts';
import { Downlink } from './downlink.ts';

let broker: Aedes;
let server: Server;
let sut: Downlink;
const clients = new Set<Client>();
const published: { topic: string; message: unknown; retain: boolean }[] = [];

beforeEach(async () => {
  published.length = 0;
  clients.clear();
  broker = await Aedes.createBroker();
  broker.on('publish', (packet: PublishPacket, client) => {
    if (!client) return;
    const message: unknown = JSON.parse(packet.payload.toString());
    published.push({ topic: packet.topic, message, retain: packet.retain });
    broker.emit('seen');
  });
  broker.on('client', (client) => clients.add(client));
  server = createServer(broker.handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  sut = new Downlink({
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ clientId: 'api', token: 'secret', clock: new SimulatedClock(NOW), log: SILENT_LOG },
  });
});
afterEach(async () => {
  await sut.stop();
  await new Promise<void>((resolve) => broker.close(() => resolve()));
  await new Promise((resolve) => server.close(resolve));
});

function devices(...changes: Partial<DeviceRecord>[]): ReadonlyMap<string, DeviceRecord> {
  return new Map(
    changes.map((change, i) => {
      const device: DeviceRecord = {
        ...{ id: `D-${i + 1}`, organisationId: 'demo', kind: 'reefer', isRevoked: false },
        ...{ samplingIntervalSeconds: 60, reportingIntervalSeconds: 300, configVersion: 1 },
        ...{ revision: 1, unitId: 'u', publishesFor: [] },
        ...change,
      };
      return [device.id, device];
    }),
  );
}

/** Waits until the broker has seen so many messages of ours. */
async function seen(count: number): Promise<void> {
  while (published.length < count) await once(broker as never, 'seen');
}

const configOf = (device: string, version: number) => ({
  topic: `cc/v1/demo/${device}/config`,
  message: { version, samplingIntervalSeconds: 60, reportingIntervalSeconds: 300 },
  retain: true,
});

describe('configuration', () => {
  it('goes, retained, to each bound device and to no other', async () => {
    sut.update(devices({}, { unitId: null }, { isRevoked: true }, {}));
    sut.start();
    await seen(2);
    expect(published).toEqual([configOf('D-1', 1), configOf('D-4', 1)]);
  });

  it('goes again when it changed, and not otherwise', async () => {
    sut.update(devices({}, {}));
    sut.start();
    await seen(2);
    sut.update(devices({}, { configVersion: 2 }));
    sut.update(devices({}, { configVersion: 2 }));
    await seen(3);
    sut.update(devices({ configVersion: 3 }, { configVersion: 2 }));
    await seen(4);
    expect(published.slice(2)).toEqual([configOf('D-2', 2), configOf('D-1', 3)]);
  });

  it('goes again with each connect, as the broker may have forgotten it', async () => {
    sut.update(devices({}));
    sut.start();
    await seen(1);
    for (const client of clients) client.close();
    await seen(2);
    expect(published).toEqual([configOf('D-1', 1), configOf('D-1', 1)]);
  });
});

describe('stopping', () => {
  it('works also before there was ever a broker', async () => {
    await expect(sut.stop()).resolves.toBeUndefined();
  });
});

describe('an error', () => {
  const item = {
    ...{ id: '1', receivedAt: NOW, organisationId: 'demo', deviceId: 'D-1', kind: 'TELEMETRY' },
    ...{ reason: 'WRONG_SHAPE', detail: 'samples: missing', replayedAt: null },
    payload: Buffer.from('{"boot":3,"seq":8}'),
  };

  it('names the message that is meant, and is not kept', async () => {
    sut.update(devices({}));
    sut.start();
    await seen(1);
    sut.tellError(item);
    await seen(2);
    expect(published[1]).toEqual({
      topic: 'cc/v1/demo/D-1/error',
      message: {
        receivedAt: NOW,
        ...{ boot: 3, seq: 8, reason: 'WRONG_SHAPE', detail: 'samples: missing' },
      },
      retain: false,
    });
  });

  it('is told ten times a minute and no oftener, each device for itself', async () => {
    sut.update(devices({}));
    sut.start();
    await seen(1);
    for (let i = 0; i < 50; i++) sut.tellError(item);
    sut.tellError({ ...item, deviceId: 'D-2', payload: Uint8Array.of(255) });
    await seen(12);
    expect(published.filter(({ topic }) => topic.includes('D-1/error'))).toHaveLength(10);
    expect(published.at(-1)?.topic).toBe('cc/v1/demo/D-2/error');
  });
});
