/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import type { Session } from '@lenglian/console-contract';
import { makeFixturePlaces } from '../../testing/fixture-network.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import RunPage from './RunPage.tsx';

const NOW = 1_800_000_000_000;
const world = makeFixtureWorld(NOW);
const run = world.runs.find(({ id }) => id === 'pear')!;
const units = world.units.filter(({ runId }) => runId === 'pear');
// The api lists by id, not by place in the train.
const lots = units.flatMap((unit) => unit.lots).toReversed();

let sent: Array<{ path: string; body: unknown; seen: string | null }> = [];
let state = 'PLANNED';
let legs = run.legs;
let revision = 7;
let unitsNow = units;
let refusal: { status: number; body: object } | null = null;
beforeEach(() => {
  sent = [];
  state = 'PLANNED';
  legs = run.legs;
  revision = 7;
  unitsNow = units;
  refusal = null;
});

const api: Answerer = (path, body, seen) => {
  if (body !== undefined) {
    sent.push({ path, body, seen });
    if (refusal !== null) return refusal;
    if (path.endsWith('/copy')) return { status: 200, body: { run: { ...run, id: 'copy' } } };
    state = (body as { state?: string }).state ?? state;
  }
  if (path.endsWith('/plan'))
    return {
      status: 200,
      body: {
        lines: units.map(({ code, position, lots: [lot] }) => ({
          ...{ unitCode: code, position, leavePlaceCode: 'HUAIHUA' },
          lot: { ...lot, originPlaceCode: 'KORLA' },
        })),
      },
    };
  if (path.startsWith('/api/v1/places'))
    return { status: 200, body: { items: makeFixturePlaces(), nextCursor: null } };
  if (path.startsWith('/api/v1/lots?runId=pear'))
    return { status: 200, body: { items: lots, nextCursor: null } };
  if (path.startsWith('/api/v1/runs/pear/units'))
    return { status: 200, body: { items: unitsNow, nextCursor: null } };
  return { status: 200, body: { ...run, legs, state, revision, warnings: [] } };
};

function show(role: Session['role'] = 'operator') {
  renderConsole(
    <Routes>
      <Route path="/runs/:runId" element={<RunPage />} />
    </Routes>,
    {
      now: NOW,
      path: '/runs/pear',
      answer: api,
      session: { role },
      preferences: { language: 'zh' },
    },
  );
  return screen.findByRole('region', { name: '货物' });
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('RunPage', () => {
  afterEach(cleanup);

  it('lists the goods in the order of the train, and the legs with their times', async () => {
    const goods = await show();
    await within(goods).findByText('1 号位');
    const [first] = within(goods).getAllByRole('listitem');
    for (const text of ['1 号位', units[0]!.code, 'LXL0001', '库尔勒香梨', '21.4 吨'])
      expect(first?.textContent).toContain(text);
    await within(goods).findAllByText(/产地 库尔勒/);
    expect(first?.textContent).toContain('甩 怀化');
    const link = within(goods).getByRole('link', { name: 'LXL0001' });
    expect(link.getAttribute('href')).toBe('/lots/lot-pear-1');
    expect(screen.getByRole('region', { name: '区段' }).textContent).toContain('库车 → 怀化 铁路');
  });

  it('tells by its plan where goods will lie, before anything is on it', async () => {
    unitsNow = [];
    const goods = await show();
    await within(goods).findByText('21 号位');
    expect(within(goods).getByText(units[0]!.code)).toBeDefined();
    expect(within(goods).queryByRole('link', { name: units[0]!.code })).toBeNull();
  });

  it('is taken to its next state at a second click, with a reason where there is one', async () => {
    await show();
    press('开始装车');
    expect(sent).toEqual([]);
    fireEvent.change(screen.getByLabelText(/原因或备注/), { target: { value: '三号门' } });
    press('开始装车');
    await screen.findByRole('button', { name: '发车' });
    expect(sent).toEqual([
      {
        path: '/api/v1/runs/pear/state',
        body: { state: 'LOADING', reason: '三号门' },
        seen: '"7"',
      },
    ]);
    expect(screen.getByRole('button', { name: '退回计划' })).toBeDefined();
  });

  it('says in words that the step is not open any more', async () => {
    refusal = { status: 409, body: { status: 409, code: 'RUN_STATE', title: '' } };
    await show();
    press('取消班次');
    expect(screen.getByText(/不能撤回/)).toBeDefined();
    press('取消班次');
    expect(await screen.findByText('班次现在的状态不允许这一步。')).toBeDefined();
  });

  it('is copied to another code and day, and refused beside the field', async () => {
    const finding = { field: 'runCode', line: null, severity: 'REFUSE', zh: '班次号已存在。' };
    const findings = [{ ...finding, code: 'RUN_EXISTS', parameters: {}, en: 'exists' }];
    refusal = { status: 422, body: { status: 422, code: 'PLAN_REFUSED', title: '', findings } };
    await show();
    press('复制班次');
    fireEvent.change(screen.getByLabelText('新班次号'), { target: { value: 'XL-2' } });
    fireEvent.change(screen.getByLabelText('发车时间'), { target: { value: '2027-01-20T08:00' } });
    press('复制班次');
    const problem = await screen.findByText('班次号已存在。');
    expect(problem.closest('.field')?.contains(screen.getByLabelText('新班次号'))).toBe(true);
    expect(sent[0]?.body).toEqual({ runCode: 'XL-2', departureAt: Date.UTC(2027, 0, 20) });
  });

  it('is only to be read for those who do not plan', async () => {
    await show('quality');
    expect(screen.queryByRole('button')).toBeNull();
  });
});
