import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, MINUTE } from '@lenglian/quantities';
import { contentHash, noValues, winners, type Reading } from '@lenglian/readings';
import { SAMPLE_START } from '../arbitrary-readings.ts';
import { expectedSamples } from '../expected-history.ts';
import { HistoryNotUsableError, HistoryUnavailableError } from '../history-errors.ts';
import { describeHistory } from '../history.contract.ts';
import { findInfluxd, startInfluxd, type RunningInfluxd } from '../influxd.ts';
import { openInfluxHistory, type InfluxHistory } from './open-influx-history.ts';
import type { InfluxOptions } from './influx-server.ts';

const isRequired = process.env['REQUIRE_ALL'] === '1';
const describeInflux1 = findInfluxd() !== undefined || isRequired ? describe : describe.skip;
const describeInflux2 = process.env['REQUIRE_INFLUX2'] === '1' ? describe : describe.skip;

/** Writes as the historian does: the winners of the instants that changed, from a local store. */
function historianFor(history: InfluxHistory) {
  const byDevice = new Map<string, Reading[]>();
  return async (readings: readonly Reading[]): Promise<void> => {
    for (const [deviceId, added] of Map.groupBy(readings, (reading) => reading.deviceId)) {
      const all = [...(byDevice.get(deviceId) ?? []), ...added];
      byDevice.set(deviceId, all);
      const changed = new Set(added.map(({ measuredAt }) => measuredAt));
      const dirty = winners(expectedSamples(all, deviceId)).filter((r) =>
        changed.has(r.measuredAt),
      );
      expect(await history.write(dirty)).toEqual([]);
    }
  };
}

function reading(deviceId: string, minute: number, changes: Partial<Reading> = {}): Reading {
  const values = noValues();
  values[1] = 4;
  const measuredAt = SAMPLE_START + minute * MINUTE;
  const identity = { boot: 1, seq: minute, index: 0, hash: contentHash(values) };
  const rest = { receivedAt: measuredAt, flags: 0, excluded: 0, values };
  return { deviceId, measuredAt, ...identity, ...rest, ...changes };
}

/** Runs a statement to its end: the status comes before it is done. */
async function tell(influxd: RunningInfluxd, statement: string): Promise<void> {
  const url = `${influxd.url}/query?q=${encodeURIComponent(statement)}`;
  await (await fetch(url, { method: 'POST' })).text();
}

describeInflux1('the history in a real InfluxDB 1.x (skipped without influxd)', () => {
  let influxd: RunningInfluxd;
  let history: InfluxHistory;

  beforeAll(async () => {
    influxd = await startInfluxd();
    history = openInfluxHistory({ url: influxd.url, bucket: 'lenglian "1"' });
  }, 60_000);

  afterAll(async () => {
    await history?.close();
    await influxd?.stop();
  });

  describeHistory(() => ({ history, arrive: historianFor(history), keepsLosers: false }), 25);

  it('makes its database, and finds it usable', async () => {
    const fresh = openInfluxHistory({ url: influxd.url, bucket: 'made-here' });
    expect(await fresh.check()).toEqual({
      isUsable: true,
      version: expect.stringMatching(/^1\./),
      problem: '',
    });
    expect(await fresh.window({ deviceId: 'lenglian.check', from: 0, to: Infinity }, 1)).toEqual(
      [],
    );
    await fresh.close();
  });

  it('makes its database again when somebody dropped it', async () => {
    const fresh = openInfluxHistory({ url: influxd.url, bucket: 'dropped' });
    await fresh.write([reading('a', 0)]);
    await tell(influxd, 'DROP DATABASE dropped');
    await expect(fresh.write([reading('a', 0)])).rejects.toThrow(HistoryUnavailableError);
    expect(await fresh.write([reading('a', 0)])).toEqual([]);
    await fresh.close();
  });

  it('finds the points that are refused for good among those that are not', async () => {
    const database = 'conflict';
    const fresh = openInfluxHistory({ url: influxd.url, bucket: database });
    await fresh.write([reading('a', 0)]);
    // Somebody else made text of this field, in this week.
    const body = `readings,device=x batteryVolts="full" ${SAMPLE_START * 1e6}`;
    await fetch(`${influxd.url}/write?db=${database}`, { method: 'POST', body });
    const withVolts = noValues();
    withVolts[17] = 12;
    const bad = [reading('a', 3, { values: withVolts }), reading('a', 4, { values: withVolts })];
    const good = [0, 1, 2, 5, 6].map((minute) => reading('a', minute));
    const refused = await fresh.write([...good.slice(0, 3), ...bad, ...good.slice(3)]);
    expect(refused.map((r) => [r.reading.measuredAt, r.reason])).toEqual(
      bad.map((r) => [r.measuredAt, 'REFUSED']),
    );
    expect(refused[0]?.detail).toContain('field type conflict');
    const window = { deviceId: 'a', from: SAMPLE_START, to: SAMPLE_START + DAY };
    expect(await fresh.window(window, 10)).toEqual(good);
    await fresh.close();
  });

  it('tells what is beyond the retention as expired, and keeps the rest', async () => {
    await tell(influxd, 'CREATE DATABASE short WITH DURATION 7d');
    const fresh = openInfluxHistory({ url: influxd.url, bucket: 'short' });
    const today = reading('a', Math.floor((Date.now() - SAMPLE_START) / MINUTE));
    const old = Array.from({ length: 20 }, (_, i) => reading('a', -60 * 1440 + i));
    const refused = await fresh.write([...old.slice(0, 9), today, ...old.slice(9)]);
    expect(refused.map(({ reading, reason }) => [reading, reason])).toEqual(
      old.map((r) => [r, 'EXPIRED']),
    );
    expect(await fresh.window({ deviceId: 'a', from: 0, to: Infinity }, 99)).toEqual([today]);
    expect((await fresh.check()).isUsable).toBe(true);
    await fresh.close();
  });

  it('holds no sample any more at an instant that was erased', async () => {
    await history.write([0, 1, 2].map((minute) => reading('erased', minute)));
    expect(await history.erase([reading('erased', 1)])).toEqual([]);
    const window = { deviceId: 'erased', from: SAMPLE_START, to: SAMPLE_START + DAY };
    expect(await history.window(window, 10)).toEqual([reading('erased', 0), reading('erased', 2)]);
    expect((await history.rollUps(window, DAY)).map(({ count }) => count)).toEqual([2]);
    await history.write([reading('erased', 1)]);
    expect((await history.window(window, 10)).length).toBe(3);
  });

  it('works again by itself after the server was away', async () => {
    const own = await startInfluxd();
    const fresh = openInfluxHistory({ url: own.url, bucket: 'x' });
    await fresh.write([reading('a', 0)]);
    await own.stop();
    await expect(fresh.write([reading('a', 0)])).rejects.toThrow(HistoryUnavailableError);
    await expect(fresh.window({ deviceId: 'a', from: 0, to: Infinity }, 9)).rejects.toThrow(
      HistoryUnavailableError,
    );
    expect((await fresh.check()).problem).toContain('ECONNREFUSED');
    await fresh.close();
  }, 30_000);
});

describeInflux2('the history in InfluxDB 2.x (runs with REQUIRE_INFLUX2=1 and INFLUX_URL)', () => {
  let history: InfluxHistory;

  beforeAll(() => {
    history = openInfluxHistory({
      url: process.env['INFLUX_URL'] ?? '',
      token: process.env['INFLUX_TOKEN'],
      organisation: process.env['INFLUX_ORG'],
      bucket: process.env['INFLUX_BUCKET'] ?? 'lenglian',
    });
  });

  afterAll(() => history.close());

  it('is usable', async () => {
    expect(await history.check()).toMatchObject({ isUsable: true, problem: '' });
  });

  describeHistory(() => ({ history, arrive: historianFor(history), keepsLosers: false }), 25);
});

describe('an InfluxDB that answers badly', () => {
  let server: Server | undefined;
  let history: InfluxHistory | undefined;

  afterEach(async () => {
    await history?.close();
    server?.closeAllConnections();
    server?.close();
  });

  async function open(
    answer: RequestListener,
    version = '1.8.10',
    options: Partial<InfluxOptions> = {},
  ): Promise<InfluxHistory> {
    server = createServer((request, response) => {
      request.resume();
      if (request.url === '/ping') response.setHeader('x-influxdb-version', version);
      if (request.url === '/ping' || request.url?.includes('CREATE')) response.writeHead(204).end();
      else answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    history = openInfluxHistory({ url: `http://127.0.0.1:${port}`, bucket: 'b', ...options });
    return history;
  }

  it.each([401, 403, 404, 408, 429, 500, 503])(
    'with %i may work later, and no reading is lost by it',
    async (status) => {
      const fake = await open((_, response) => response.writeHead(status).end('{"error":"no"}'));
      await expect(fake.write([reading('a', 0)])).rejects.toThrow(HistoryUnavailableError);
      const check = await fake.check();
      expect(check).toMatchObject({ isUsable: false, version: '1.8.10' });
      expect(check.problem).toContain(String(status));
    },
  );

  it('too slowly may work later', async () => {
    const fake = await open(() => {}, '1.8.10', { timeout: 50 });
    await expect(fake.write([reading('a', 0)])).rejects.toThrow(HistoryUnavailableError);
  });

  it('that a batch is too large gets smaller ones', async () => {
    let accepted = 0;
    const fake = await open((request, response) => {
      const isSmall = Number(request.headers['content-length']) < 400;
      if (isSmall) accepted++;
      response.writeHead(isSmall ? 204 : 413).end();
    });
    expect(await fake.write(Array.from({ length: 16 }, (_, i) => reading('a', i)))).toEqual([]);
    expect(accepted).toBeGreaterThan(4);
  });

  it('asks 2.x for its bucket, with the token, where 2.x listens', async () => {
    const asked: string[] = [];
    const fake = await open(
      (request, response) => {
        asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
        response.writeHead(204).end();
      },
      'v2.7.11',
      { token: 'a:secret', organisation: 'demo', bucket: 'cold chain' },
    );
    await fake.write([reading('a', 0)]);
    expect(asked).toEqual([
      'POST /api/v2/write?org=demo&bucket=cold%20chain&precision=ms Token a:secret',
    ]);
  });

  it.each([true, false])('compresses what it writes only when told to (%s)', async (compress) => {
    let encoding: string | undefined;
    const fake = await open(
      (request, response) => {
        encoding = request.headers['content-encoding'];
        response.writeHead(204).end();
      },
      '1.8.10',
      { compress },
    );
    await fake.write(Array.from({ length: 50 }, (_, i) => reading('a', i)));
    expect(encoding).toBe(compress ? 'gzip' : undefined);
  });

  it('signs in to 1.x with a user and a password', async () => {
    let authorization: string | undefined;
    const fake = await open(
      (request, response) => {
        authorization = request.headers.authorization;
        response.writeHead(204).end();
      },
      '1.8.10',
      { token: 'user:password' },
    );
    await fake.write([reading('a', 0)]);
    expect(authorization).toBe(`Basic ${btoa('user:password')}`);
  });

  it.each(['3.1.0', '', '0.9'])(
    'as version "%s" is not supported, and says so',
    async (version) => {
      const fake = await open((_, response) => response.writeHead(204).end(), version);
      await expect(fake.write([])).resolves.toEqual([]);
      await expect(fake.write([reading('a', 0)])).rejects.toThrow(HistoryNotUsableError);
      expect((await fake.check()).problem).toContain('not supported');
    },
  );

  it('that gives nothing back what was written is not usable', async () => {
    const fake = await open((request, response) => {
      if (request.url?.startsWith('/write')) response.writeHead(204).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end('{"results":[{}]}');
    });
    expect((await fake.check()).problem).toContain('does not give it back');
  });
});
