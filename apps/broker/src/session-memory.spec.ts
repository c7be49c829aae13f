import { describe, expect, it } from '@jest/globals';
import { SessionMemory } from './session-memory.ts';

const client = { id: 'reefer-1' };

function packet(topic: string, payload: string) {
  return { topic, payload: Buffer.from(payload) };
}

async function queued(memory: SessionMemory): Promise<string[]> {
  const packets = (await memory.outgoingStream(client).toArray()) as { payload: Buffer }[];
  return packets.map(({ payload }) => payload.toString());
}

describe('the memory of sessions', () => {
  it('keeps one retained message a topic, and none after an empty one', async () => {
    const memory = new SessionMemory(10);
    await memory.storeRetained(packet('a', '1'));
    await memory.storeRetained(packet('a', '2'));
    await memory.storeRetained(packet('__proto__', '3'));
    const found = await memory.createRetainedStreamCombi(['a', '__proto__', 'b']).toArray();
    expect((found as { payload: Buffer }[]).map(({ payload }) => payload.toString())).toEqual([
      '2',
      '3',
    ]);
    await memory.storeRetained(packet('a', ''));
    expect(await memory.createRetainedStreamCombi(['a']).toArray()).toEqual([]);
  });

  it('knows who subscribed to a topic with QoS 1, and forgets them', async () => {
    const memory = new SessionMemory(10);
    await memory.addSubscriptions(client, [
      { topic: 'a', qos: 1 },
      { topic: 'b', qos: 0 },
    ]);
    expect(await memory.subscriptionsByTopic('a')).toEqual([
      { clientId: 'reefer-1', topic: 'a', qos: 1 },
    ]);
    expect(await memory.subscriptionsByTopic('b')).toEqual([]);
    expect(await memory.subscriptionsByClient(client)).toHaveLength(2);
    await memory.addSubscriptions(client, [{ topic: 'a', qos: 0 }]);
    expect(await memory.subscriptionsByTopic('a')).toEqual([]);
    await memory.cleanSubscriptions(client);
    expect(await memory.subscriptionsByClient(client)).toEqual([]);
  });

  it('keeps a bounded queue for who is away, dropping the oldest', async () => {
    const memory = new SessionMemory(3);
    for (const text of ['1', '2', '3', '4', '5']) {
      await memory.outgoingEnqueue({ clientId: client.id }, packet('a', text));
    }
    expect(await queued(memory)).toEqual(['3', '4', '5']);
  });

  it('takes a message out of the queue by its packet id', async () => {
    const memory = new SessionMemory(3);
    const first = { ...packet('a', '1'), brokerId: 'b', brokerCounter: 1 };
    const second = { ...packet('a', '2'), brokerId: 'b', brokerCounter: 2 };
    await memory.outgoingEnqueueCombi([{ clientId: client.id }], first);
    await memory.outgoingEnqueueCombi([{ clientId: client.id }], second);
    await memory.outgoingUpdate(client, { ...first, messageId: 41 });
    await memory.outgoingUpdate(client, { ...second, messageId: 42 });
    expect(await memory.outgoingClearMessageId(client, { ...first, messageId: 41 })).toMatchObject({
      brokerCounter: 1,
    });
    expect(await queued(memory)).toEqual(['2']);
  });

  it('remembers of a QoS 2 message that it was there, until it is released', async () => {
    const memory = new SessionMemory(3);
    const received = { ...packet('a', '1'), messageId: 5 };
    await expect(memory.incomingGetPacket(client, received)).rejects.toBeDefined();
    await memory.incomingStorePacket(client, received);
    await expect(memory.incomingGetPacket(client, received)).resolves.toBe(received);
    await memory.incomingDelPacket(client, received);
    await expect(memory.incomingDelPacket(client, received)).rejects.toBeDefined();
  });
});
