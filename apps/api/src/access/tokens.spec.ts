import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  listOf,
  madeTokenSchema,
  problemSchema,
  tokenSchema,
  type MadeTokenView,
} from '@lenglian/console-contract';
import { aHandOver } from '@lenglian/goods/testing';
import { DAY, HOUR } from '@lenglian/quantities';
import type { Right, Role } from '@lenglian/rights';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import {
  FOREIGN_ORGANISATION,
  NOW,
  PASSWORD,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';

const TOKENS = '/api/v1/tokens';

let sut: ApiUnderTest;
let operator: Visitor;
/** Every line that the api logged, as text. */
let logged: string[];

beforeEach(async () => {
  logged = [];
  const line = (...said: unknown[]) => void logged.push(inspect(said, { depth: 9 }));
  sut = await runApi({ log: { debug: line, info: line, warn: line, error: line } });
  operator = await Visitor.as('operator', sut.url);
});
afterEach(async () => {
  closeLiveClients();
  await sut.close();
});

const make = async (
  scopes: readonly Right[] = ['journeys.read'],
  { who = operator, expiresAt = NOW + DAY } = {},
): Promise<MadeTokenView> => {
  const response = await who.post(TOKENS, { name: '报表', scopes, expiresAt });
  return madeTokenSchema.parse(await response.json());
};

/** A program that asks with a token and nothing else. */
const ask = (token: string, path: string, method = 'GET', body?: unknown) =>
  new Visitor(sut.url).send(method, path, body, { authorization: `Bearer ${token}` });
const worth = async (token: string, path = '/api/v1/units') => (await ask(token, path)).status;

const idOf = async (role: Role) => (await sut.records.users.findByUsername(role))?.id ?? '';

describe('a token', () => {
  it('opens what its scopes say, as its user, and is told only once', async () => {
    const made = await make(['journeys.read', 'alerts.read']);
    expect(made.token).toMatch(/^llt_[\w-]{43}$/);
    expect(await worth(made.token)).toBe(200);
    expect(await worth(made.token, '/api/v1/alerts')).toBe(200);
    const refused = await ask(made.token, '/api/v1/devices');
    expect(problemSchema.parse(await refused.json())).toMatchObject({
      ...{ status: 403, code: 'FORBIDDEN', detail: 'this token may not devices.read' },
    });
    const text = await (await operator.get(TOKENS)).text();
    const { items } = listOf(tokenSchema).parse(JSON.parse(text));
    expect(items).toEqual([{ ...tokenSchema.parse(made), lastUsedAt: NOW }]);
    const audit = JSON.stringify(await sut.records.audit.list({ limit: 500 }));
    expect(audit).toContain('token.add');
    for (const told of [text, audit, logged.join('\n')])
      expect(told).not.toContain(made.token.slice(4));
  });

  it('puts changes down to its user, and needs no origin', async () => {
    const { token } = await make(['lots.change']);
    const path = `/api/v1/lots/${sut.ids.lotIds[0]}`;
    const response = await new Visitor(sut.url).send(
      'PATCH',
      path,
      { packageCount: 7 },
      {
        ...{ authorization: `bearer ${token}`, origin: 'https://elsewhere.example' },
      },
    );
    expect(response.status).toBe(200);
    const [line] = (await sut.records.audit.list({ limit: 1, newestFirst: true })).items;
    expect(line).toMatchObject({ action: 'lot.change', actor: await idOf('operator') });
    const form = await fetch(`${sut.url}${path}/links`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
      body: '{}',
    });
    expect(form.status).toBe(415);
  });

  it('is all that counts: a cookie beside it neither adds to it nor takes its place', async () => {
    const { token } = await make(['journeys.read']);
    const both = async (authorization: string, path: string) =>
      (await operator.send('GET', path, undefined, { authorization })).status;
    expect(await both(`Bearer ${token}`, '/api/v1/units')).toBe(200);
    expect(await both(`Bearer ${token}`, '/api/v1/alerts')).toBe(403);
    for (const none of ['Bearer', 'Bearer nothing', `Bearer llt_${'x'.repeat(43)}`])
      expect(await both(none, '/api/v1/units')).toBe(401);
    // As of a proxy that asks for a password of its own.
    expect(await both('Basic dXNlcjpwYXNz', '/api/v1/alerts')).toBe(200);
  });

  it('makes and ends no tokens, changes no password, and opens or ends no session', async () => {
    const admin = await Visitor.as('admin', sut.url);
    const every = ['grants.manage', 'audit.read', 'journeys.read'] as const;
    const { token, id } = await make(every, { who: admin });
    const body = { name: 'more', scopes: ['journeys.read'], expiresAt: NOW + DAY };
    const passwords = { oldPassword: PASSWORD, newPassword: 'another good one' };
    const closed = [
      ask(token, TOKENS),
      ask(token, TOKENS, 'POST', body),
      ask(token, `${TOKENS}/${id}/revoke`, 'POST'),
      ask(token, '/api/v1/auth/password', 'POST', passwords),
      ask(token, '/api/v1/auth/logout', 'POST'),
      ask(token, '/api/v1/auth/session'),
      ask(token, `/api/v1/users/${await idOf('viewer')}`, 'PATCH', { password: PASSWORD }),
    ];
    for (const response of await Promise.all(closed)) {
      expect(response.status).toBe(403);
      expect(response.headers.get('set-cookie')).toBeNull();
    }
    expect((await admin.get('/api/v1/auth/session')).status).toBe(200);
    expect(await worth(token)).toBe(200);
    const scopes = ['users.manage'];
    expect((await admin.post(TOKENS, { ...body, scopes })).status).toBe(400);
  });

  it('can do no more than its user may, when it is made and when it is used', async () => {
    const scopes = ['devices.configure'];
    const refused = await operator.post(TOKENS, { name: 'x', scopes, expiresAt: NOW + DAY });
    expect(problemSchema.parse(await refused.json())).toMatchObject({ code: 'INVALID_REQUEST' });
    for (const expiresAt of [NOW, NOW + 367 * DAY]) {
      const body = { name: 'x', scopes: ['journeys.read'], expiresAt };
      expect((await operator.post(TOKENS, body)).status).toBe(400);
    }
    const { token } = await make(['quarantine.read']);
    expect(await worth(token, '/api/v1/quarantine')).toBe(200);
    // As if the role had changed without ending it.
    const user = await sut.records.users.get(await idOf('operator'));
    const { users } = sut.records;
    const get = users.get.bind(users);
    Object.assign(users, { get: () => Promise.resolve(user && { ...user, role: 'viewer' }) });
    expect(await worth(token, '/api/v1/quarantine')).toBe(403);
    Object.assign(users, { get });
  });

  it('does not see the names of people without that scope, whatever its user sees', async () => {
    const handOver = aHandOver({ handedOverAt: NOW, placeCode: null });
    const person = { ...handOver.from, personName: '张三丰' };
    const { handOvers } = sut.records;
    await handOvers.record({ id: 'system' }, 'demo', { ...handOver, from: person, conditions: [] });
    const text = async (scopes: Right[]) =>
      (await ask((await make(scopes)).token, '/api/v1/hand-overs')).text();
    expect(await text(['journeys.read'])).toMatch(/"personName":"#[0-9A-Z]{8}"/);
    expect(await text(['journeys.read', 'persons.read'])).toContain('张三丰');
  });

  it('is over when it expires, when it is revoked, and with the password, role or account', async () => {
    const admin = await Visitor.as('admin', sut.url);
    const userId = await idOf('operator');
    const change = (what: object) => admin.send('PATCH', `/api/v1/users/${userId}`, what);
    const passwords = { oldPassword: PASSWORD, newPassword: 'another good one' };
    const ends: Record<string, (made: MadeTokenView) => Promise<unknown>> = {
      revoked: ({ id }) => operator.post(`${TOKENS}/${id}/revoke`),
      password: () => operator.post('/api/v1/auth/password', passwords),
      role: () => change({ role: 'quality' }),
      disabled: () => change({ isDisabled: true }),
    };
    for (const [how, end] of Object.entries(ends)) {
      const { secret } = await makeFor(userId);
      const client = new LiveClient(sut.url, '', { authorization: `Bearer ${secret.token}` });
      await client.connected();
      const isCut = client.disconnected();
      await end(secret);
      expect({ how, worth: await worth(secret.token) }).toEqual({ how, worth: 401 });
      await isCut;
    }
    await change({ isDisabled: false });
    const { secret } = await makeFor(userId);
    expect(await worth(secret.token)).toBe(200);
    sut.clock.advanceTo(secret.expiresAt);
    expect(await worth(secret.token)).toBe(401);
  });

  /** By the session that still stands, or, when none does, by another. */
  async function makeFor(userId: string): Promise<{ secret: MadeTokenView }> {
    const { username } = (await sut.records.users.get(userId)) ?? { username: '' };
    if ((await operator.get('/api/v1/auth/session')).status !== 200) {
      const password = 'another good one';
      await operator.post('/api/v1/auth/login', { username, password });
    }
    return { secret: await make() };
  }

  it('is one of its user: nobody else sees or ends it', async () => {
    const { id, token } = await make();
    const others = [
      await Visitor.as('admin', sut.url),
      await Visitor.as('operator', sut.url, FOREIGN_ORGANISATION),
    ];
    for (const other of others) {
      expect(await (await other.get(TOKENS)).json()).toEqual({ items: [], nextCursor: null });
      expect((await other.post(`${TOKENS}/${id}/revoke`)).status).toBe(404);
    }
    expect(await worth(token)).toBe(200);
  });

  it('watches live what its scopes say, and nothing once it is over', async () => {
    const { token, id } = await make(['journeys.read']);
    const client = new LiveClient(sut.url, '', { authorization: `Bearer ${token}` });
    await client.connected();
    expect(await client.ask('join', { room: 'overview' })).toMatchObject({ ok: true });
    expect(await client.ask('join', { room: 'alerts' })).toEqual({ ok: false, code: 'FORBIDDEN' });
    // As another process would end it, which tells no socket of ours.
    await sut.records.tokens.revoke({ id: 'system' }, id);
    const answer = await client.ask('join', { room: 'overview' });
    expect(answer).toEqual({ ok: false, code: 'UNAUTHENTICATED' });
    const late = new LiveClient(sut.url, operator.cookie, { authorization: `Bearer ${token}` });
    await expect(late.connected()).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
  });

  it('puts its use down once an hour', async () => {
    const { token, id } = await make(undefined, { expiresAt: NOW + 3 * HOUR });
    const used: (number | null | undefined)[] = [];
    for (const at of [NOW, NOW + 1, NOW + HOUR - 1, NOW + HOUR]) {
      sut.clock.advanceTo(at);
      expect(await worth(token)).toBe(200);
      used.push((await sut.records.tokens.get(id))?.lastUsedAt);
    }
    expect(used).toEqual([NOW, NOW, NOW, NOW + HOUR]);
  });

  it('is served also while its use cannot be put down', async () => {
    const { token } = await make();
    Object.assign(sut.records.tokens, { noteUse: () => Promise.reject(new RangeError('busy')) });
    expect(await worth(token)).toBe(200);
    expect(logged.join('\n')).toContain('the use of a token is not put down');
  });
});
