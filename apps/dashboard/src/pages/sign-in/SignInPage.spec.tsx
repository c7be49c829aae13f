/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { SignInWays } from '@lenglian/console-contract';
import type { Language } from '@lenglian/wording';
import { Route, Routes } from 'react-router';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import { SignInPage } from './SignInPage.tsx';

const NOW = 1_800_000_000_000;
const { session } = makeFixtureWorld(NOW);

let ways: SignInWays;

const api: Answerer = (path, body) => {
  const refuse = (code: string) => ({ status: 401, body: { status: 401, code, title: '' } });
  if (path.endsWith('/auth/session')) return refuse('UNAUTHENTICATED');
  if (path.endsWith('/auth/ways')) return { status: 200, body: ways };
  const { password, token } = body as { password?: string; token?: string };
  if (path.endsWith('/auth/one-time'))
    return token === 'good' ? { status: 200, body: session } : refuse('ONE_TIME_TOKEN_INVALID');
  return password === 'right' ? { status: 200, body: session } : refuse('LOGIN_FAILED');
};

function show(path: string, language: Language = 'zh') {
  return renderConsole(
    <Routes>
      <Route path="/sign-in" element={<SignInPage />} />
      <Route path="*" element={<p>inside</p>} />
    </Routes>,
    { now: NOW, path, answer: api, preferences: { language } },
  );
}

async function fill(password: string) {
  fireEvent.change(await screen.findByLabelText('用户名'), { target: { value: 'diaodu' } });
  fireEvent.change(screen.getByLabelText('密码'), { target: { value: password } });
  fireEvent.click(screen.getByRole('button', { name: '登录' }));
}

describe('SignInPage', () => {
  beforeEach(() => {
    ways = { password: true, oidc: null };
  });
  afterEach(cleanup);

  it('lets in with user name and password', async () => {
    show('/sign-in?from=%2Falerts');
    await fill('right');
    expect(await screen.findByText('inside')).toBeDefined();
  });

  it('says that user name or password is wrong, and no more', async () => {
    show('/sign-in');
    await fill('wrong');
    expect((await screen.findByRole('alert')).textContent).toBe('用户名或密码不正确。');
  });

  it.each(['/sign-in?token=good', '/sign-in#token=good', '/sign-in#good'])(
    'lets in with the one-time link %s',
    async (path) => {
      show(path);
      expect(await screen.findByText('inside')).toBeDefined();
    },
  );

  it('says that a one-time link is used up, and offers the password', async () => {
    show('/sign-in?token=stale');
    expect((await screen.findByRole('alert')).textContent).toContain('已用过或已过期');
    expect(screen.getByLabelText('密码')).toBeDefined();
  });

  it('offers the account of elsewhere under its own words, and comes back to the same page', async () => {
    ways = { password: true, oidc: { label: '铁路统一认证' } };
    show('/sign-in?from=%2Falerts%3Fstate%3Dall');
    const link = await screen.findByRole('link', { name: '铁路统一认证' });
    expect(link.getAttribute('href')).toBe('/api/v1/auth/oidc/begin?from=%2Falerts%3Fstate%3Dall');
    expect(screen.getByLabelText('密码')).toBeDefined();
  });

  it.each([
    ['zh', '用单位账号登录'],
    ['en', 'Sign in with your organisation’s account'],
  ] as const)('offers it in %s where it has no words', async (language, name) => {
    ways = { password: true, oidc: { label: null } };
    show('/sign-in', language);
    const link = await screen.findByRole('link', { name });
    expect(link.getAttribute('href')).toBe('/api/v1/auth/oidc/begin');
  });

  it('offers none where there is none', async () => {
    show('/sign-in');
    await fill('wrong');
    await screen.findByRole('alert');
    expect(screen.queryByRole('link')).toBeNull();
  });

  it.each([
    ['zh', 'OIDC_USER_UNKNOWN', '这个账号不能登录本系统，请联系管理员。'],
    ['en', 'OIDC_ATTEMPT_UNKNOWN', 'This sign-in took too long or is over already. Begin again.'],
  ] as const)('says in %s why %s', async (language, code, words) => {
    show(`/sign-in?problem=${code}`, language);
    expect((await screen.findByRole('alert')).textContent).toBe(words);
  });

  it('says the newer of two problems only', async () => {
    show('/sign-in?problem=OIDC_REFUSED');
    await fill('wrong');
    await screen.findByText('用户名或密码不正确。');
    expect(screen.getAllByRole('alert')).toHaveLength(1);
  });

  it('shows no words that somebody put into a link', async () => {
    show('/sign-in?problem=Call%20us%20at%20555');
    await screen.findByLabelText('密码');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(document.body.textContent).not.toContain('555');
  });

  it('explains why somebody who was inside is asked again', async () => {
    show('/sign-in?from=%2Funits%2Fa');
    expect(await screen.findByText(/登录已过期/)).toBeDefined();
  });
});
