/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import type { Role } from '@lenglian/rights';
import { HandOverLink } from './HandOverLink.tsx';

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;
const OURS = { name: '果园', organisationId: 'demo', personName: null };
const THEIRS = { name: '长沙市场', organisationId: null, personName: null };
const CONFIRMED = {
  ...{ side: 'TO' as const, confirmedBy: 'x', confirmedAt: NOW, personName: null },
  ...{ isOnPaper: false, isByLink: true },
};
const HAND_OVER = {
  id: 'h',
  from: OURS,
  to: THEIRS,
  confirmations: [],
  disputes: [],
  supersededById: null,
};

let asked: unknown[];
beforeEach(() => {
  asked = [];
});
afterEach(cleanup);

const api: Answerer = (path, body) => {
  asked.push({ path, body });
  const link = {
    id: 'l',
    side: 'TO',
    validUntil: NOW + 3 * DAY,
    path: `/h/secret-${asked.length}`,
  };
  return { status: 200, body: link };
};
const show = (change: object = {}, role: Role = 'operator') =>
  renderConsole(<HandOverLink handOver={{ ...HAND_OVER, ...change }} />, {
    ...{ now: NOW, answer: api, session: { role }, preferences: { language: 'zh' } },
  });
const button = () => screen.queryByRole('button', { name: /扫码确认/ });

describe('HandOverLink', () => {
  it('makes a link for the side without an account, as a code to scan and as text', async () => {
    show();
    expect(button()?.textContent).toContain('长沙市场');
    fireEvent.click(button() as HTMLElement);
    const code = await screen.findByRole('img', { name: '请对方用手机扫码' });
    expect(code.querySelector('path')?.getAttribute('d')?.length).toBeGreaterThan(1_000);
    expect(screen.getByText(`${window.location.origin}/h/secret-1`)).toBeDefined();
    const body = { side: 'TO', validUntil: NOW + 3 * DAY };
    expect(asked).toEqual([{ path: '/api/v1/hand-overs/h/links', body }]);
  });

  it('makes a new one in the place of the old one', async () => {
    show();
    fireEvent.click(button() as HTMLElement);
    fireEvent.click(await screen.findByRole('button', { name: /换一个新链接/ }));
    expect(await screen.findByText(/secret-2/)).toBeDefined();
    expect(screen.queryByText(/secret-1/)).toBeNull();
  });

  it.each([
    ['both sides have accounts', { to: { ...THEIRS, organisationId: 'other' } }, 'operator'],
    ['the side has confirmed', { confirmations: [CONFIRMED] }, 'operator'],
    ['another record took its place', { supersededById: 'later' }, 'operator'],
    ['one may not record', {}, 'viewer'],
  ] as const)('offers nothing where %s', (_why, change, role) => {
    show(change, role);
    expect(button()).toBeNull();
  });
});
