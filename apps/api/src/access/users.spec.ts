import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listOf, problemSchema, sessionSchema, userSchema } from '@lenglian/console-contract';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import { PASSWORD, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

const USERS = '/api/v1/users';
const INITIAL = 'initial passphrase';
const CHOSEN = 'chosen passphrase';
const ZHAO = { username: 'zhao.w', displayName: '赵', role: 'operator', password: INITIAL };

let sut: ApiUnderTest;
let admin: Visitor;
/** Every line that the api logged, as text. */
let logged: string[];

beforeEach(async () => {
  logged = [];
  const line = (...said: unknown[]) => void logged.push(inspect(said, { depth: 9 }));
  sut = await runApi({ log: { debug: line, info: line, warn: line, error: line } });
  admin = await Visitor.as('admin', sut.url);
});
afterEach(async () => {
  closeLiveClients();
  await sut.close();
});

async function signIn(username: string, password: string): Promise<Visitor> {
  const visitor = new Visitor(sut.url);
  await visitor.post('/api/v1/auth/login', { username, password });
  return visitor;
}

const idOf = async (username: string) =>
  (await sut.records.users.findByUsername(username))?.id ?? '';

const patch = (id: string, change: object) => admin.send('PATCH', `${USERS}/${id}`, change);

const sessionStatus = async (visitor: Visitor) =>
  (await visitor.get('/api/v1/auth/session')).status;

describe('a user', () => {
  it('is added by an administrator, and signs in with the password they were given', async () => {
    const added = userSchema.parse(await (await admin.post(USERS, ZHAO)).json());
    expect(added).toMatchObject({ username: 'zhao.w', role: 'operator', isDisabled: false });
    const visitor = await signIn(ZHAO.username, INITIAL);
    const session = sessionSchema.parse(await (await visitor.get('/api/v1/auth/session')).json());
    expect(session).toMatchObject({ userId: added.id, organisationId: 'demo', role: 'operator' });
    const { items } = listOf(userSchema).parse(await (await admin.get(USERS)).json());
    expect(items.map(({ username }) => username).sort()).toEqual(
      ['admin', 'operator', 'quality', 'viewer', ZHAO.username].sort(),
    );
  });

  it('is refused with a name that is taken, a short password, or a role that there is not', async () => {
    expect((await admin.post(USERS, { ...ZHAO, username: 'viewer' })).status).toBe(409);
    const wrong = { username: ' x', password: 'too short', role: 'root', displayName: ' ' };
    const problem = problemSchema.parse(await (await admin.post(USERS, wrong)).json());
    expect(problem.code).toBe('INVALID_REQUEST');
    expect(problem.errors?.map(({ path }) => path).sort()).toEqual(Object.keys(wrong).sort());
  });

  it.each([{ role: 'viewer' }, { isDisabled: true }, { password: INITIAL }])(
    'goes out, and off the live connection, with %j',
    async (change) => {
      const operator = await Visitor.as('operator', sut.url);
      const client = new LiveClient(sut.url, operator.cookie);
      await client.connected();
      const isCut = client.disconnected();
      expect((await patch(await idOf('operator'), change)).status).toBe(200);
      await isCut;
      expect(await sessionStatus(operator)).toBe(401);
    },
  );

  it('who is locked out cannot sign in until they are let in again', async () => {
    const viewer = await Visitor.as('viewer', sut.url);
    const id = await idOf('viewer');
    expect((await patch(id, { isDisabled: true })).status).toBe(200);
    expect(await sessionStatus(viewer)).toBe(401);
    expect(await sessionStatus(await signIn('viewer', PASSWORD))).toBe(401);
    expect((await patch(id, { isDisabled: false })).status).toBe(200);
    expect(await sessionStatus(viewer)).toBe(401);
    expect(await sessionStatus(await signIn('viewer', PASSWORD))).toBe(200);
  });

  it('who forgot their password gets another, and the old one is over', async () => {
    const viewer = await Visitor.as('viewer', sut.url);
    await patch(await idOf('viewer'), { password: INITIAL });
    expect(await sessionStatus(viewer)).toBe(401);
    expect(await sessionStatus(await signIn('viewer', PASSWORD))).toBe(401);
    expect(await sessionStatus(await signIn('viewer', INITIAL))).toBe(200);
  });

  it('with another display name stays signed in', async () => {
    const viewer = await Visitor.as('viewer', sut.url);
    const response = await patch(await idOf('viewer'), { displayName: '钱' });
    expect(userSchema.parse(await response.json()).displayName).toBe('钱');
    expect(await sessionStatus(viewer)).toBe(200);
  });
});

describe('the last administrator', () => {
  it.each([{ role: 'quality' }, { isDisabled: true }])('cannot get %j', async (change) => {
    const response = await patch(await idOf('admin'), change);
    expect(response.status).toBe(409);
    expect(problemSchema.parse(await response.json()).code).toBe('LAST_ADMIN');
    expect(await sessionStatus(admin)).toBe(200);
  });

  it('may go once there is another; one of another organisation does not count', async () => {
    expect(await idOf('other-admin')).not.toBe('');
    await patch(await idOf('quality'), { role: 'admin' });
    expect((await patch(await idOf('admin'), { role: 'viewer' })).status).toBe(200);
    expect(await sessionStatus(admin)).toBe(401);
  });
});

describe("one's own password", () => {
  const change = (visitor: Visitor, oldPassword: string) =>
    visitor.post('/api/v1/auth/password', { oldPassword, newPassword: CHOSEN });

  it('is changed by whoever knows the old one: this browser goes on with a new token, the others do not', async () => {
    const [here, there] = [await signIn('viewer', PASSWORD), await signIn('viewer', PASSWORD)];
    const before = new Visitor(sut.url);
    before.cookie = here.cookie;
    const client = new LiveClient(sut.url, before.cookie);
    await client.connected();
    const isCut = client.disconnected();
    expect((await change(here, PASSWORD)).status).toBe(204);
    await isCut;
    expect(here.cookie).not.toBe(before.cookie);
    expect(await Promise.all([here, before, there].map(sessionStatus))).toEqual([200, 401, 401]);
    expect(await sessionStatus(await signIn('viewer', PASSWORD))).toBe(401);
    expect(await sessionStatus(await signIn('viewer', CHOSEN))).toBe(200);
  });

  it('stays when the old one is wrong, or the new one is short', async () => {
    const viewer = await Visitor.as('viewer', sut.url);
    const wrong = await change(viewer, 'not the password');
    expect(problemSchema.parse(await wrong.json()).code).toBe('WRONG_PASSWORD');
    const body = { oldPassword: PASSWORD, newPassword: 'short' };
    expect((await viewer.post('/api/v1/auth/password', body)).status).toBe(400);
    expect(await sessionStatus(await signIn('viewer', PASSWORD))).toBe(200);
  });

  it('is not reset by an administrator who is only signed in', async () => {
    const response = await patch(await idOf('admin'), { password: INITIAL });
    expect(response.status).toBe(400);
    expect(await sessionStatus(await signIn('admin', PASSWORD))).toBe(200);
  });
});

describe('passwords and their hashes', () => {
  it('are in no answer, no line of the audit and no line of the log', async () => {
    const answers: string[] = [];
    const told = async (response: Response) => {
      answers.push((await response.text()) + JSON.stringify([...response.headers]));
    };
    await told(await admin.post(USERS, ZHAO));
    await told(await admin.post(USERS, ZHAO));
    await told(await admin.post(USERS, { ...ZHAO, role: INITIAL }));
    await told(await patch(await idOf('viewer'), { password: INITIAL, displayName: '孙' }));
    await told(await patch(await idOf('quality'), { role: 'viewer' }));
    const zhao = await signIn(ZHAO.username, INITIAL);
    const body = { oldPassword: INITIAL, newPassword: CHOSEN };
    await told(await zhao.post('/api/v1/auth/password', body));
    await told(await zhao.post('/api/v1/auth/password', body));
    await told(await admin.get(USERS));
    await told(await admin.get('/api/v1/audit?limit=500'));
    const audit = JSON.stringify(await sut.records.audit.list({ limit: 500 }));
    for (const action of ['user.add', 'user.change', 'user.setPassword'])
      expect(audit).toContain(action);
    expect(logged.join()).toContain(USERS);
    const cookies = [admin, zhao].map(({ cookie }) => cookie.split('=')[1] ?? '');
    for (const secret of [INITIAL, CHOSEN, PASSWORD, 'argon2', 'passwordHash', ...cookies]) {
      const isCookie = cookies.includes(secret);
      const places = { audit, log: logged.join(), answers: isCookie ? '' : answers.join() };
      const found = Object.entries(places).filter(([, text]) => text.includes(secret));
      expect({ secret, found: found.map(([place]) => place) }).toEqual({ secret, found: [] });
    }
  });
});
