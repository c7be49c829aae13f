import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LATE_BOUNDS_MS } from '@lenglian/diagnostics';
import { probesOf } from './probes-of.ts';
import { StallWatch } from './stall-watch.ts';

/** `/metrics` of a process whose probes all came at most so late. */
function toldProbes(of: string, late: number, all: number): string {
  const counts = LATE_BOUNDS_MS.map((bound) => (late <= bound ? all : 0));
  return [...counts, all]
    .map((count, i) => {
      const le = LATE_BOUNDS_MS[i] ?? '+Inf';
      return `lenglian_event_loop_probes{of="${of}",le="${le}",process="api"} ${count}\n`;
    })
    .join('');
}

describe(probesOf.name, () => {
  const text = `# HELP lenglian_event_loop_probes Probes\n${toldProbes('api', 40, 7)}${toldProbes('broker', 2, 9)}`;

  it('reads the counts of one process, bound for bound, and then all', () => {
    const [api, broker] = [probesOf('api', text), probesOf('broker', text)];
    expect(api).toHaveLength(LATE_BOUNDS_MS.length + 1);
    expect([api[LATE_BOUNDS_MS.indexOf(30)], api[LATE_BOUNDS_MS.indexOf(40)], api.at(-1)]).toEqual([
      ...[0, 7, 7],
    ]);
    expect([broker[0], broker[LATE_BOUNDS_MS.indexOf(2)], broker.at(-1)]).toEqual([0, 9, 9]);
  });

  it('has no counts where none are told', () => {
    expect(probesOf('broker', toldProbes('api', 1, 7)).every(Number.isNaN)).toBe(true);
    const lacking = text.replace(/^.*of="api",le="500".*$/m, '');
    expect(probesOf('api', lacking)[LATE_BOUNDS_MS.indexOf(500)]).toBeNaN();
  });
});

describe(StallWatch.name, () => {
  let server: http.Server;
  let url: string;
  /** What `/metrics` says at each look, from the first on. */
  let told: (look: number) => string;
  let mostAtOnce: number;

  beforeEach(async () => {
    mostAtOnce = 0;
    let [looks, atOnce] = [0, 0];
    const answer = async (response: http.ServerResponse): Promise<void> => {
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      // Whoever asks meanwhile is heard.
      for (let turn = 0; turn < 200; turn++) await nextTurn();
      atOnce--;
      response.end(told(looks++));
    };
    server = http.createServer((_request, response) => void answer(response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  async function rowsOf() {
    const watch = new StallWatch(url);
    await watch.start();
    await watch.stop();
    return watch.rows('a load');
  }

  it('counts what the broker tells only after the end, too', async () => {
    // Its figures come with every second look: also the last look of the start, and that of the end, are of new ones.
    told = (look) =>
      toldProbes('api', 1, look) + toldProbes('broker', 1, 100 + 10 * Math.floor(look / 2));
    const rows = await rowsOf();
    const p99 = rows.filter(({ variant }) => variant.includes('p99'));
    expect(p99).toMatchObject([
      { variant: 'broker p99, a load', met: true, note: expect.stringContaining('of 10 probes') },
      { variant: 'api p99, a load', met: true },
    ]);
  });

  it('looks once at a time, so that no look is overwritten by one before it', async () => {
    told = (look) => toldProbes('api', 1, look) + toldProbes('broker', 1, look);
    const watch = new StallWatch(url);
    await watch.start();
    mostAtOnce = 0;
    await Promise.all([watch.stop(), watch.stop(), watch.stop()]);
    expect(mostAtOnce).toBe(1);
  });

  it('is not met by a process that tells nothing of itself', async () => {
    told = (look) => toldProbes('broker', 1, look + 1);
    const rows = await rowsOf();
    expect(rows.find(({ variant }) => variant.startsWith('api p99'))).toMatchObject({ met: false });
    expect(rows.find(({ variant }) => variant.startsWith('broker p99'))).toMatchObject({
      met: true,
    });
  });

  it('is not met by a process that began anew meanwhile', async () => {
    told = (look) =>
      toldProbes('api', 1, look < 2 ? 500 : look) + toldProbes('broker', 1, look + 1);
    const rows = await rowsOf();
    expect(rows.find(({ variant }) => variant.startsWith('api p99'))).toMatchObject({ met: false });
  });
});
