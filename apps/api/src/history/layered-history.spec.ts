import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import { MemoryHistory } from '../testing/memory-history.ts';
import { LayeredHistory } from './layered-history.ts';

const NOW = Date.UTC(2025, 8, 18, 6);
/** 90 days back, to the next whole day. */
const CUT = Date.UTC(2025, 5, 21);
const near = new MemoryHistory();
const far = new MemoryHistory();
const sut = new LayeredHistory({ near, far, nearKeeps: 90 * DAY, clock: { now: () => NOW } });

const times = [CUT - 2 * HOUR, CUT - HOUR, CUT, CUT + HOUR];
for (const measuredAt of times) {
  // Both hold everything here: what is read twice would show.
  near.readings.push(aReading({ measuredAt }));
  far.readings.push(aReading({ measuredAt }));
}
const whole = { deviceId: 'device-1', from: CUT - DAY, to: CUT + DAY };
const timesOf = (readings: { measuredAt: number }[]) => readings.map((r) => r.measuredAt);

describe(LayeredHistory.name, () => {
  it('reads each moment from one history only, in order', async () => {
    expect(timesOf(await sut.window(whole, 100))).toEqual(times);
    expect(timesOf(await sut.window(whole, 3))).toEqual(times.slice(0, 3));
    const exported = [];
    for await (const page of sut.export(whole)) exported.push(...page);
    expect(timesOf(exported)).toEqual(times);
    const counts = (await sut.rollUps(whole, DAY)).map(({ start, count }) => ({ start, count }));
    expect(new Set(counts.map(({ count }) => count))).toEqual(new Set([2]));
    expect(counts[0]?.start).toBe(CUT - DAY);
  });

  it('does not ask the far one for what the near one keeps', async () => {
    far.window = () => Promise.reject(new RangeError('asked the far history'));
    expect(timesOf(await sut.window({ ...whole, from: CUT }, 100))).toEqual(times.slice(2));
    await expect(sut.window(whole, 100)).rejects.toThrow('asked the far history');
  });
});
