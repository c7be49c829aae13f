import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '@lenglian/quantities';
import { QualityFlag, contentHash, noValues, winners, type Reading } from '@lenglian/readings';
import { SAMPLE_START, arrivalsArbitrary } from './arbitrary-readings.ts';
import { expectedRollUps, expectedSamples } from './expected-history.ts';
import { ROLL_UP_WIDTHS, type HistoryWindow, type ReadingHistory } from './history.ts';

/** A history and the way in which samples reach it. */
export interface HistoryUnderTest {
  readonly history: ReadingHistory;
  /** Samples come in, in this order; when it resolves, the history tells of them. */
  readonly arrive: (readings: readonly Reading[]) => Promise<void>;
  /** Whether exports have the losers of contested instants too. */
  readonly keepsLosers: boolean;
}

const EVER = { from: SAMPLE_START - 30 * DAY, to: SAMPLE_START + 30 * DAY };

/**
 * What every history does, whatever keeps it. Each case uses devices of its own, so that one
 * database serves the whole suite.
 *
 * @param under asked inside the cases only
 */
export function describeHistory(under: () => HistoryUnderTest, numRuns: number): void {
  let cases = 0;
  const freshDevice = (): string => `case ${cases++}, 香梨="1"'\\x`;

  describe('late, repeated and conflicting samples', () => {
    it('end the same in any order: windows, roll-ups, exports', async () => {
      await fc.assert(
        fc.asyncProperty(arrivalsArbitrary(['a', 'b']), async (pages) => {
          const { history, arrive, keepsLosers } = under();
          const prefix = freshDevice();
          const renamed = pages.map((page) =>
            page.map((reading) => ({ ...reading, deviceId: `${prefix} ${reading.deviceId}` })),
          );
          for (const page of renamed) await arrive(page);
          for (const name of ['a', 'b']) {
            const deviceId = `${prefix} ${name}`;
            const expected = expectedSamples(renamed.flat(), deviceId);
            const best = winners(expected);
            const window = { deviceId, ...EVER };
            expect(await history.window(window, 1_000)).toEqual(best);
            expect(await exported(history, window)).toEqual(keepsLosers ? expected : best);
            for (const width of ROLL_UP_WIDTHS) {
              expect(await history.rollUps(window, width)).toEqual(expectedRollUps(best, width));
            }
          }
        }),
        { numRuns },
      );
    }, 60_000);

    it('leave nothing of the loser of an instant behind', async () => {
      const { history, arrive } = under();
      const deviceId = freshDevice();
      const loser = reading(deviceId, 0, { 1: 4.1, 2: 5.2, 13: 1 }, { seq: 1, index: 2 });
      const winner = reading(deviceId, 0, { 1: 4.3 }, { seq: 2, excluded: 0, flags: 0 });
      await arrive([{ ...loser, excluded: 6, flags: QualityFlag.SENTINEL }]);
      await arrive([winner]);
      const contested = { ...winner, flags: QualityFlag.CONTESTED };
      const window = { deviceId, ...EVER };
      expect(await history.window(window, 10)).toEqual([contested]);
      expect((await history.rollUps(window, HOUR)).map(({ channel }) => channel)).toEqual([1]);
      await arrive([loser]);
      expect(await history.window(window, 10)).toEqual([contested]);
    });
  });

  describe('a window', () => {
    it('has its beginning, not its end, and at most so many', async () => {
      const { history, arrive } = under();
      const deviceId = freshDevice();
      const all = [0, 1, 2, 3, 400, 800].map((minute) => reading(deviceId, minute, { 1: minute }));
      await arrive(all);
      const window = { deviceId, from: SAMPLE_START + MINUTE, to: SAMPLE_START + 800 * MINUTE };
      expect(await history.window(window, 100)).toEqual(all.slice(1, 5));
      expect(await history.window(window, 2)).toEqual(all.slice(1, 3));
      expect(await history.window(window, 0)).toEqual([]);
      expect(await history.window({ ...window, to: window.from }, 9)).toEqual([]);
    });

    it('may be open at both ends', async () => {
      const { history, arrive } = under();
      const deviceId = freshDevice();
      const all = [-20_000, 0, 20_000].map((minute) => reading(deviceId, minute, { 1: 4 }));
      await arrive(all);
      expect(await history.window({ deviceId, from: -Infinity, to: Infinity }, 9)).toEqual(all);
    });

    it('of a device that never spoke is empty', async () => {
      const { history } = under();
      const window = { deviceId: freshDevice(), ...EVER };
      expect(await history.window(window, 10)).toEqual([]);
      expect(await history.rollUps(window, HOUR)).toEqual([]);
      expect(await exported(history, window)).toEqual([]);
    });
  });

  it('leaves gaps as gaps, also of one channel only', async () => {
    const { history, arrive } = under();
    const deviceId = freshDevice();
    await arrive([
      reading(deviceId, 0, { 1: 1, 2: 7 }),
      reading(deviceId, 1, { 1: 2 }),
      reading(deviceId, 180, { 1: 3 }),
    ]);
    const start = SAMPLE_START;
    expect(await history.rollUps({ deviceId, ...EVER }, HOUR)).toEqual([
      { start, channel: 1, min: 1, max: 2, mean: 1.5, count: 2 },
      { start, channel: 2, min: 7, max: 7, mean: 7, count: 1 },
      { start: start + 3 * HOUR, channel: 1, min: 3, max: 3, mean: 3, count: 1 },
    ]);
  });

  it('keeps excluded values as evidence and out of roll-ups', async () => {
    const { history, arrive } = under();
    const deviceId = freshDevice();
    const sentinel = reading(deviceId, 0, { 1: -127, 2: 4 }, { excluded: 2, flags: 4 });
    await arrive([sentinel, reading(deviceId, 1, { 1: 3 })]);
    expect(await history.window({ deviceId, ...EVER }, 1)).toEqual([sentinel]);
    const rollUps = await history.rollUps({ deviceId, ...EVER }, DAY);
    expect(rollUps.map(({ channel, min, count }) => [channel, min, count])).toEqual([
      [1, 3, 1],
      [2, 4, 1],
    ]);
  });

  it('exports more than one page, each sample once and in order', async () => {
    const { history, arrive } = under();
    const deviceId = freshDevice();
    const all = Array.from({ length: 12_000 }, (_, i) => reading(deviceId, i / 4, { 1: i / 10 }));
    await arrive(all);
    let count = 0;
    let pages = 0;
    for await (const page of history.export({ deviceId, ...EVER })) {
      expect(page).toEqual(all.slice(count, count + page.length));
      count += page.length;
      pages++;
    }
    expect(count).toBe(12_000);
    expect(pages).toBeGreaterThan(1);
    expect((await history.window({ deviceId, ...EVER }, 7_000)).length).toBe(7_000);
  }, 30_000);
}

async function exported(history: ReadingHistory, window: HistoryWindow): Promise<Reading[]> {
  const all: Reading[] = [];
  for await (const page of history.export(window)) all.push(...page);
  return all;
}

function reading(
  deviceId: string,
  minute: number,
  channels: Record<number, number>,
  changes: Partial<Reading> = {},
): Reading {
  const values = noValues();
  for (const [channel, value] of Object.entries(channels)) values[Number(channel)] = value;
  const measuredAt = SAMPLE_START + minute * MINUTE;
  const identity = { boot: 1, seq: 4 * minute + 1_000_000, index: 0, hash: contentHash(values) };
  const rest = { receivedAt: measuredAt + 400, flags: 0, excluded: 0, values };
  return { deviceId, measuredAt, ...identity, ...rest, ...changes };
}
