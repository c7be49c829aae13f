import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SegmentReader, type JournalEntry } from '@lenglian/journal';
import { join } from 'node:path';
import { TestBroker } from './testing.ts';

let broker: TestBroker;
beforeEach(async () => {
  broker = await TestBroker.startWith(['driver'], { CLOCK: 'simulated' });
});
afterEach(() => broker.remove());

function ticks(): number[] {
  const reader = new SegmentReader(join(broker.directory, 'journal'));
  const page = reader.read(reader.beginning(), 100_000);
  reader.close();
  const isTick = (entry: JournalEntry): boolean => entry.kind === 'TICK';
  return page.entries.filter(isTick).map((entry) => entry.receivedAt);
}

describe('simulated time', () => {
  it('goes where a simulator drives it, and ticks are stored when it is acknowledged', async () => {
    const driver = await broker.client('driver');
    const start = 1_800_000_000_000;
    await driver.publishAsync('cc/v1/clock', JSON.stringify({ now: start }), { qos: 1 });
    expect(ticks()).toEqual([start]);

    const later = start + 12 * 60_000;
    await driver.publishAsync('cc/v1/clock', JSON.stringify({ now: later }), { qos: 1 });
    expect(ticks()).toEqual([start, start + 300_000, start + 600_000, later]);

    await driver.publishAsync('cc/v1/demo/driver/event', 'now', { qos: 1 });
    expect(broker.entries().at(-1)).toMatchObject({ kind: 'EVENT', receivedAt: later });
  });

  it('never goes back, not even over a restart', async () => {
    const driver = await broker.client('driver');
    await driver.publishAsync('cc/v1/clock', '{"now":5000}', { qos: 1 });
    await driver.publishAsync('cc/v1/clock', '{"now":1000}', { qos: 1 });
    await broker.stop();
    await broker.start();
    const again = await broker.client('driver');
    await again.publishAsync('cc/v1/clock', '{"now":2000}', { qos: 1 });
    expect(ticks()).toEqual([5_000, 5_000, 5_000]);
  });

  it('is not moved by what is no time', async () => {
    const driver = await broker.raw('driver');
    driver.publish('cc/v1/clock', '{"now":"noon"}');
    await driver.closed();
    expect(driver.acknowledged).toEqual([]);
  });
});
