import { Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Connection } from './connection.ts';
import { InFlight } from './in-flight.ts';
import { PublishRate } from './publish-rate.ts';
import { TestBroker } from './testing.ts';

const TELEMETRY = 'cc/v1/demo/reefer-1/telemetry';

function newConnection(): Connection {
  return new Connection(new Socket(), () => {});
}

describe('the rate that a connection may publish at', () => {
  it('lets twice a second’s worth through at once, and pauses with the next', () => {
    const rate = new PublishRate(100, () => 5_000);
    const [one, other] = [newConnection(), newConnection()];
    for (let i = 0; i < 200; i++) rate.note(one);
    expect(one.isPaused).toBe(false);
    rate.note(one);
    rate.note(other);
    expect([one.isPaused, other.isPaused]).toEqual([true, false]);
  });

  it('never pauses who stays below it, nor anybody when it is off', () => {
    let now = 0;
    const rate = new PublishRate(1_500, () => now);
    const off = new PublishRate(0, () => now);
    const [steady, wild] = [newConnection(), newConnection()];
    for (let i = 0; i < 100_000; i++) {
      // A gateway of 50 devices: 50 messages at once, 29 times a second.
      if (i % 50 === 0) now += 1_000 / 29;
      rate.note(steady);
      off.note(wild);
    }
    expect([steady.isPaused, wild.isPaused]).toEqual([false, false]);
  });

  it('is kept apart from waiting for the disk: each is waited for', () => {
    const inFlight = new InFlight({ messagesMax: 2, bytesMax: 1e6, totalBytesMax: 1e6 });
    const rate = new PublishRate(1, () => 0);
    const connection = newConnection();
    for (let i = 0; i < 3; i++) {
      rate.note(connection);
      inFlight.add(connection, 10);
    }
    for (let i = 0; i < 3; i++) inFlight.remove(connection, 10);
    expect(connection.isPausedFor('DISK')).toBe(false);
    expect(connection.isPaused).toBe(true);
  });
});

describe('a device that publishes faster than it may', () => {
  let broker: TestBroker;
  afterEach(() => broker.remove());

  it('is read more slowly, not closed: all of it is stored and acknowledged in order', async () => {
    broker = await TestBroker.startWith(['reefer-1'], { PUBLISHES_PER_SECOND_MAX: '200' });
    const client = await broker.raw('reefer-1', { keepalive: 1 });
    const begun = performance.now();
    // 2 KiB each: some 32 in a chunk that is read.
    for (let i = 1; i <= 600; i++) client.publish(TELEMETRY, 'x'.repeat(2_048), 1, i);
    await client.until(() => client.acknowledged.length === 600 || client.isClosed);
    expect(client.acknowledged).toEqual(Array.from({ length: 600 }, (_, i) => i + 1));
    // 400 at once, the other 200 at 200 a second, but for one chunk that is taken whole.
    expect(performance.now() - begun).toBeGreaterThan(600);
  }, 20_000);
});
