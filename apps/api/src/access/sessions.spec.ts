import { createHook } from 'node:async_hooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import { PASSWORD, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

let sut: ApiUnderTest;
beforeAll(async () => {
  sut = await runApi();
});
afterEach(closeLiveClients);
afterAll(() => sut.close());

const signIn = (visitor: Visitor, username: string, password = PASSWORD) =>
  visitor.post('/api/v1/auth/login', { username, password });

/** What a cookie is worth: 200 or 401. */
async function worth(cookie: string): Promise<number> {
  const visitor = new Visitor(sut.url);
  visitor.cookie = cookie;
  return (await visitor.get('/api/v1/auth/session')).status;
}

describe('a session', () => {
  it('has a token that nobody had before, whatever cookie the browser brought', async () => {
    const visitor = new Visitor(sut.url);
    visitor.cookie = `lenglian_session=${'x'.repeat(43)}`;
    const planted = visitor.cookie;
    expect((await signIn(visitor, 'viewer')).status).toBe(200);
    expect(visitor.cookie).not.toBe(planted);
    expect(await worth(planted)).toBe(401);
    expect(await worth(visitor.cookie)).toBe(200);
  });

  it.each(['viewer', 'operator'])('ends when its browser signs in again, as %s', async (name) => {
    const visitor = await Visitor.as('viewer', sut.url);
    const before = visitor.cookie;
    const client = new LiveClient(sut.url, before);
    await client.connected();
    const isCut = client.disconnected();
    expect((await signIn(visitor, name)).status).toBe(200);
    await isCut;
    expect(visitor.cookie).not.toBe(before);
    expect([await worth(before), await worth(visitor.cookie)]).toEqual([401, 200]);
  });

  it('stays when signing in again fails, and when another browser signs in', async () => {
    const visitor = await Visitor.as('viewer', sut.url);
    expect((await signIn(visitor, 'viewer', 'not the password')).status).toBe(401);
    await Visitor.as('viewer', sut.url);
    expect(await worth(visitor.cookie)).toBe(200);
  });

  it('is not left over from a password that was replaced while it was being checked', async () => {
    const quality = await sut.records.users.findByUsername('quality');
    const isChecking = new Promise<void>((resolve) => {
      const hook = createHook({
        init(_, type) {
          if (type !== 'ARGON2REQUEST') return;
          hook.disable();
          resolve();
        },
      }).enable();
    });
    const visitor = new Visitor(sut.url);
    const answer = signIn(visitor, 'quality');
    await isChecking;
    const change = { passwordHash: 'of another password' };
    await sut.records.users.change({ id: 'system' }, quality?.id ?? '', change);
    await answer;
    expect(await worth(visitor.cookie)).toBe(401);
  });
});
