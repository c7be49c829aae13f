import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionSchema } from '@lenglian/console-contract';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { newToken, sha256Hex } from '@lenglian/records';
import { NOW, PASSWORD, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

let sut: ApiUnderTest;
beforeAll(async () => {
  sut = await runApi();
});
afterAll(() => sut.close());

const login = (username: string, password: string) =>
  new Visitor(sut.url).post('/api/v1/auth/login', { username, password });

describe('signing in', () => {
  it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    const response = await login('operator', PASSWORD);
    expect(response.status).toBe(200);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^lenglian_session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/,
    );
    const session = sessionSchema.parse(await response.json());
    expect(session).toMatchObject({ username: 'operator', role: 'operator', isDemo: false });
  });

  it('marks the cookie Secure when the proxy on this machine speaks https', async () => {
    const response = await new Visitor(sut.url).post(
      '/api/v1/auth/login',
      { username: 'operator', password: PASSWORD },
      { 'x-forwarded-proto': 'https' },
    );
    expect(response.headers.get('set-cookie')).toMatch(/; Secure$/);
  });

  it('answers a wrong password and an unknown name alike', async () => {
    const [wrong, unknown] = await Promise.all([
      login('viewer', 'not the password'),
      login('nobody at all', 'not the password'),
    ]);
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toEqual(await unknown.json());
  });

  it('ends the session, so that the cookie is worth nothing any more', async () => {
    const visitor = await Visitor.as('viewer', sut.url);
    const { cookie } = visitor;
    expect((await visitor.get('/api/v1/auth/session')).status).toBe(200);
    expect((await visitor.post('/api/v1/auth/logout')).status).toBe(204);
    visitor.cookie = cookie;
    expect((await visitor.get('/api/v1/auth/session')).status).toBe(401);
  });

  it('lets a link sign in once', async () => {
    const token = newToken();
    const admin = await sut.records.users.findByUsername('admin');
    await sut.records.sessions.addOneTimeLink(sha256Hex(token), {
      userId: admin?.id ?? '',
      expiresAt: NOW + HOUR,
    });
    const first = await new Visitor(sut.url).post('/api/v1/auth/one-time', { token });
    expect(first.status).toBe(200);
    const second = await new Visitor(sut.url).post('/api/v1/auth/one-time', { token });
    expect(second.status).toBe(401);
    expect(await second.json()).toMatchObject({ code: 'ONE_TIME_TOKEN_INVALID' });
  });

  it('makes a guesser wait, but nobody else, and not for ever', async () => {
    for (let i = 0; i < 5; i++) await login('quality', `guess ${i}`);
    const refused = await login('quality', PASSWORD);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' });

    const other = await new Visitor(sut.url).post(
      '/api/v1/auth/login',
      { username: 'quality', password: PASSWORD },
      { 'x-forwarded-for': '192.0.2.7' },
    );
    expect(other.status).toBe(200);
    sut.clock.advanceTo(sut.clock.now() + 6 * MINUTE);
    expect((await login('quality', PASSWORD)).status).toBe(200);
  });
});

describe('requests from other sites', () => {
  it('are refused when they would change something', async () => {
    const visitor = await Visitor.as('operator', sut.url);
    const response = await visitor.post('/api/v1/auth/logout', undefined, {
      origin: 'https://elsewhere.example',
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'CROSS_ORIGIN' });
  });

  it('are refused when they are not JSON, as a form would send', async () => {
    const response = await fetch(`${sut.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `username=operator&password=${PASSWORD}`,
    });
    expect(response.status).toBe(415);
  });
});
