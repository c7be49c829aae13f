/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { TokenView } from '@lenglian/console-contract';
import { DAY } from '@lenglian/quantities';
import { mayDo, TOKEN_RIGHTS, type Role } from '@lenglian/rights';
import { makeFixtureToken, makeFixtureTokens } from '../../testing/fixture-tokens.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import TokensPage from './TokensPage.tsx';

const NOW = 1_800_000_000_000;
const SECRET = `llt_${'s'.repeat(43)}`;

let tokens: TokenView[];
let sent: Array<{ path: string; body: unknown }>;
let refusal: string | null;
let secret: string | undefined;
beforeEach(() => {
  tokens = makeFixtureTokens(NOW);
  [sent, refusal, secret] = [[], null, SECRET];
});
afterEach(() => {
  cleanup();
  Reflect.deleteProperty(navigator, 'clipboard');
});

const answer: Answerer = (path, body) => {
  if (body === undefined) return { status: 200, body: { items: tokens, nextCursor: null } };
  sent.push({ path: path.replace('/api/v1', ''), body });
  if (refusal !== null) return { status: 400, body: { status: 400, code: refusal, title: '' } };
  const [, id] = /tokens\/([^/]+)\/revoke$/.exec(path) ?? [];
  if (id !== undefined) {
    tokens = tokens.map((each) => (each.id === id ? { ...each, revokedAt: NOW } : each));
    return { status: 200, body: tokens.find((each) => each.id === id) };
  }
  const made = makeFixtureToken('made', NOW, body as Partial<TokenView>);
  tokens = [...tokens, made];
  return { status: 200, body: { ...made, token: secret } };
};

function show(role: Role = 'operator', language: 'zh' | 'en' = 'zh') {
  renderConsole(<TokensPage />, {
    ...{ now: NOW, answer, path: '/tokens', session: { role }, preferences: { language } },
  });
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const submit = () => fireEvent.submit(screen.getByRole('form'));
const check = (label: string) => fireEvent.click(screen.getByLabelText(label));
const lineOf = async (name: string) =>
  (await screen.findByText(name, { selector: 'li b' })).closest('li') as HTMLElement;

async function makeOne(scopes: readonly string[]) {
  await lineOf('ERP');
  press('新建令牌');
  fireEvent.change(screen.getByLabelText('用途'), { target: { value: ' 月报 ' } });
  check('365 天');
  scopes.forEach(check);
  submit();
  return screen.findByLabelText<HTMLInputElement>('令牌 月报');
}

describe('one’s own tokens', () => {
  it('are told the newest first: what they may do, until when, when they were used', async () => {
    show();
    await lineOf('ERP');
    const lines = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(lines[0]).toMatch(
      /^夜间报表 看班次、箱、货批和计划；看和导出测量值有效至2027年2月14日 16:00 北京时间最近使用未用过/,
    );
    expect(lines[1]).toMatch(/^调度中心对接 12 项权限看班次.*最近使用2027年1月15日 15:00/);
    expect(lines[2]).toMatch(/^ERP 已撤销/);
    expect(lines[3]).toMatch(/^旧看板 已过期看告警/);
    expect(screen.getAllByRole('button', { name: /^撤销/ })).toHaveLength(2);
  });

  it('are nobody’s to begin with, in English too', async () => {
    tokens = [];
    show('viewer', 'en');
    await screen.findByText('No tokens yet.');
  });

  it.each(['viewer', 'operator', 'quality', 'admin'] as const)(
    'offer a %s the rights of the role that a token may have, and no others',
    (role) => {
      show(role);
      press('新建令牌');
      const offered = screen.getAllByRole<HTMLInputElement>('checkbox');
      const rights = TOKEN_RIGHTS.filter((right) => mayDo(role, right));
      expect(offered.map(({ value }) => value).toSorted()).toEqual(rights.toSorted());
      expect(offered.some(({ checked, value }) => checked || value === 'users.manage')).toBe(false);
    },
  );

  it('are checked before they are sent', () => {
    show();
    press('新建令牌');
    submit();
    expect(
      screen.getByText('必填。').closest('.field')?.querySelector('label')?.textContent,
    ).toMatch(/用途/);
    expect(document.activeElement).toBe(screen.getByLabelText('用途'));
    expect(
      within(screen.getByRole('group', { name: '可以做什么' })).getByText('至少选一项。'),
    ).toBeDefined();
    expect(sent).toEqual([]);
  });

  it('show their secret once, with a line to try it that does not have it', async () => {
    show();
    const field = await makeOne(['看告警', '接手告警']);
    expect(field.value).toBe(SECRET);
    expect(document.activeElement).toBe(field);
    const body = { name: '月报', scopes: ['alerts.read', 'alerts.acknowledge'] };
    expect(sent).toEqual([{ path: '/tokens', body: { ...body, expiresAt: NOW + 365 * DAY } }]);
    expect(screen.getByLabelText<HTMLTextAreaElement>('用法示例').value).toBe(
      `curl -H "Authorization: Bearer $TOKEN" ${window.location.origin}/api/v1/alerts`,
    );
    await lineOf('月报');
    press('已保存好');
    expect(document.body.innerHTML).not.toContain(SECRET);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: '新建令牌' }));
  });

  it('are copied where the browser has a clipboard, and say so when it did not', async () => {
    let copied = '';
    let mayWrite = false;
    const writeText = (text: string) => {
      if (!mayWrite) return Promise.reject(new DOMException('no', 'NotAllowedError'));
      copied = text;
      return Promise.resolve();
    };
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    show();
    await makeOne(['添加货批、补充资料、登记分合']);
    press('复制');
    await screen.findByText(/没有复制成功/);
    mayWrite = true;
    press('复制');
    await screen.findByText('已复制');
    expect(copied).toBe(SECRET);
    expect(screen.getByLabelText<HTMLTextAreaElement>('用法示例').value).toMatch(/\/api\/v1\/…$/);
  });

  it('say why none was made', async () => {
    refusal = 'INVALID_REQUEST';
    show();
    press('新建令牌');
    fireEvent.change(screen.getByLabelText('用途'), { target: { value: 'x' } });
    check('看设备');
    submit();
    await within(screen.getByRole('form')).findByText(/已到上限/);
    expect(screen.queryByLabelText(/^令牌/)).toBeNull();
  });

  it('are revoked at a second click, one and no other', async () => {
    show();
    await lineOf('ERP');
    press('撤销 夜间报表');
    fireEvent.blur(screen.getByRole('button', { name: '确认撤销 夜间报表' }));
    press('撤销 夜间报表');
    expect(sent).toEqual([]);
    press('确认撤销 夜间报表');
    const line = await lineOf('夜间报表');
    await within(line).findByText('已撤销');
    expect(sent).toEqual([{ path: '/tokens/token-4/revoke', body: {} }]);
    expect(screen.getAllByRole('button', { name: /^撤销/ })).toHaveLength(1);
    await waitFor(() => expect(document.activeElement).toBe(line));
  });

  it('stay when the api could not revoke them', async () => {
    show();
    await lineOf('ERP');
    refusal = 'UNAVAILABLE';
    press('撤销 夜间报表');
    press('确认撤销 夜间报表');
    expect((await screen.findByRole('alert')).textContent).toBe('服务暂时不可用，正在恢复。');
  });

  it('are taken from no answer of another shape', async () => {
    secret = undefined;
    show();
    press('新建令牌');
    fireEvent.change(screen.getByLabelText('用途'), { target: { value: 'x' } });
    check('看设备');
    submit();
    await within(screen.getByRole('form')).findByText('服务器内部出错，已记录。');
    expect(screen.queryByLabelText(/^令牌/)).toBeNull();
  });
});
