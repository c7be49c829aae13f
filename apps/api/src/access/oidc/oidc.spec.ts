import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sessionSchema, signInWaysSchema } from '@lenglian/console-contract';
import fc from 'fast-check';
import { RedirectedBrowser } from '../../testing/redirected-browser.ts';
import { NOW, PASSWORD, Visitor, runApi, type ApiUnderTest } from '../../testing/running-api.ts';
import { CONSOLE_ORIGIN, RunningProvider } from '../../testing/running-provider.ts';
import { ATTEMPT_LASTS } from './attempts.ts';

const BEGIN = '/api/v1/auth/oidc/begin';
const NO_USER_INFO = { devInteractions: { enabled: false }, userinfo: { enabled: false } };
const isCallback = (address: URL) => address.pathname === '/api/v1/auth/oidc/callback';

let provider: RunningProvider;
let sut: ApiUnderTest;
let browser: RedirectedBrowser;
let logged: string[];

async function begin(options: object = {}, environment: Record<string, string> = {}) {
  provider = await RunningProvider.start(options);
  provider.claims.set('subject-1', { preferred_username: 'viewer' });
  logged = [];
  const log = (...words: unknown[]) => void logged.push(JSON.stringify(words));
  sut = await runApi({
    log: { debug: log, info: log, warn: log, error: log },
    environment: { ...provider.environment, ...environment },
  });
  browser = new RedirectedBrowser(sut.url);
}

async function end() {
  await sut.close();
  await provider.stop();
}

/** Who is signed in there; undefined when nobody is. */
async function whoIn(visitor: RedirectedBrowser): Promise<string | undefined> {
  const { response } = await visitor.open('/api/v1/auth/session');
  return response.ok ? sessionSchema.parse(await response.json()).username : undefined;
}

/** Follows a sign-in that fails: the code that the sign-in page is given to word. */
async function problemAfter(path: string, visitor = browser): Promise<string | null> {
  const { address } = await visitor.open(path);
  expect(address.origin + address.pathname).toBe(`${CONSOLE_ORIGIN}/sign-in`);
  expect(visitor.cookie('lenglian_session')).toBeUndefined();
  return address.searchParams.get('problem');
}

/** Comes back from the provider, but does not yet ask for the callback. */
async function comeBack(visitor = browser): Promise<URL> {
  const address = await visitor.openUntil(BEGIN, isCallback);
  expect(address.searchParams.get('code')).toMatch(/./);
  return address;
}

const pathOf = (address: URL) => address.pathname + address.search;

/** Signs in with a request to the provider that somebody changed on the way. */
async function problemAfterChange(name: string, value: string): Promise<string | null> {
  const request = await browser.openUntil(BEGIN, ({ origin }) => origin === provider.issuer);
  request.searchParams.set(name, value);
  return problemAfter(pathOf(await browser.openUntil(request.href, isCallback)));
}

describe('signing in by OpenID Connect', () => {
  beforeEach(() => begin());
  afterEach(end);

  it('ends in the console, with a session like any other', async () => {
    const { address, response } = await browser.open(BEGIN);
    expect([address.href, response.status]).toEqual([`${CONSOLE_ORIGIN}/`, 200]);
    expect(await whoIn(browser)).toBe('viewer');
    expect(browser.cookie('lenglian_oidc')).toBeUndefined();
    const viewer = await sut.records.users.findByUsername('viewer');
    const { items } = await sut.records.audit.list({ limit: 200 });
    expect(items.at(-1)).toMatchObject({ action: 'session.open', actor: viewer?.id });
  });

  it('asks with state, nonce and a challenge, and keeps a cookie that no script reads', async () => {
    const response = await fetch(sut.url + BEGIN, {
      redirect: 'manual',
      headers: { 'x-forwarded-proto': 'https' },
    });
    const address = new URL(response.headers.get('location') ?? '');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      ...{ client_id: 'lenglian', response_type: 'code', scope: 'openid profile' },
      redirect_uri: `${CONSOLE_ORIGIN}/api/v1/auth/oidc/callback`,
      ...{ code_challenge: expect.stringMatching(/^[\w-]{43}$/), code_challenge_method: 'S256' },
      ...{
        state: expect.stringMatching(/^[\w-]{43}$/),
        nonce: expect.stringMatching(/^[\w-]{43}$/),
      },
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('set-cookie')).toMatch(
      /^lenglian_oidc=[\w-]{43}; Path=\/api\/v1\/auth\/oidc; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  it('sets the cookie of a session that scripts cannot read and other sites cannot send', async () => {
    const headers = { cookie: '', 'x-forwarded-proto': 'https' };
    const path = pathOf(await comeBack());
    headers.cookie = `lenglian_oidc=${browser.cookie('lenglian_oidc') ?? ''}`;
    const response = await fetch(sut.url + path, { redirect: 'manual', headers });
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^lenglian_session=[\w-]{43}; Path=\/; Max-Age=50400; HttpOnly; SameSite=Strict; Secure$/,
      ),
      expect.stringMatching(/^lenglian_oidc=; .*Max-Age=0/),
    ]);
  });

  it('goes back to the page that the person came from', async () => {
    const from = encodeURIComponent('/alerts?state=all');
    const { address } = await browser.open(`${BEGIN}?from=${from}`);
    expect(address.href).toBe(`${CONSOLE_ORIGIN}/alerts?state=all`);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', 'x'])(
    'goes to the first page instead of %j',
    async (from) => {
      const { address } = await browser.open(`${BEGIN}?from=${encodeURIComponent(from)}`);
      expect(address.href).toBe(`${CONSOLE_ORIGIN}/`);
    },
  );

  it('ends the session that the browser had, although its cookie stays behind', async () => {
    await browser.open(BEGIN);
    const before = browser.cookie('lenglian_session');
    provider.claims.set('subject-2', { preferred_username: 'operator' });
    provider.account = 'subject-2';
    browser.cookies = browser.cookies.filter(({ origin }) => origin === CONSOLE_ORIGIN);
    await browser.open(BEGIN);
    expect(await whoIn(browser)).toBe('operator');
    const old = new Visitor(sut.url);
    old.cookie = `lenglian_session=${before}`;
    expect((await old.get('/api/v1/auth/session')).status).toBe(401);
  });

  it('writes no code, token or secret into the log, whatever happens', async () => {
    const address = await comeBack();
    await browser.open(pathOf(address));
    await problemAfter(pathOf(address), new RedirectedBrowser(sut.url));
    browser = new RedirectedBrowser(sut.url);
    await problemAfterChange('nonce', 'another');
    const log = logged.join('\n');
    expect(log).toContain('OIDC_ATTEMPT_UNKNOWN');
    expect(log).toContain('OIDC_REFUSED');
    for (const name of ['code', 'state'])
      expect(log).not.toContain(address.searchParams.get(name) ?? '');
    expect(log).not.toContain(provider.environment['OIDC_CLIENT_SECRET']);
    expect(log).not.toMatch(/eyJ/); // how every JSON web token begins
  });
});

describe('a sign-in by OpenID Connect is refused', () => {
  beforeEach(() => begin());
  afterEach(end);

  it('to somebody who is no user here, and makes none', async () => {
    const count = await sut.records.users.count();
    provider.claims.set('subject-1', { preferred_username: 'nobody-at-all' });
    expect(await problemAfter(BEGIN)).toBe('OIDC_USER_UNKNOWN');
    expect(await sut.records.users.count()).toBe(count);
  });

  it('to a user who is disabled', async () => {
    const viewer = await sut.records.users.findByUsername('viewer');
    await sut.records.users.change({ id: 'system' }, viewer?.id ?? '', { isDisabled: true });
    expect(await problemAfter(BEGIN)).toBe('OIDC_USER_UNKNOWN');
  });

  it.each([{}, { preferred_username: '' }, { preferred_username: ['viewer'] }])(
    'when the provider tells no name: %j',
    async (claims) => {
      provider.claims.set('subject-1', claims);
      expect(await problemAfter(BEGIN)).toBe('OIDC_USER_UNKNOWN');
    },
  );

  it('when the person declines', async () => {
    provider.account = undefined;
    expect(await problemAfter(BEGIN)).toBe('OIDC_REFUSED');
  });

  it('with another state, which leaves the true answer good', async () => {
    const address = await comeBack();
    const tampered = new URL(address);
    tampered.searchParams.set('state', 'x'.repeat(43));
    expect(await problemAfter(pathOf(tampered))).toBe('OIDC_ATTEMPT_UNKNOWN');
    tampered.searchParams.delete('state');
    expect(await problemAfter(pathOf(tampered))).toBe('OIDC_ATTEMPT_UNKNOWN');
    await browser.open(pathOf(address));
    expect(await whoIn(browser)).toBe('viewer');
  });

  it('with another code, issuer, nonce or challenge', async () => {
    for (const [name, value] of [
      ['code', 'x'.repeat(43)],
      ['iss', 'https://evil.example'],
    ] as const) {
      const address = await comeBack();
      address.searchParams.set(name, value);
      expect(await problemAfter(pathOf(address))).toBe('OIDC_REFUSED');
    }
    expect(await problemAfterChange('nonce', 'another')).toBe('OIDC_REFUSED');
    expect(await problemAfterChange('code_challenge', 'x'.repeat(43))).toBe('OIDC_REFUSED');
  });

  it('with a token that the keys of the provider did not sign', async () => {
    provider.hasForeignKeys = true;
    expect(await problemAfter(BEGIN)).toBe('OIDC_REFUSED');
  });

  it('a second time with the same answer', async () => {
    const address = await comeBack();
    const { cookies } = browser;
    await browser.open(pathOf(address));
    expect(await whoIn(browser)).toBe('viewer');
    browser.cookies = cookies;
    expect(await problemAfter(pathOf(address))).toBe('OIDC_ATTEMPT_UNKNOWN');
  });

  it('in another browser than the one that began it', async () => {
    const address = await comeBack();
    const other = new RedirectedBrowser(sut.url);
    expect(await problemAfter(pathOf(address), other)).toBe('OIDC_ATTEMPT_UNKNOWN');
    await comeBack(other);
    expect(await problemAfter(pathOf(address), other)).toBe('OIDC_ATTEMPT_UNKNOWN');
  });

  it('after the time that an attempt lasts', async () => {
    const address = await comeBack();
    sut.clock.advanceTo(NOW + ATTEMPT_LASTS);
    expect(await problemAfter(pathOf(address))).toBe('OIDC_ATTEMPT_UNKNOWN');
  });

  it('whatever the callback is sent, without a fault of ours', async () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('code', 'state', 'error', 'iss'));
    const queries = fc.dictionary(word, fc.string({ maxLength: 80 }), { maxKeys: 6 });
    await browser.openUntil(BEGIN, ({ origin }) => origin === provider.issuer);
    const cookie = `lenglian_oidc=${browser.cookie('lenglian_oidc') ?? ''}`;
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        const path = `/api/v1/auth/oidc/callback?${new URLSearchParams(query).toString()}`;
        const request = { redirect: 'manual', headers: { cookie } } as const;
        const response = await fetch(sut.url + path, request);
        expect([302, 400]).toContain(response.status);
        expect(response.headers.get('location') ?? '/sign-in?problem=').toContain('problem=');
      }),
      { numRuns: 50 },
    );
  });
});

describe('a provider of OpenID Connect', () => {
  afterEach(end);

  it('that is down keeps nobody from their password, and is asked again', async () => {
    await begin();
    await provider.stop();
    expect(await problemAfter(BEGIN)).toBe('OIDC_UNREACHABLE');
    const login = { username: 'viewer', password: PASSWORD };
    expect((await new Visitor(sut.url).post('/api/v1/auth/login', login)).status).toBe(200);
    await provider.startAgain();
    await browser.open(BEGIN);
    expect(await whoIn(browser)).toBe('viewer');
  });

  it('may go down while somebody signs in', async () => {
    await begin();
    const address = await comeBack();
    await provider.stop();
    expect(await problemAfter(pathOf(address))).toBe('OIDC_UNREACHABLE');
  });

  it('is not believed when it calls itself otherwise', async () => {
    await begin();
    const { environment } = provider;
    const OIDC_ISSUER = provider.issuer.replace('127.0.0.1', 'localhost');
    const other = await runApi({ environment: { ...environment, OIDC_ISSUER } });
    const visitor = new RedirectedBrowser(other.url);
    expect(await problemAfter(BEGIN, visitor)).toBe('OIDC_UNREACHABLE');
    await other.close();
  });

  it('may tell the name in the token itself', async () => {
    await begin({ conformIdTokenClaims: false, features: NO_USER_INFO });
    await browser.open(BEGIN);
    expect(await whoIn(browser)).toBe('viewer');
  });

  it('is told the secret in the header, as all must take it', async () => {
    await begin();
    await browser.open(BEGIN);
    expect(provider.lastAuthorization).toMatch(/^Basic /);
  });

  it('may want the secret in the body', async () => {
    await begin({
      clientAuthMethods: ['client_secret_post'],
      clientDefaults: { token_endpoint_auth_method: 'client_secret_post' },
    });
    await browser.open(BEGIN);
    expect(provider.lastAuthorization).toBeUndefined();
    expect(await whoIn(browser)).toBe('viewer');
  });

  it.each([
    [true, 'zhao@example.com'],
    [false, undefined],
    ['true', undefined],
    [undefined, undefined],
  ])('with addresses verified=%j signs in %j by them', async (isVerified, name) => {
    await begin({}, { OIDC_USERNAME_CLAIM: 'email' });
    const zhao = { username: 'zhao@example.com', displayName: '赵', role: 'viewer' };
    const admin = await Visitor.as('admin', sut.url);
    expect((await admin.post('/api/v1/users', { ...zhao, password: PASSWORD })).status).toBe(200);
    const claims = { email: zhao.username, email_verified: isVerified };
    provider.claims.set('subject-1', claims);
    await browser.open(BEGIN);
    expect(await whoIn(browser)).toBe(name);
  });

  it('is offered on the sign-in page by its label, and only when there is one', async () => {
    await begin({}, { OIDC_LABEL: '单位账号' });
    const ways = async (url: string) =>
      signInWaysSchema.parse(await (await fetch(`${url}/api/v1/auth/ways`)).json());
    expect(await ways(sut.url)).toEqual({ password: true, oidc: { label: '单位账号' } });
    const without = await runApi();
    expect(await ways(without.url)).toEqual({ password: true, oidc: null });
    for (const path of [BEGIN, '/api/v1/auth/oidc/callback'])
      expect((await fetch(without.url + path)).status).toBe(404);
    await without.close();
  });
});
