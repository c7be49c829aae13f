import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqttPacket from 'mqtt-packet';
import { RawClient, TestBroker, access, tokenOf } from './testing.ts';

describe('signing in', () => {
  let broker: TestBroker;
  beforeAll(async () => {
    broker = await TestBroker.startWith([
      'reefer-1',
      'constructor',
      access('stolen', { revoked: true }),
    ]);
  });
  afterAll(() => broker.remove());

  async function answerTo(
    deviceId: string,
    given: Parameters<typeof RawClient.connect>[2] = {},
  ): Promise<number | 'closed'> {
    const { client, answer } = await RawClient.connect(broker.port, deviceId, given);
    client.socket.destroy();
    return answer;
  }

  it('lets in a listed device with its token, by MQTT 3.1.1 and 3.1', async () => {
    expect(await answerTo('reefer-1')).toBe(0);
    expect(await answerTo('reefer-1', { protocolId: 'MQIsdp', protocolVersion: 3 })).toBe(0);
  });

  it('lets in a device whose id is the name of something every object has', async () => {
    expect(await answerTo('constructor')).toBe(0);
  });

  it.each(['__proto__', 'toString', 'unheard-of', '$SYS', 'a/b', '#'])(
    'refuses %s, which is not listed',
    async (deviceId) => {
      expect(await answerTo(deviceId)).toBe(4);
    },
  );

  it('refuses a wrong token, another user name, and nobody at all', async () => {
    expect(await answerTo('reefer-1', { password: Buffer.from('guess') })).toBe(4);
    expect(await answerTo('reefer-1', { username: 'constructor' })).toBe(4);
    expect(await answerTo('reefer-1', { password: Buffer.from(tokenOf('constructor')) })).toBe(4);
    const nobody = { clientId: 'reefer-1', username: undefined, password: undefined };
    expect(await answerTo('reefer-1', nobody)).toBe(5);
  });

  it('refuses an empty client id, with a clean session and without', async () => {
    expect(await answerTo('', { username: 'reefer-1', clean: true })).toBe(2);
    // mqtt-packet does not write the other, so its clean flag is taken away afterwards.
    const packet = mqttPacket.generate({
      cmd: 'connect',
      clientId: '',
      username: 'reefer-1',
      password: Buffer.from(tokenOf('reefer-1')),
      clean: true,
    });
    packet[9] = (packet[9] as number) & ~0x02;
    const bare = await RawClient.open(broker.port);
    bare.socket.write(packet);
    await bare.closed();
    expect(bare.received).toEqual([expect.objectContaining({ cmd: 'connack', returnCode: 2 })]);
  });

  it('refuses a revoked device', async () => {
    expect(await answerTo('stolen')).toBe(5);
  });

  it('answers MQTT 5 with "unacceptable protocol version"', async () => {
    expect(await answerTo('reefer-1', { protocolVersion: 5 })).toBe(1);
  });

  it('refuses a last will to a topic that is not the device’s own', async () => {
    const will = (topic: string) => ({
      will: { topic, payload: Buffer.from('gone'), qos: 1 as const, retain: false },
    });
    expect(await answerTo('reefer-1', will('cc/v1/demo/constructor/status'))).toBe(5);
    expect(await answerTo('reefer-1', will('cc/v1/demo/reefer-1/config'))).toBe(5);
    expect(await answerTo('reefer-1', will('cc/v1/demo/reefer-1/status'))).toBe(0);
  });

  it('closes who sends something else before CONNECT, or a second CONNECT', async () => {
    const early = await RawClient.open(broker.port);
    early.publish('cc/v1/demo/reefer-1/telemetry', '{}');
    await early.closed();
    const { client } = await RawClient.connect(broker.port, 'reefer-1');
    client.send({ cmd: 'connect', clientId: 'reefer-1', protocolId: 'MQTT', protocolVersion: 4 });
    await client.closed();
    expect(client.received).toEqual([]);
  });
});

describe('a broker that never had a device list', () => {
  it('asks devices to come again, and does not call their tokens wrong', async () => {
    const broker = await TestBroker.start();
    const { client, answer } = await RawClient.connect(broker.port, 'reefer-1');
    expect(answer).toBe(3);
    client.socket.destroy();
    await broker.remove();
  });
});

describe('a broker below its reserve', () => {
  it('lets nobody in', async () => {
    const broker = await TestBroker.startWith(['reefer-1'], {
      JOURNAL_RESERVE_BYTES: String(Number.MAX_SAFE_INTEGER),
    });
    const { client, answer } = await RawClient.connect(broker.port, 'reefer-1');
    expect(answer).toBe(3);
    client.socket.destroy();
    await broker.remove();
  });
});
