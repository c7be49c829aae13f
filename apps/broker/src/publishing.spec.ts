import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RawClient, TestBroker, access, sha256, toldBy, tokenOf } from './testing.ts';

let broker: TestBroker;
beforeEach(async () => {
  broker = await TestBroker.startWith([
    'reefer-1',
    'reefer-2',
    'constructor',
    access('elsewhere', { organisationId: 'other' }),
    access('lost', { revoked: true }),
    access('gateway', { publishesFor: ['reefer-1', 'elsewhere', 'lost', 'unlisted'] }),
  ]);
});
afterEach(() => broker.remove());

const OWN = 'cc/v1/demo/reefer-1';

describe('a device’s publish', () => {
  it('is in the journal, byte for byte, when its PUBACK comes', async () => {
    const before = Date.now();
    const client = await broker.client('reefer-1');
    await client.publishAsync(`${OWN}/telemetry`, '{"samples":[1]}', { qos: 1 });

    const entry = broker.entries().at(-1);
    expect(entry).toMatchObject({
      kind: 'TELEMETRY',
      organisationId: 'demo',
      deviceId: 'reefer-1',
      publisherId: 'reefer-1',
    });
    expect(Buffer.from(entry?.payload ?? []).toString()).toBe('{"samples":[1]}');
    expect(entry?.receivedAt).toBeGreaterThanOrEqual(before);
    expect(entry?.receivedAt).toBeLessThanOrEqual(Date.now());
  });

  it('goes into the journal by its kind, with QoS 0, 1 and 2', async () => {
    const client = await broker.client('reefer-1');
    await client.publishAsync(`${OWN}/event`, 'e', { qos: 0 });
    await client.publishAsync(`${OWN}/status`, 's', { qos: 2 });
    await client.publishAsync(`${OWN}/ack`, 'a', { qos: 1 });
    expect(broker.said()).toEqual(['EVENT reefer-1 e', 'STATUS reefer-1 s', 'ACK reefer-1 a']);
  });

  it('is taken whatever its bytes are: the judge decides', async () => {
    const client = await broker.raw('reefer-1');
    const bytes = Buffer.from([0xff, 0x00, 0xfe, 0x7b]);
    client.publish(`${OWN}/telemetry`, bytes, 1, 1);
    client.publish(`${OWN}/telemetry`, '', 1, 2);
    await client.until(() => client.acknowledged.length === 2);
    const payloads = broker.entries().filter((entry) => entry.kind === 'TELEMETRY');
    expect(payloads.map((entry) => Buffer.from(entry.payload))).toEqual([bytes, Buffer.alloc(0)]);
  });

  it('is acknowledged in the order sent, a thousand from one chunk', async () => {
    const client = await broker.raw('reefer-1');
    client.socket.cork();
    for (let i = 1; i <= 1_000; i++) {
      client.publish(`${OWN}/${i % 7 === 0 ? 'event' : 'telemetry'}`, `${i}`.repeat(i % 50), 1, i);
    }
    client.socket.uncork();
    await client.until(() => client.acknowledged.length === 1_000);
    expect(client.acknowledged).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 1));
  });

  it.each([
    ['another device’s topic', 'cc/v1/demo/reefer-2/telemetry'],
    ['another organisation', 'cc/v1/other/reefer-1/telemetry'],
    ['a downlink topic', `${OWN}/config`],
    ['an unknown kind', `${OWN}/weather`],
    ['a topic of the broker', '$SYS/broker/uptime'],
    ['the simulated clock, where time is real', 'cc/v1/clock'],
    ['a topic that is too deep', `${OWN}/telemetry/a/b/c/d/e/f`],
    ['very many levels', '/'.repeat(500)],
    ['__proto__', '__proto__'],
    ['constructor as a kind', `${OWN}/constructor`],
  ])('to %s closes the connection without a PUBACK', async (_, topic) => {
    const client = await broker.raw('reefer-1');
    client.publish(topic, '{}');
    await client.closed();
    expect(client.acknowledged).toEqual([]);
    expect(broker.said()).toEqual([]);
  });

  it('that is refused comes after the PUBACKs of those before it', async () => {
    const client = await broker.raw('reefer-1');
    client.socket.cork();
    for (let i = 1; i <= 50; i++) client.publish(`${OWN}/telemetry`, 'x', 1, i);
    client.publish(`${OWN}/config`, 'x', 1, 51);
    client.socket.uncork();
    await client.closed();
    expect(client.acknowledged).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    const end = await broker.entryWhere((entry) => entry.kind === 'DISCONNECTED');
    expect(toldBy(end)).toMatchObject({ reason: 'REFUSED_PUBLISH' });
  });

  it('that is too large is cut off before it is gathered', async () => {
    const client = await broker.raw('reefer-1');
    // A PUBLISH that announces 200 MiB.
    client.socket.write(Buffer.from([0x32, 0x80, 0x80, 0x80, 0x64]));
    await client.closed();
    const end = await broker.entryWhere((entry) => entry.kind === 'DISCONNECTED');
    expect(toldBy(end)).toMatchObject({ reason: 'PACKET_TOO_LARGE' });
  });

  it('may be as large as the limit, and not a byte larger', async () => {
    const client = await broker.raw('reefer-1');
    client.publish(`${OWN}/telemetry`, Buffer.alloc(262_144, 0x20), 1, 1);
    await client.until(() => client.acknowledged.length === 1);
    client.publish(`${OWN}/telemetry`, Buffer.alloc(262_145, 0x20), 1, 2);
    await client.closed();
    expect(client.acknowledged).toEqual([1]);
  });

  it('is not kept for anybody, even if it is to be retained', async () => {
    const client = await broker.client('reefer-1');
    await client.publishAsync(`${OWN}/status`, '{"online":true}', { qos: 1, retain: true });
    expect(broker.said()).toEqual(['STATUS reefer-1 {"online":true}']);
  });
});

describe('a gateway', () => {
  it('publishes for itself and for its devices, and the entry says who published', async () => {
    const client = await broker.client('gateway');
    await client.publishAsync(`${OWN}/telemetry`, '1', { qos: 1 });
    await client.publishAsync('cc/v1/other/elsewhere/telemetry', '2', { qos: 1 });
    await client.publishAsync('cc/v1/demo/gateway/status', '3', { qos: 1 });
    const said = broker.entries().filter((entry) => entry.publisherId === 'gateway');
    expect(said.map((entry) => `${entry.kind} ${entry.deviceId}`)).toEqual([
      'CONNECTED gateway',
      'TELEMETRY reefer-1',
      'TELEMETRY elsewhere',
      'STATUS gateway',
    ]);
  });

  it.each([
    ['a device that is not listed for it', 'cc/v1/demo/reefer-2/telemetry'],
    ['a device that does not exist', 'cc/v1/demo/unlisted/telemetry'],
    ['a revoked device', 'cc/v1/demo/lost/telemetry'],
    ['the wrong organisation', 'cc/v1/demo/elsewhere/telemetry'],
  ])('does not publish for %s', async (_, topic) => {
    const client = await broker.raw('gateway');
    client.publish(topic, '{}');
    await client.closed();
    expect(client.acknowledged).toEqual([]);
  });
});

describe('subscriptions', () => {
  async function granted(deviceId: string, ...filters: string[]): Promise<unknown> {
    const client = await broker.raw(deviceId);
    const subscriptions = filters.map((topic) => ({ topic, qos: 1 as const }));
    client.send({ cmd: 'subscribe', messageId: 7, subscriptions });
    await client.until(() => client.received.length > 0 || client.isClosed);
    const answer = client.received[0];
    return answer?.cmd === 'suback' ? answer.granted : 'closed';
  }

  it('are for a device’s own downlink topics', async () => {
    const kinds = ['config', 'cmd', 'time', 'error'];
    expect(await granted('reefer-1', ...kinds.map((kind) => `${OWN}/${kind}`))).toEqual([
      1, 1, 1, 1,
    ]);
    expect(await granted('gateway', `${OWN}/cmd`)).toEqual([1]);
  });

  it('are not for anything else', async () => {
    const filters = [
      '#',
      '+/+/+/+/+',
      `${OWN}/#`,
      `${OWN}/+`,
      `${OWN}/telemetry`,
      'cc/v1/demo/reefer-2/config',
      '$SYS/#',
      '__proto__',
      'constructor',
    ];
    expect(await granted('reefer-1', ...filters)).toEqual(filters.map(() => 128));
  });
});

describe('the api’s own client', () => {
  it('reaches devices, now and retained, and nothing goes into the journal', async () => {
    const link = await broker.link();
    link.send({ type: 'service', clientId: 'api-1', tokenSha256: sha256(tokenOf('api-1')) });
    await link.hello();
    const api = await broker.client('api-1');
    const device = await broker.client('reefer-1');
    const heard: string[] = [];
    const twoHeard = new Promise<void>((resolve) => {
      device.on('message', (topic, payload) => {
        heard.push(`${topic} ${payload.toString()}`);
        if (heard.length === 2) resolve();
      });
    });
    await api.publishAsync(`${OWN}/config`, '{"version":1}', { qos: 1, retain: true });
    await device.subscribeAsync([`${OWN}/config`, `${OWN}/cmd`], { qos: 1 });
    await api.publishAsync(`${OWN}/cmd`, '{"id":"c1"}', { qos: 1 });
    await twoHeard;
    expect(heard.sort()).toEqual([`${OWN}/cmd {"id":"c1"}`, `${OWN}/config {"version":1}`]);
    expect(broker.said()).toEqual([]);
  });

  it('does not publish as a device, and subscribes to nothing', async () => {
    const link = await broker.link();
    link.send({ type: 'service', clientId: 'api-1', tokenSha256: sha256(tokenOf('api-1')) });
    await link.hello();
    const api = await broker.raw('api-1');
    api.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: '#', qos: 0 }] });
    await api.until(() => api.received.length === 1);
    expect(api.received[0]).toMatchObject({ granted: [128] });
    api.publish(`${OWN}/telemetry`, '{}');
    await api.closed();
    expect(broker.said()).toEqual([]);
  });

  it('is let in only as long as its link stands', async () => {
    const link = await broker.link();
    link.send({ type: 'service', clientId: 'api-1', tokenSha256: sha256(tokenOf('api-1')) });
    await link.hello();
    const api = await broker.raw('api-1');
    link.close();
    await api.closed();
    const { client, answer } = await RawClient.connect(broker.port, 'api-1');
    client.socket.destroy();
    expect(answer).toBe(4);
  });
});
