import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY, SimulatedClock } from '@lenglian/quantities';
import { winners, type Reading } from '@lenglian/readings';
import { SAMPLE_START, arrivalsArbitrary } from './arbitrary-readings.ts';
import { CopyDiffersError, copyHistory, type CopiedPart } from './copy-history.ts';
import { expectedSamples } from './expected-history.ts';
import type { ReadingHistory } from './history.ts';
import { openInfluxHistory, type InfluxHistory } from './influx/open-influx-history.ts';
import { findInfluxd, startInfluxd, type RunningInfluxd } from './influxd.ts';
import { openLocalHistory } from './local/open-local-history.ts';
import { openLocalStore } from './local/open-local-store.ts';

const isPossible = findInfluxd() !== undefined || process.env['REQUIRE_ALL'] === '1';
const WINDOW = { from: SAMPLE_START - 10 * DAY, to: SAMPLE_START + 10 * DAY };

async function collected(copy: AsyncIterable<CopiedPart>): Promise<CopiedPart[]> {
  const parts: CopiedPart[] = [];
  for await (const part of copy) parts.push(part);
  return parts;
}

(isPossible ? describe : describe.skip)(
  'a copy to a real InfluxDB (skipped without influxd)',
  () => {
    let directory: string;
    let influxd: RunningInfluxd;
    let source: ReadingHistory;
    let target: InfluxHistory;
    let arrivals: Reading[];

    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'lenglian-copy-'));
      influxd = await startInfluxd();
      target = openInfluxHistory({ url: influxd.url, bucket: 'copy' });
      const database = new DatabaseSync(':memory:');
      const clock = new SimulatedClock(0);
      const store = openLocalStore({ database, directory, clock });
      arrivals = fc.sample(arrivalsArbitrary(['a', 'b']), { seed: 7, numRuns: 20 }).flat(2);
      database.exec('BEGIN');
      store.append(arrivals);
      database.exec('COMMIT');
      while (store.pack(10, true).length > 0);
      store.close();
      database.close();
      source = openLocalHistory({ directory, tail: () => Promise.resolve([]) });
    }, 60_000);

    afterAll(async () => {
      await source?.close();
      await target?.close();
      await influxd?.stop();
      rmSync(directory, { recursive: true });
    });

    async function copied(isDone: (part: { from: number }) => boolean = () => false) {
      const parts: CopiedPart[] = [];
      const options = { source, target, deviceIds: ['a', 'b', 'nobody'], ...WINDOW, isDone };
      for await (const part of copyHistory(options)) parts.push(part);
      return parts;
    }

    it('holds the winners of the source, part by part, and can be taken up again', async () => {
      const first = await copied(({ from }) => from > SAMPLE_START);
      const rest = await copied(({ from }) => from <= SAMPLE_START);
      const parts = [...first, ...rest];
      for (const deviceId of ['a', 'b']) {
        const best = winners(expectedSamples(arrivals, deviceId));
        expect(await target.window({ deviceId, ...WINDOW }, 10_000)).toEqual(best);
        const own = parts.filter((part) => part.deviceId === deviceId);
        expect(own.reduce((sum, { count }) => sum + count, 0)).toBe(best.length);
      }
      expect(await copied()).toEqual(expect.arrayContaining(parts));
    });

    it('says so when the target then holds something else', async () => {
      const stranger = { ...(arrivals[0] as Reading), deviceId: 'c' };
      await target.write([stranger]);
      const copy = copyHistory({ source, target, deviceIds: ['c'], ...WINDOW });
      await expect(collected(copy)).rejects.toThrow(CopyDiffersError);
    });
  },
);
