import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listOf, problemSchema, userSchema } from '@lenglian/console-contract';
import { LiveClient } from '../testing/live-client.ts';
import { PASSWORD, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

const FIRST_PASSWORD = 'a first password';
const SECOND_PASSWORD = 'a second password';

let sut: ApiUnderTest;
let admin: Visitor;

beforeAll(async () => {
  sut = await runApi();
  admin = await Visitor.as('admin', sut.url);
});
afterAll(() => sut.close());

async function addUser(username: string) {
  const body = { username, displayName: '阿依古丽', role: 'operator', password: FIRST_PASSWORD };
  const response = await admin.post('/api/v1/users', body);
  expect(response.status).toBe(200);
  return userSchema.parse(await response.json());
}

async function signIn(username: string, password: string) {
  const visitor = new Visitor(sut.url);
  const { status } = await visitor.post('/api/v1/auth/login', { username, password });
  return { visitor, status };
}

async function problemCode(response: Response): Promise<string> {
  return problemSchema.parse(await response.json()).code;
}

describe('users', () => {
  it('are added by an administrator, sign in, and are listed without their passwords', async () => {
    const user = await addUser('ayigul');
    expect((await signIn('ayigul', FIRST_PASSWORD)).status).toBe(200);
    const text = await (await admin.get('/api/v1/users')).text();
    expect(listOf(userSchema).parse(JSON.parse(text)).items).toContainEqual(user);
    expect(text).not.toContain('argon2');
    const audit = JSON.stringify(await sut.records.audit.list({ limit: 500, entity: 'user' }));
    expect(audit).toContain('ayigul');
    expect(audit).not.toMatch(/argon2|a first password/);
    expect(await problemCode(await admin.post('/api/v1/users', { username: 'ayigul' }))).toBe(
      'INVALID_REQUEST',
    );
  });

  it('who are disabled are out at once, their live connection too', async () => {
    const { id } = await addUser('rena');
    const { visitor } = await signIn('rena', FIRST_PASSWORD);
    const live = new LiveClient(sut.url, visitor.cookie);
    await live.connected();
    const cut = live.disconnected();
    const change = await admin.send('PATCH', `/api/v1/users/${id}`, { isDisabled: true });
    expect(userSchema.parse(await change.json()).isDisabled).toBe(true);
    await cut;
    expect((await visitor.get('/api/v1/auth/session')).status).toBe(401);
    expect((await signIn('rena', FIRST_PASSWORD)).status).toBe(401);
    live.close();
  });

  it('change their own password, knowing the old one; their other sessions end', async () => {
    await addUser('tursun');
    const { visitor } = await signIn('tursun', FIRST_PASSWORD);
    const { visitor: other } = await signIn('tursun', FIRST_PASSWORD);
    const change = (oldPassword: string) =>
      visitor.post('/api/v1/auth/password', { oldPassword, newPassword: SECOND_PASSWORD });
    expect((await change('not the old one')).status).toBe(401);
    expect((await change(FIRST_PASSWORD)).status).toBe(204);
    expect((await visitor.get('/api/v1/auth/session')).status).toBe(200);
    expect((await other.get('/api/v1/auth/session')).status).toBe(401);
    expect((await signIn('tursun', FIRST_PASSWORD)).status).toBe(401);
    expect((await signIn('tursun', SECOND_PASSWORD)).status).toBe(200);
  });

  it('keep one administrator', async () => {
    const me = await sut.records.users.findByUsername('admin');
    const response = await admin.send('PATCH', `/api/v1/users/${me?.id}`, { role: 'viewer' });
    expect(response.status).toBe(409);
    expect(await problemCode(response)).toBe('LAST_ADMIN');
    expect((await signIn('admin', PASSWORD)).status).toBe(200);
  });
});
