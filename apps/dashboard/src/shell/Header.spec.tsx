/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { Session } from '@lenglian/console-contract';
import { renderConsole } from '../testing/render-console.tsx';
import { Header } from './Header.tsx';

const NOW = 1_800_000_000_000;
afterEach(cleanup);

function pagesFor(role: Session['role']): Array<string | null> {
  renderConsole(<Header />, { now: NOW, session: { role }, preferences: { language: 'zh' } });
  const main = within(screen.getByRole('navigation', { name: '主导航' }));
  return main.getAllByRole('link').map(({ textContent }) => textContent);
}

describe('the header', () => {
  it.each([
    ['viewer', []],
    ['quality', ['审计']],
    ['admin', ['审计', '授权', '用户']],
  ] as const)('offers a %s the pages that are for them', (role, rare) => {
    expect(pagesFor(role)).toEqual(['总览', '告警', '班次', '交接', '路网', ...rare]);
  });

  it('has a way to what is one’s own, whoever one is', () => {
    pagesFor('viewer');
    const own = ['更改密码', 'API 令牌'].map((name) => screen.getByText(name).getAttribute('href'));
    expect(own).toEqual(['/password', '/tokens']);
  });

  it('has a menu of all that has no room on a phone, which closes behind a way out of it', () => {
    pagesFor('admin');
    const menu = screen.getByRole<HTMLDetailsElement>('group', { name: '' });
    menu.open = true;
    fireEvent.click(within(menu).getByText('用户'));
    expect(menu.open).toBe(false);
    expect(within(menu).getByText('退出')).toBeDefined();
  });
});
