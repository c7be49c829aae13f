/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import type { FindingView, RunView, Session } from '@lenglian/console-contract';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import RunPage from './RunPage.tsx';

const NOW = 1_800_000_000_000;
const pear = makeFixtureWorld(NOW).runs.find(({ id }) => id === 'pear')!;
const first: RunView['legs'][number] = {
  ...pear.legs[0]!,
  plannedDepartureAt: NOW - 10 * HOUR,
  plannedArrivalAt: NOW - 20 * MINUTE,
  departedAt: NOW - 10 * HOUR + 45 * MINUTE + 5_000,
};
const second: RunView['legs'][number] = {
  ...first,
  ...{ mode: 'ROAD', fromNameZh: '怀化', toNameZh: '长沙', toPlaceCode: 'CHANGSHA' },
  ...{ plannedDepartureAt: NOW + HOUR, plannedArrivalAt: NOW + 9 * HOUR, departedAt: null },
};

let run: RunView;
let warnings: FindingView[];
let sent: Array<{ path: string; body: unknown; seen: string | null }>;
let refusal: { status: number; body: object } | null;
beforeEach(() => {
  run = { ...pear, state: 'IN_TRANSIT', revision: 7, legs: [first, second] };
  warnings = [];
  sent = [];
  refusal = null;
});
afterEach(cleanup);

const api: Answerer = (path, body, seen) => {
  if (body !== undefined) {
    sent.push({ path: path.replace('/api/v1/runs/pear/', ''), body, seen });
    return refusal ?? { status: 200, body: { ...run, revision: 8, warnings } };
  }
  if (path.endsWith('/plan')) return { status: 200, body: { lines: [] } };
  const isList = path.includes('/units') || path.includes('/lots');
  return { status: 200, body: isList ? { items: [], nextCursor: null } : run };
};

async function show(role: Session['role'] = 'operator') {
  renderConsole(
    <Routes>
      <Route path="/runs/:runId" element={<RunPage />} />
    </Routes>,
    {
      ...{ now: NOW, path: '/runs/pear', answer: api, session: { role } },
      preferences: { language: 'zh' },
    },
  );
  return within(await screen.findByRole('region', { name: '区段' }));
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const fill = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const submit = () => fireEvent.submit(screen.getByRole('form'));

describe('the legs of a run', () => {
  it('tell how late they were, and what is overdue', async () => {
    const legs = await show('viewer');
    const [one, two] = legs.getAllByRole('listitem');
    expect(one?.textContent).toContain('晚 45 分钟');
    expect(one?.textContent).toContain('已过计划 20 分钟，未报');
    expect(two?.textContent).not.toContain('已过计划');
    expect(legs.queryByRole('button')).toBeNull();
  });

  it('are on time within a minute', async () => {
    run = { ...run, legs: [{ ...first, arrivedAt: NOW - 20 * MINUTE + 30_000 }] };
    expect((await show()).getByText('准点')).toBeDefined();
  });

  it('are reported by what was changed only, with the revision that was seen', async () => {
    await show();
    press('报实际时间 库车 → 怀化');
    submit();
    expect(await screen.findByText('请填时间。')).toBeDefined();
    fill(/^实际到达/, '2027-01-15T15:50');
    submit();
    const body = { leg: 1, arrivedAt: Date.UTC(2027, 0, 15, 7, 50) };
    await waitFor(() => expect(sent).toEqual([{ path: 'legs', body, seen: '"7"' }]));
    await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
  });

  it('are not changed over what somebody else changed; it is loaded and then sent anew', async () => {
    await show();
    press('改计划时间 怀化 → 长沙');
    fill('晚多少分钟', '30');
    fill('原因', '等车');
    refusal = { status: 412, body: { status: 412, code: 'REVISION_CONFLICT', title: '' } };
    run = { ...run, revision: 9, legs: [{ ...first, arrivedAt: NOW - MINUTE }, second] };
    submit();
    expect(await screen.findByText(/别人刚刚改过，已重新载入/)).toBeDefined();
    await screen.findByText('晚 19 分钟');
    refusal = null;
    submit();
    const body = { leg: 2, of: 'DEPARTURE', delayMinutes: 30, reason: '等车' };
    await waitFor(() => expect(sent.at(-1)).toEqual({ path: 'delay', body, seen: '"9"' }));
  });

  it('say what the run is late for now', async () => {
    await show();
    const parameters = {};
    const late = {
      code: 'NEXT_RUN_OVERLAPS',
      severity: 'WARN',
      line: null,
      field: 'legs',
    } as const;
    warnings = [{ ...late, parameters, zh: '请推迟该班次', en: 'Delay that run' }];
    press('改计划时间 怀化 → 长沙');
    fill('晚多少分钟', '30');
    fill('原因', '等车');
    submit();
    expect(await screen.findByText('请推迟该班次')).toBeDefined();
  });

  it('end with the step to arrived, at the time that is given', async () => {
    await show();
    press('到达');
    fill(/^时间/, '2027-01-15T15:50');
    submit();
    const body = { state: 'ARRIVED', at: Date.UTC(2027, 0, 15, 7, 50) };
    await waitFor(() => expect(sent).toEqual([{ path: 'state', body, seen: '"7"' }]));
    expect(screen.queryByRole('button', { name: '知道了' })).toBeNull();
  });

  it('say of a step what is to be known of it, until somebody has read that', async () => {
    await show();
    const awaits = { code: 'LOT_AWAITS_DISPOSITION', field: 'state', parameters: {} } as const;
    const words = { zh: 'LXL0001 待判定，先不要放行。', en: 'LXL0001 awaits a decision.' };
    warnings = [{ ...awaits, ...words, severity: 'WARN', line: null }];
    press('到达');
    submit();
    expect(await screen.findByText(words.zh)).toBeDefined();
    press('知道了');
    expect(screen.queryByText(words.zh)).toBeNull();
  });
});
