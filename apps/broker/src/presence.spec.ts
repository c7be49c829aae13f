import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JournalEntry } from '@lenglian/journal';
import { TestBroker, toldBy } from './testing.ts';

let broker: TestBroker;
beforeEach(async () => {
  broker = await TestBroker.startWith(['reefer-1', 'reefer-2']);
});
afterEach(() => broker.remove());

/** What the journal tells of a device: its entries' kinds, a DISCONNECTED with its reason. */
function story(deviceId: string): string[] {
  return broker
    .entries()
    .filter((entry) => entry.deviceId === deviceId)
    .map((entry) =>
      entry.kind === 'DISCONNECTED'
        ? `${entry.kind} ${String(toldBy(entry)['reason'])}`
        : entry.kind,
    );
}

function isEndOf(deviceId: string): (entry: JournalEntry) => boolean {
  return (entry) => entry.kind === 'DISCONNECTED' && entry.deviceId === deviceId;
}

describe('the journal tells', () => {
  it('that the broker started, and what time it is', async () => {
    const first = await broker.entryWhere(() => true);
    expect(first).toMatchObject({ kind: 'STARTED', deviceId: '' });
    const link = await broker.link();
    const { end } = await link.hello();
    const later = await link.next('wake', (wake) => wake.end.seq > end.seq);
    expect(later.end.epoch).toBe(end.epoch);
  });

  it('who came, from where, and that they said goodbye', async () => {
    const client = await broker.client('reefer-1');
    await client.endAsync();
    await broker.entryWhere(isEndOf('reefer-1'));
    expect(story('reefer-1')).toEqual(['CONNECTED', 'DISCONNECTED DISCONNECT']);
    const came = broker.entries().find((entry) => entry.kind === 'CONNECTED');
    expect(toldBy(came as JournalEntry)).toEqual({ address: '127.0.0.1' });
  });

  it('the last will of a connection that was lost, and then its end', async () => {
    const client = await broker.raw('reefer-1', {
      will: {
        topic: 'cc/v1/demo/reefer-1/status',
        payload: Buffer.from('{"online":false}'),
        qos: 1,
        retain: true,
      },
    });
    client.socket.destroy();
    await broker.entryWhere(isEndOf('reefer-1'));
    expect(story('reefer-1')).toEqual(['CONNECTED', 'STATUS', 'DISCONNECTED CONNECTION_LOST']);
  });

  it('the end of a session that is taken over before the new one begins', async () => {
    const first = await broker.raw('reefer-1');
    await broker.raw('reefer-1');
    await first.closed();
    const end = await broker.entryWhere(isEndOf('reefer-1'));
    await broker.entryWhere(({ kind, seq }) => kind === 'CONNECTED' && seq > end.seq);
    expect(story('reefer-1')).toEqual(['CONNECTED', 'DISCONNECTED TAKEN_OVER', 'CONNECTED']);
  });

  it('that a client is silent for longer than it promised', async () => {
    const client = await broker.raw('reefer-1', { keepalive: 1 });
    await client.closed();
    await broker.entryWhere(isEndOf('reefer-1'));
    expect(story('reefer-1').at(-1)).toBe('DISCONNECTED KEEPALIVE');
  });

  it('that a client talks nonsense', async () => {
    const client = await broker.raw('reefer-1');
    client.socket.write(Buffer.from([0xff, 0xff]));
    await client.closed();
    await broker.entryWhere(isEndOf('reefer-1'));
    expect(story('reefer-1').at(-1)).toBe('DISCONNECTED PROTOCOL_ERROR');
  });

  it('the end of every session when the broker stops, without last wills', async () => {
    const will = {
      topic: 'cc/v1/demo/reefer-1/status',
      payload: Buffer.from('{"online":false}'),
      qos: 1 as const,
      retain: false,
    };
    await broker.raw('reefer-1', { will });
    await broker.raw('reefer-2');
    await broker.stop();
    expect(story('reefer-1')).toEqual(['CONNECTED', 'DISCONNECTED SHUTDOWN']);
    expect(story('reefer-2')).toEqual(['CONNECTED', 'DISCONNECTED SHUTDOWN']);
  });
});
