/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { FindingView, Session } from '@lenglian/console-contract';
import { DAY } from '@lenglian/quantities';
import { makeFixturePlaces, makeFixtureServices } from '../../testing/fixture-network.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import RunsPage from './RunsPage.tsx';

const NOW = 1_800_000_000_000;
const [first] = makeFixtureWorld(NOW).runs;
const run = first!;
const planned = {
  ...run,
  ...{ id: 'planned', code: 'XL-2027-1', state: 'PLANNED', unitCount: 0 },
  legs: run.legs.map((leg) => ({ ...leg, plannedDepartureAt: NOW - 3 * DAY })),
};
const found = (severity: 'REFUSE' | 'WARN', line: number, field: string, zh: string) =>
  ({ code: 'X', severity, line, field, parameters: {}, zh, en: zh }) satisfies FindingView;

let asked: string[];
let sent: Array<{ path: string; body: unknown }>;
let findings: FindingView[];
beforeEach(() => {
  asked = [];
  sent = [];
  findings = [];
});
afterEach(cleanup);

function answer(path: string, body: unknown): { status: number; body: unknown } {
  const where = path.replace('/api/v1', '');
  if (body === undefined) {
    if (where.startsWith('/services'))
      return { status: 200, body: { items: makeFixtureServices(), nextCursor: null } };
    if (where.startsWith('/places'))
      return { status: 200, body: { items: makeFixturePlaces(), nextCursor: null } };
    asked.push(where);
    return { status: 200, body: { items: [run, planned], nextCursor: null } };
  }
  sent.push({ path: where, body });
  if (where.startsWith('/plans/check')) {
    const wouldBeTaken = findings.every(({ severity }) => severity === 'WARN');
    return { status: 200, body: { wouldBeTaken, findings } };
  }
  return { status: 200, body: { run: planned, unitCount: 1, lotCount: 1, warnings: [] } };
}

async function show(role: Session['role'] = 'operator', path = '/runs') {
  renderConsole(<RunsPage />, {
    ...{ now: NOW, answer, session: { role }, preferences: { language: 'zh' }, path },
  });
  await screen.findByRole('region', { name: '班次' });
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
/** A file is read before it is known what it is. */
const choose = (file: File) =>
  act(async () => {
    fireEvent.change(screen.getByLabelText(/清单文件/), { target: { files: [file] } });
    await Promise.resolve();
  });
const fill = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

/** jsdom's File has no text(). */
function jsonFile(value: unknown): File {
  const text = JSON.stringify(value);
  const file = new File([text], 'plan.json');
  return Object.assign(file, { text: () => Promise.resolve(text) });
}

describe('the runs', () => {
  it('are listed by the state that is asked for, the next to leave first', async () => {
    await show();
    expect(asked.at(-1)).toContain('state=open');
    const lines = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(lines[0]).toMatch(/新梅号 XL-2027-1计划喀什 → 渭城计划出发/);
    expect(lines[1]).toContain('XM-2026-1121在途');
    fireEvent.click(screen.getByLabelText('取消'));
    await waitFor(() => expect(asked.at(-1)).toContain('state=CANCELLED'));
  });

  it('are imported by those who plan, and by nobody else', async () => {
    await show('quality');
    expect(screen.queryByRole('button', { name: '导入班次' })).toBeNull();
  });
});

describe('the import of a manifest', () => {
  it('begins with the service from whose page one comes, for those who plan', async () => {
    await show('operator', '/runs?plan=XIANGLI');
    await screen.findByRole('option', { name: '香梨号' });
    expect(screen.getByLabelText<HTMLSelectElement>('班列').value).toBe('XIANGLI');
    cleanup();
    await show('viewer', '/runs?plan=XIANGLI');
    expect(screen.queryByLabelText('班列')).toBeNull();
  });

  const line = { unitCode: 'XJLU3000015', lot: { code: 'L-1', commodityCode: 'PEAR' } };
  const plan = {
    runCode: 'XL-2027-1',
    serviceCode: 'XIANGLI',
    departureAt: NOW + 7_001,
    lines: [line],
  };

  it('asks for all that is missing before anything is sent', async () => {
    await show();
    press('导入班次');
    press('检查');
    const missing = ['清单文件', '班次号', '班列', '发车时间'].map((label) => {
      const field = screen.getByLabelText(new RegExp(`^${label}`)).closest('.field');
      return field?.querySelector('.problem')?.textContent;
    });
    expect(missing).toEqual(['必填。', '必填。', '必填。', '请填时间。']);
    expect(sent).toEqual([]);
  });

  it('tells what is wrong by line and field, and is not taken then', async () => {
    findings = [
      found('WARN', 3, 'deviceId', '没有设备。'),
      found('REFUSE', 4, 'unitCode', '箱号校验不符。'),
    ];
    await show();
    press('导入班次');
    await choose(new File(['unitCode\nX'], 'list.csv', { type: 'text/csv' }));
    fill('班次号', 'XL-2027-1');
    await screen.findByRole('option', { name: '香梨号' });
    fill('班列', 'XIANGLI');
    const ways = screen.getAllByRole('option').map(({ textContent }) => textContent);
    expect(ways.slice(-2)).toEqual(['库车 → 怀化（铁路）', '库车 → 怀化 → 长沙（铁路、公路）']);
    fill(/^线路/, 'RAIL_CHANGSHA');
    fill('发车时间', '2027-01-20T08:00');
    press('检查');
    const list = await screen.findByText(/不能接收/);
    const items = within(list.parentElement!).getAllByRole('listitem');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      '须改 第 4 行 · 箱号 箱号校验不符。',
      '提醒 第 3 行 · 设备 没有设备。',
    ]);
    expect(screen.queryByRole('button', { name: '接收' })).toBeNull();
    const departureAt = Date.UTC(2027, 0, 20, 0, 0);
    expect(sent[0]?.path).toBe(
      `/plans/check/csv?runCode=XL-2027-1&serviceCode=XIANGLI&departureAt=${departureAt}&wayCode=RAIL_CHANGSHA`,
    );
  });

  it('is taken as it was checked; a change asks for another check', async () => {
    findings = [found('WARN', 1, 'deviceId', '没有设备。')];
    await show();
    press('导入班次');
    await choose(jsonFile(plan));
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLInputElement>('班次号').value).toBe('XL-2027-1'),
    );
    press('检查');
    await screen.findByRole('button', { name: '接收' });
    fill('班次号', 'XL-2027-2');
    expect(screen.queryByRole('button', { name: '接收' })).toBeNull();
    press('检查');
    fireEvent.click(await screen.findByRole('button', { name: '接收' }));
    expect(await screen.findByRole('link', { name: '打开班次' })).toBeDefined();
    expect(sent.map(({ path }) => path)).toEqual(['/plans/check', '/plans/check', '/runs']);
    expect(sent[2]?.body).toMatchObject({
      ...{ runCode: 'XL-2027-2', departureAt: NOW + 7_001 },
      lines: [line],
    });
  });

  it('tells bad lines of a JSON file with all else that is wrong with it', async () => {
    const words = '“—”不能用：不能空。';
    findings = [
      { ...found('REFUSE', 2, 'unitCode', words), code: 'WRONG_VALUE', parameters: { value: '' } },
      found('REFUSE', 1, 'commodityCode', '没有温度要求。'),
    ];
    await show();
    press('导入班次');
    const lines = [line, { ...line, unitCode: '' }];
    await choose(jsonFile({ ...plan, lines }));
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLInputElement>('班次号').value).toBe('XL-2027-1'),
    );
    press('检查');
    const list = await screen.findByText(/不能接收/);
    const items = within(list.parentElement!).getAllByRole('listitem');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      '须改 第 1 行 · 品类 没有温度要求。',
      `须改 第 2 行 · 箱号 ${words}`,
    ]);
    expect(sent).toMatchObject([{ path: '/plans/check', body: { lines } }]);
  });
});
