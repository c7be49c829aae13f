/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { makeFixtureGrants } from '../../testing/fixture-audit.ts';
import { makeFixtureLotRecord } from '../../testing/fixture-goods.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import GrantsPage from './GrantsPage.tsx';

const NOW = 1_800_000_000_000;
const { runs, units } = makeFixtureWorld(NOW);
const lot = units.find(({ id }) => id === 'plum-3')!.lots[0]!;

let asked: string[];
let sent: Array<{ path: string; body: unknown }>;
let refusal: { status: number; body: object } | null;
beforeEach(() => {
  asked = [];
  sent = [];
  refusal = null;
});
afterEach(cleanup);

function answer(url: string, body: unknown): { status: number; body: unknown } {
  const path = url.replace('/api/v1', '');
  if (body !== undefined) {
    sent.push({ path, body });
    return refusal ?? { status: 200, body: makeFixtureGrants(NOW)[0] };
  }
  asked.push(path);
  if (path === '/runs/pear') return { status: 200, body: runs.find(({ id }) => id === 'pear') };
  if (path.startsWith('/lots/')) return { status: 200, body: makeFixtureLotRecord(lot, NOW) };
  const items = path.startsWith('/runs?')
    ? runs
    : path.startsWith('/lots?')
      ? [lot]
      : makeFixtureGrants(NOW);
  return { status: 200, body: { items, nextCursor: null } };
}

async function show() {
  renderConsole(<GrantsPage />, {
    ...{ now: NOW, answer, path: '/grants', session: { role: 'admin' } },
    preferences: { language: 'zh' },
  });
  return within(await screen.findByRole('region', { name: '授出' })).findAllByRole('listitem');
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const fill = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const submit = () => fireEvent.submit(screen.getByRole('form'));

describe('grants', () => {
  it('tell what of, to whom, and whether they hold', async () => {
    const lines = await show();
    await within(lines[0]!).findByRole('link', { name: '香梨号 XL-2026-1120' });
    expect(lines[0]?.textContent).toMatch(/^有效.*库车 → 怀化.*urumqi-rail/);
    await within(lines[1]!).findByRole('link', { name: '新梅 LXM0003' });
    expect(lines[2]?.textContent).toMatch(/^已到期.*RFR-plum-003/);
    expect(lines[3]?.textContent).toMatch(/^已撤销/);
    expect(screen.getAllByRole('button', { name: /^撤销/ })).toHaveLength(2);
  });

  it('that were received are asked for by the address', async () => {
    await show();
    fireEvent.click(screen.getByLabelText('收到'));
    await waitFor(() => expect(asked).toContain('/grants?side=received&limit=100'));
    await screen.findByRole('region', { name: '收到' });
    expect(screen.queryByRole('button', { name: /^撤销/ })).toBeNull();
  });

  it('of a run in custody name the leg', async () => {
    await show();
    press('新授权');
    await screen.findByRole('option', { name: '香梨号 XL-2026-1120' });
    fill('班次', 'pear');
    fill('区段', '0');
    fill('对方组织代码', 'nobody');
    refusal = { status: 404, body: { status: 404, code: 'NOT_FOUND', title: '' } };
    submit();
    const problem = await screen.findByText(/没有这个组织/);
    expect(problem.closest('.field')?.contains(screen.getByLabelText('对方组织代码'))).toBe(true);
    refusal = null;
    fill('对方组织代码', 'urumqi-rail');
    submit();
    await screen.findByText('已保存。');
    expect(sent.at(-1)).toEqual({
      path: '/grants',
      body: {
        ...{ kind: 'custody', granteeOrganisationId: 'urumqi-rail', subjectId: 'pear' },
        ...{ legOrdinal: 0, validFrom: NOW, validUntil: null },
      },
    });
  });

  it('of a lot choose it by its run', async () => {
    await show();
    press('新授权');
    fill('类别', 'consignee');
    await screen.findByRole('option', { name: '新梅号 XM-2026-1121' });
    fill('先选班次', 'plum');
    await screen.findByRole('option', { name: 'LXM0003 新梅' });
    fill('货批', lot.id);
    fill('对方组织代码', 'xian-port');
    submit();
    await waitFor(() =>
      expect(sent[0]?.body).toMatchObject({ kind: 'consignee', subjectId: lot.id }),
    );
  });

  it('are revoked at a second click', async () => {
    await show();
    press('撤销 urumqi-rail');
    expect(sent).toEqual([]);
    expect(screen.getByText(/立即终止/)).toBeDefined();
    submit();
    await waitFor(() => expect(sent).toEqual([{ path: '/grants/grant-1/revoke', body: {} }]));
  });

  it('are for those who manage them only', () => {
    renderConsole(<GrantsPage />, {
      ...{ now: NOW, answer, session: { role: 'quality' }, preferences: { language: 'zh' } },
    });
    expect(screen.getByText('您没有这项权限。')).toBeDefined();
  });
});
