/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import type { DepartureBoardView, Session } from '@lenglian/console-contract';
import { makeFixtureBoard } from '../../testing/fixture-departures.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import { DeparturePage } from './DeparturePage.tsx';

const NOW = 1_800_000_000_000;

let sent: Array<{ path: string; body: unknown; seen: string | null }>;
let board: DepartureBoardView;
let isStale: boolean;
beforeEach(() => {
  sent = [];
  board = makeFixtureBoard(NOW);
  isStale = false;
});
afterEach(cleanup);

const api: Answerer = (path, body, seen) => {
  if (path.startsWith('/api/v1/places')) return { status: 200, body: { items: [] } };
  if (body === undefined) return { status: 200, body: board };
  sent.push({ path, body, seen });
  if (isStale) return { status: 412, body: { code: 'REVISION_CONFLICT' } };
  const { unitId } = body as { unitId: string };
  const boxes = board.boxes.map((box) =>
    box.unitId === unitId ? { ...box, isReleased: true, mayLeave: true } : box,
  );
  board = { ...board, boxes, revision: board.revision + 1 };
  return { status: 200, body: board };
};

async function show(role: Session['role'] = 'operator', language: 'zh' | 'en' = 'zh') {
  renderConsole(
    <Routes>
      <Route path="/runs/:runId/departure" element={<DeparturePage />} />
    </Routes>,
    {
      ...{ now: NOW, path: '/runs/pear/departure', answer: api },
      ...{ session: { role }, preferences: { language } },
    },
  );
  return screen.findByRole('table');
}
const rowOf = (code: string) => screen.getByText(code).closest('tr')!;

describe('the departure board', () => {
  it('counts the boxes, and says of each what is not in order and why', async () => {
    await show();
    expect(screen.getByRole('status').textContent).toBe('3 箱1 绿1 已放行1 未放行');
    const unsealed = rowOf('XJLU3090030');
    expect(within(unsealed).getByText('没有登记')).toBeTruthy();
    expect(within(unsealed).getByLabelText('未知')).toBeTruthy();
    const released = rowOf('XJLU3090020');
    expect(released.textContent).toContain('6.8 °C，高于 2');
    expect(released.textContent).toContain('王调度');
    expect(released.textContent).toContain('货主同意，途中降温');
  });

  it('is shown in English with what is green by its value', async () => {
    await show('operator', 'en');
    const green = rowOf('XJLU3090010');
    expect(within(green).getByText('CR550121')).toBeTruthy();
    expect(within(green).getAllByLabelText('green')).toHaveLength(8);
  });

  it('shows only boxes that are not released, where that is asked', async () => {
    await show();
    fireEvent.click(screen.getByLabelText('只看未放行'));
    expect(screen.queryByText('XJLU3090010')).toBeNull();
    expect(screen.getByText('XJLU3090030')).toBeTruthy();
  });

  it('has a box released for the checks that are shown, with a reason', async () => {
    await show();
    fireEvent.click(screen.getByRole('button', { name: '放行 XJLU3090030' }));
    const form = screen.getByRole('form', { name: '放行 1 箱' });
    fireEvent.submit(form);
    expect(await within(form).findByRole('alert')).toBeTruthy();
    expect(sent).toEqual([]);
    fireEvent.change(screen.getByLabelText('原因'), { target: { value: '铅封用完，用铁丝' } });
    fireEvent.submit(form);
    expect(await screen.findByRole('button', { name: '撤回放行 XJLU3090020' })).toBeTruthy();
    expect(sent).toEqual([
      {
        path: '/api/v1/runs/pear/departure/releases',
        body: {
          unitId: 'box-3',
          checks: [{ check: 'SEAL', state: 'UNKNOWN' }],
          reason: '铅封用完，用铁丝',
        },
        seen: '"2"',
      },
    ]);
  });

  it('keeps what was written when somebody else was faster', async () => {
    await show();
    isStale = true;
    fireEvent.click(screen.getByRole('button', { name: '撤回放行 XJLU3090020' }));
    fireEvent.change(screen.getByLabelText('原因'), { target: { value: '货主反悔' } });
    fireEvent.submit(screen.getByRole('form', { name: '撤回放行' }));
    expect(await screen.findByText(/已被别人改过|别人/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('原因').value).toBe('货主反悔');
    expect(sent).toMatchObject([{ body: { unitId: 'box-2', checks: [] } }]);
  });

  it('lets viewers look, and nothing else', async () => {
    await show('viewer');
    expect(screen.queryByRole('button', { name: /放行/ })).toBeNull();
  });
});
