/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Session } from '@lenglian/console-contract';
import { makeFixtureUsers } from '../../testing/fixture-users.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import PasswordPage from './PasswordPage.tsx';
import UsersPage from './UsersPage.tsx';

const NOW = 1_800_000_000_000;

let sent: Array<{ path: string; body: unknown }>;
let refusal: { status: number; body: object } | null;
beforeEach(() => {
  sent = [];
  refusal = null;
});
afterEach(cleanup);

function answer(path: string, body: unknown): { status: number; body: unknown } {
  const users = makeFixtureUsers();
  if (body === undefined) return { status: 200, body: { items: users, nextCursor: null } };
  sent.push({ path: path.replace('/api/v1', ''), body });
  return refusal ?? { status: 200, body: users[1] };
}

function show(role: Session['role'] = 'admin') {
  renderConsole(<UsersPage />, {
    ...{ now: NOW, answer, session: { role }, preferences: { language: 'zh' } },
  });
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const fill = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const problemOf = (label: string | RegExp) =>
  screen.getByLabelText(label).closest('.field')?.querySelector('.problem')?.textContent;

describe('the users', () => {
  it('are listed by name and role, with who is disabled and who one is', async () => {
    show();
    const lines = await screen.findAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      '阿依努尔 本人diaodu管理 更改',
      '古丽 zhiliang质量 更改',
      '老王 laowang观察已停用 更改',
    ]);
  });

  it('are for those who manage them only', () => {
    show('quality');
    expect(screen.getByText('您没有这项权限。')).toBeDefined();
  });

  it('are added, with each field checked before it is sent', async () => {
    show();
    press('添加用户');
    fill('用户名', 'Zhao Wei');
    fill('姓名', '赵伟');
    fill('初始密码', 'short');
    press('添加用户');
    expect(problemOf('用户名')).toBe('这里填的不能用。');
    expect(problemOf('初始密码')).toBe('至少 12 个字符。');
    fill('用户名', 'zhaowei');
    fill('初始密码', 'long enough now');
    fill('角色', 'operator');
    refusal = { status: 409, body: { status: 409, code: 'CONFLICT', title: '' } };
    press('添加用户');
    await waitFor(() => expect(problemOf('用户名')).toBe('这个用户名已有人用。'));
    refusal = null;
    press('添加用户');
    await waitFor(() => expect(screen.queryByLabelText('初始密码')).toBeNull());
    expect(sent.at(-1)).toEqual({
      path: '/users',
      body: {
        ...{ username: 'zhaowei', displayName: '赵伟', role: 'operator' },
        password: 'long enough now',
      },
    });
  });

  it('are changed by what was changed, and nothing else', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: '更改 古丽' }));
    fill('状态', 'disabled');
    press('保存');
    await screen.findByText('已保存。');
    fireEvent.click(screen.getByRole('button', { name: '更改 古丽' }));
    fill('角色', 'admin');
    fill(/新密码/, ' a new password ');
    press('保存');
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent.map(({ body }) => body)).toEqual([
      { isDisabled: true },
      { role: 'admin', password: ' a new password ' },
    ]);
    expect(sent[0]?.path).toBe('/users/user-2');
  });

  it('keep their last administrator, in words', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: '更改 阿依努尔' }));
    expect(screen.queryByLabelText('状态')).toBeNull();
    fill('角色', 'viewer');
    refusal = { status: 409, body: { status: 409, code: 'LAST_ADMIN', title: '' } };
    press('保存');
    const form = screen.getByRole('form', { name: '更改 阿依努尔' });
    expect(await within(form).findByText(/最后一位管理员/)).toBeDefined();
  });
});

describe('one’s own password', () => {
  it('is changed by the old one', async () => {
    renderConsole(<PasswordPage />, {
      ...{ now: NOW, answer, preferences: { language: 'zh' } },
    });
    fill('原密码', 'wrong');
    fill('新密码', 'twelve letters');
    refusal = { status: 400, body: { status: 400, code: 'WRONG_PASSWORD', title: '' } };
    press('更改密码');
    await waitFor(() => expect(problemOf('原密码')).toBe('原密码不正确。'));
    refusal = null;
    press('更改密码');
    expect(await screen.findByText('密码已更改。')).toBeDefined();
    const body = { oldPassword: 'wrong', newPassword: 'twelve letters' };
    expect(sent.at(-1)).toEqual({ path: '/auth/password', body });
  });
});
