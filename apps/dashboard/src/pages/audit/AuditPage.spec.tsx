/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Session } from '@lenglian/console-contract';
import { makeFixtureAudit } from '../../testing/fixture-audit.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import AuditPage from './AuditPage.tsx';
import { differencesOf } from './differences.ts';

const NOW = 1_800_000_000_000;
const { runs } = makeFixtureWorld(NOW);

let asked: string[];
beforeEach(() => {
  asked = [];
});
afterEach(cleanup);

function answer(url: string): { status: number; body: unknown } {
  const path = url.replace('/api/v1', '');
  asked.push(path);
  const run = runs.find(({ id }) => path === `/runs/${id}`);
  if (run !== undefined) return { status: 200, body: run };
  return { status: 200, body: { items: makeFixtureAudit(NOW), nextCursor: null } };
}

async function show(path = '/audit', role: Session['role'] = 'quality') {
  renderConsole(<AuditPage />, {
    ...{ now: NOW, answer, path, session: { role }, preferences: { language: 'zh' } },
  });
  return within(await screen.findByRole('region', { name: '审计' }));
}
const fill = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('the audit', () => {
  it('tells who did what to what, from what to what, and why', async () => {
    const lines = await (await show()).findAllByRole('listitem');
    const [lot, run, legs, session] = lines.map((line) => line.textContent);
    await waitFor(() => expect(lines[0]?.textContent).toContain('古丽'));
    for (const part of ['补充货批资料', '货批 LXM0003', '原因复测糖度', '糖度', '18', '19.5'])
      expect(lot).toContain(part);
    for (const part of ['阿依努尔', '改班次状态', '装车', '在途']) expect(run).toContain(part);
    await waitFor(() => expect(lines[1]?.textContent).toContain('班次 XM-2026-1121'));
    expect(legs).toContain('区段 · 1 · 实际到达');
    expect(session).toContain('系统登录');
    expect(session).not.toContain('7d4c');
  });

  it('is searched by what stands in the address, and taken away as it was searched', async () => {
    const lines = await show('/audit?actor=judge');
    await lines.findAllByRole('listitem');
    await screen.findByRole('option', { name: '古丽' });
    fill('谁', 'user-2');
    fill('动作', 'lot.change');
    fill(/^从/, '2027-01-15T08:00');
    fireEvent.submit(screen.getByRole('form', { name: '查找' }));
    const search = `actor=user-2&action=lot.change&from=${Date.UTC(2027, 0, 15)}`;
    await waitFor(() => expect(asked).toContain(`/audit?${search}&limit=50`));
    const file = screen.getByRole('link', { name: '导出 CSV' });
    expect(file.getAttribute('href')).toBe(`/api/v1/audit/export?format=csv&${search}`);
  });

  it('is for those who may read it only', () => {
    renderConsole(<AuditPage />, {
      ...{ now: NOW, answer, session: { role: 'operator' }, preferences: { language: 'zh' } },
    });
    expect(screen.getByText('您没有这项权限。')).toBeDefined();
    expect(asked).toEqual([]);
  });
});

describe('a difference', () => {
  it('is told leaf by leaf; what neither has, and whose it is, is none', () => {
    const before = { state: 'A', organisationId: 'x', legs: [{ at: 1 }], note: null };
    const after = { state: 'B', organisationId: 'y', legs: [{ at: 1 }, { at: 2 }] };
    expect(differencesOf(before, after)).toEqual([
      { path: ['state'], before: 'A', after: 'B' },
      { path: ['legs', '1', 'at'], before: null, after: 2 },
    ]);
    expect(differencesOf(null, null)).toEqual([]);
  });

  it('of legs is told by the leg, also where they were noted bare', () => {
    expect(differencesOf([{ arrivedAt: null }], { legs: [{ arrivedAt: 5 }] })).toEqual([
      { path: ['legs', '0', 'arrivedAt'], before: null, after: 5 },
    ]);
  });
});
