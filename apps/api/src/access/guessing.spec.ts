import { createHook } from 'node:async_hooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

let sut: ApiUnderTest;
beforeAll(async () => {
  sut = await runApi();
  const quality = await sut.records.users.findByUsername('quality');
  await sut.records.users.change({ id: 'system' }, quality?.id ?? '', { isDisabled: true });
});
afterAll(() => sut.close());

/** Argon2 derivations that node began while something was done: what a check of a password costs. */
async function derivationsOf(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const hook = createHook({
    init(_, type) {
      if (type === 'ARGON2REQUEST') count++;
    },
  });
  hook.enable();
  await work();
  hook.disable();
  return count;
}

describe('guessing', () => {
  const refused = {
    'a wrong password': { username: 'operator', password: 'not the password' },
    'an unknown name': { username: 'nobody-at-all', password: 'not the password' },
    'the right password of somebody locked out': { username: 'quality', password: PASSWORD },
  };

  it.each(Object.entries(refused))('%s costs one derivation and tells nothing', async (_, body) => {
    const visitor = new Visitor(sut.url);
    let response: Response | undefined;
    const derivations = await derivationsOf(async () => {
      response = await visitor.post('/api/v1/auth/login', body);
    });
    expect(derivations).toBe(1);
    expect(response?.status).toBe(401);
    expect(response?.headers.get('set-cookie')).toBeNull();
    expect(await response?.json()).toEqual({
      type: 'urn:lenglian:problem:login-failed',
      title: 'The user name or the password is wrong.',
      ...{ status: 401, code: 'LOGIN_FAILED', detail: 'wrong name or password' },
    });
  });

  it('a name that nobody has is slowed like one that somebody has, and then costs nothing', async () => {
    const address = { 'x-forwarded-for': '192.0.2.9' };
    for (const username of ['operator', 'nobody-at-all']) {
      const guess = () =>
        new Visitor(sut.url).post('/api/v1/auth/login', { username, password: 'wrong' }, address);
      for (let i = 0; i < 5; i++) expect((await guess()).status).toBe(401);
      let status = 0;
      expect(await derivationsOf(async () => void ({ status } = await guess()))).toBe(0);
      expect(status).toBe(429);
    }
  });

  it('the old password at a change of it is slowed as well', async () => {
    const visitor = await Visitor.as('viewer', sut.url);
    const change = (oldPassword: string) =>
      visitor.post('/api/v1/auth/password', { oldPassword, newPassword: 'another good password' });
    for (let i = 0; i < 5; i++) {
      const response = await change(`guess ${i}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'WRONG_PASSWORD' });
    }
    expect((await change(PASSWORD)).status).toBe(429);
    expect((await visitor.get('/api/v1/auth/session')).status).toBe(200);
  });
});
