/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import { SignInPage } from './SignInPage.tsx';

const NOW = 1_800_000_000_000;
const { session } = makeFixtureWorld(NOW);

const api: Answerer = (path, body) => {
  const refuse = (code: string) => ({ status: 401, body: { status: 401, code, title: '' } });
  if (path.endsWith('/auth/session')) return refuse('UNAUTHENTICATED');
  const { password, token } = body as { password?: string; token?: string };
  if (path.endsWith('/auth/one-time'))
    return token === 'good' ? { status: 200, body: session } : refuse('ONE_TIME_TOKEN_INVALID');
  return password === 'right' ? { status: 200, body: session } : refuse('LOGIN_FAILED');
};

function show(path: string) {
  return renderConsole(
    <Routes>
      <Route path="/sign-in" element={<SignInPage />} />
      <Route path="*" element={<p>inside</p>} />
    </Routes>,
    { now: NOW, path, answer: api },
  );
}

async function fill(password: string) {
  fireEvent.change(await screen.findByLabelText('用户名'), { target: { value: 'diaodu' } });
  fireEvent.change(screen.getByLabelText('密码'), { target: { value: password } });
  fireEvent.click(screen.getByRole('button', { name: '登录' }));
}

describe('SignInPage', () => {
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

  it('explains why somebody who was inside is asked again', async () => {
    show('/sign-in?from=%2Funits%2Fa');
    expect(await screen.findByText(/登录已过期/)).toBeDefined();
  });
});
