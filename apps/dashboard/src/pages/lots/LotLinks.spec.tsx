/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { LotLinkView } from '@lenglian/console-contract';
import { DAY } from '@lenglian/quantities';
import type { Role } from '@lenglian/rights';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import { LotLinks } from './LotLinks.tsx';

const NOW = 1_787_446_800_000;
const PATH = `/c/${'t'.repeat(72)}`;

let links: LotLinkView[];
let asked: [path: string, body: unknown][];
let refusal: string | null;

const link = (id: string, change: Partial<LotLinkView> = {}): LotLinkView => ({
  ...{ id, lotId: 'lot-1', label: id, validUntil: NOW + DAY, createdBy: 'u' },
  ...{ createdAt: NOW - DAY, revokedAt: null },
  ...change,
});

const answer: Answerer = (path, body) => {
  asked.push([path, body]);
  if (refusal !== null && body !== undefined)
    return { status: 400, body: { status: 400, code: refusal, title: '' } };
  const [, revokedId] = /links\/([^/]+)\/revoke$/.exec(path) ?? [];
  if (revokedId !== undefined) {
    links = links.map((one) => (one.id === revokedId ? { ...one, revokedAt: NOW } : one));
    return { status: 200, body: links.find(({ id }) => id === revokedId) };
  }
  if (body === undefined) return { status: 200, body: { items: links, nextCursor: null } };
  const made = link(`link-${links.length}`, body as Partial<LotLinkView>);
  links = [...links, made];
  return { status: 200, body: { ...made, path: PATH } };
};

const show = (role: Role = 'operator') =>
  renderConsole(<LotLinks lotId="lot-1" />, { now: NOW, answer, session: { role } });
const button = (name: string) => screen.getByRole('button', { name });

describe('LotLinks', () => {
  beforeEach(() => {
    [links, asked, refusal] = [[], [], null];
  });
  afterEach(cleanup);

  it('makes a link and shows its address once', async () => {
    show();
    await screen.findByText('还没有链接。');
    fireEvent.click(button('新建链接'));
    fireEvent.change(screen.getByLabelText(/给谁用/), { target: { value: ' 长沙红星 ' } });
    fireEvent.click(screen.getByLabelText('30 天'));
    fireEvent.click(button('生成'));
    const address = await screen.findByLabelText<HTMLInputElement>(/链接地址/);
    expect(address.value).toBe(window.location.origin + PATH);
    const validUntil = NOW + 30 * DAY - 1_000;
    expect(asked).toContainEqual(['/api/v1/lots/lot-1/links', { validUntil, label: '长沙红星' }]);
    expect(await screen.findAllByText('长沙红星')).toHaveLength(2);
    fireEvent.click(button('完成'));
    expect(document.body.innerHTML).not.toContain(PATH);
  });

  it('revokes one when it was asked twice, and no other', async () => {
    links = [link('first'), link('second')];
    show();
    const row = (await screen.findByText('second')).closest('li') as HTMLElement;
    fireEvent.click(within(row).getByRole('button', { name: '撤销' }));
    expect(asked.some(([path]) => path.endsWith('/revoke'))).toBe(false);
    fireEvent.click(within(row).getByRole('button', { name: '确认撤销' }));
    await screen.findByText('已撤销');
    expect(asked.map(([path]) => path)).toContain('/api/v1/lots/lot-1/links/second/revoke');
    expect(screen.getAllByRole('button', { name: '撤销' })).toHaveLength(1);
  });

  it('tells what no longer opens, the newest first', async () => {
    links = [link('old', { validUntil: NOW }), link('taken back', { revokedAt: NOW - 1 })];
    show();
    await screen.findByText('已过期');
    const rows = screen.getAllByRole('listitem').map((row) => row.textContent);
    expect(rows[0]).toMatch(/taken back.*已撤销$/);
    expect(rows[1]).toMatch(/old.*已过期$/);
    expect(screen.queryByRole('button', { name: '撤销' })).toBeNull();
  });

  it('says why nothing was made', async () => {
    refusal = 'INVALID_REQUEST';
    show();
    await screen.findByText('还没有链接。');
    fireEvent.click(button('新建链接'));
    fireEvent.click(button('生成'));
    expect((await screen.findByRole('alert')).textContent).toBe('请求的内容不正确。');
    expect(screen.queryByLabelText(/链接地址/)).toBeNull();
  });

  it('is nothing to those who may not share, and asks nothing for them', async () => {
    const { container } = show('viewer');
    await waitFor(() => expect(container.textContent).toBe(''));
    expect(asked).toEqual([]);
  });
});
