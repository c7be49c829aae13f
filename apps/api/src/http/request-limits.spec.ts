import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { problemSchema } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import { newToken, sha256Hex } from '@lenglian/records';
import { PASSWORD, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

const LIMIT = 20;
const SESSION = '/api/v1/auth/session';

let sut: ApiUnderTest;
const start = async (environment: Record<string, string>) => {
  sut = await runApi({ environment });
};
afterEach(() => sut.close());

/** How many of so many requests are let through to what answers them. */
async function letThrough(count: number, ask: (index: number) => Promise<Response>) {
  const statuses: number[] = [];
  for (let index = 0; index < count; index++) statuses.push((await ask(index)).status);
  return statuses.filter((status) => status !== 429).length;
}

const from = (address: string, headers: Record<string, string> = {}) =>
  fetch(`${sut.url}${SESSION}`, { headers: { 'x-forwarded-for': address, ...headers } });

describe('requests of a client', () => {
  beforeEach(() => start({ REQUESTS_PER_MINUTE_MAX: String(LIMIT) }));

  it('are answered 429 with when to come back, once there are too many in a minute', async () => {
    expect(await letThrough(LIMIT + 5, () => from('192.0.2.1'))).toBe(LIMIT);
    sut.clock.advanceTo(sut.clock.now() + MINUTE / 4);
    const response = await from('192.0.2.1');
    expect(response.status).toBe(429);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(response.headers.get('retry-after')).toBe('45');
    const problem = problemSchema.parse(await response.json());
    expect(problem).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    sut.clock.advanceTo(sut.clock.now() + 45_000);
    expect((await from('192.0.2.1')).status).toBe(401);
  });

  it('hold up nobody at another address; an IPv6 address is its whole network', async () => {
    expect(await letThrough(LIMIT + 1, () => from('192.0.2.1'))).toBe(LIMIT);
    expect((await from('192.0.2.2')).status).toBe(401);
    const inNetwork = (index: number) => from(`2001:db8:0:${index.toString(16)}::1`);
    expect(await letThrough(LIMIT + 5, inNetwork)).toBe(LIMIT);
    expect((await from('2001:db8:0:100::1')).status).toBe(401);
    const mapped = (index: number) => from(`::ffff:198.51.100.${index + 1}`);
    expect(await letThrough(LIMIT + 5, mapped)).toBe(LIMIT + 5);
  });

  it('who are signed in are counted by the session, and hold up nobody beside them', async () => {
    const [one, other] = [await Visitor.as('viewer', sut.url), await Visitor.as('admin', sut.url)];
    expect(await letThrough(LIMIT + 5, () => one.get('/api/v1/units'))).toBe(LIMIT);
    expect((await other.get(SESSION)).status).toBe(200);
    const stranger = new Visitor(sut.url);
    // Two have signed in from here.
    expect(await letThrough(LIMIT + 5, () => stranger.get(SESSION))).toBe(LIMIT - 2);
    expect((await other.get(SESSION)).status).toBe(200);
  });

  it('by a token are counted by it, not by the address or the cookies that come along', async () => {
    const admin = await Visitor.as('admin', sut.url);
    const add = async () => {
      const { id: userId = '' } = (await sut.records.users.findByUsername('admin')) ?? {};
      const secret = `llt_${newToken()}`;
      const token = {
        ...{ name: 'x', scopes: ['journeys.read' as const], tokenSha256: sha256Hex(secret) },
        expiresAt: sut.clock.now() + MINUTE,
      };
      await sut.records.tokens.add({ id: userId }, { ...token, userId });
      return { authorization: `Bearer ${secret}` };
    };
    const [one, other] = [await add(), await add()];
    const ask = (headers: Record<string, string>) => () =>
      admin.send('GET', '/api/v1/units', undefined, { 'x-forwarded-for': '192.0.2.9', ...headers });
    // The first is how it is found out that it stands; that one is the address's.
    expect(await letThrough(LIMIT + 5, ask(one))).toBe(LIMIT + 1);
    expect((await ask(other)()).status).toBe(200);
    expect((await admin.get(SESSION)).status).toBe(200);
    const madeUp = () => ask({ authorization: `Bearer llt_${newToken()}` })();
    // Two were its own.
    expect(await letThrough(LIMIT + 5, madeUp)).toBe(LIMIT - 2);
  });

  it('with cookies that were made up are those of their address', async () => {
    const madeUp = () => from('192.0.2.3', { cookie: `lenglian_session=${newToken()}` });
    expect(await letThrough(LIMIT + 5, madeUp)).toBe(LIMIT);
  });

  it('whose session has ended are those of their address again', async () => {
    const visitor = await Visitor.as('viewer', sut.url);
    const { cookie } = visitor;
    await visitor.post('/api/v1/auth/logout');
    expect(await letThrough(LIMIT + 5, () => from('192.0.2.4', { cookie }))).toBe(LIMIT);
    expect((await from('192.0.2.4')).status).toBe(429);

    const again = await Visitor.as('viewer', sut.url);
    // As another process would end it.
    await sut.records.sessions.close(sha256Hex(again.cookie.split('=')[1] ?? ''));
    const ended = () => from('192.0.2.5', { cookie: again.cookie });
    // The first is how it is found out.
    expect(await letThrough(LIMIT + 5, ended)).toBe(LIMIT + 1);
  });

  it('are refused before their body is looked at, and wherever they go in the API', async () => {
    await letThrough(LIMIT, () => from('127.0.0.1'));
    const headers = { 'content-type': 'application/json', origin: 'https://elsewhere.example' };
    const post = { method: 'POST', headers, body: '{"username":' };
    for (const path of ['/api/v1/auth/login', '/api/v1/nowhere', '/API/V1/units'])
      expect((await fetch(`${sut.url}${path}`, post)).status).toBe(429);
  });

  it('for health, readiness, figures, documents and the console itself are never too many', async () => {
    await letThrough(LIMIT, () => from('127.0.0.1'));
    for (const path of [
      '/api/health',
      '/api/ready',
      '/metrics',
      '/api/openapi.json',
      '/',
      '/x.js',
    ]) {
      const ask = () => fetch(`${sut.url}${path}`);
      expect({ path, count: await letThrough(LIMIT + 5, ask) }).toEqual({ path, count: LIMIT + 5 });
    }
  });
});

describe('by default', () => {
  beforeEach(() => start({ REQUESTS_PER_MINUTE_MAX: '' }));

  it('twenty consoles behind one address are opened, signed in and used at once', async () => {
    const visitors = Array.from({ length: 20 }, () => new Visitor(sut.url));
    const statuses: number[] = [];
    const ask = async (visitor: Visitor, count: number) => {
      for (let request = 0; request < count; request++)
        statuses.push((await visitor.get(SESSION)).status);
    };
    await Promise.all(visitors.map((visitor) => ask(visitor, 20)));
    for (const visitor of visitors) {
      const body = { username: 'operator', password: PASSWORD };
      statuses.push((await visitor.post('/api/v1/auth/login', body)).status);
    }
    await Promise.all(visitors.map((visitor) => ask(visitor, 60)));
    expect(statuses).toHaveLength(20 * 81);
    expect(statuses.filter((status) => status !== 200 && status !== 401)).toEqual([]);
  }, 30_000);
});
