/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import type { Session } from '@lenglian/console-contract';
import { newServiceSchema } from '@lenglian/seed-files';
import { makeFixturePlaces, makeFixtureServices } from '../../testing/fixture-network.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import ServicePage from './ServicePage.tsx';
import ServicesPage from './ServicesPage.tsx';

const NOW = 1_800_000_000_000;
const world = makeFixtureWorld(NOW);
let sent: Array<{ body: unknown; seen: string | null }> = [];
let asked: string[] = [];
let refusal: { status: number; body: object } | null = null;
beforeEach(() => {
  sent = [];
  asked = [];
  refusal = null;
});
afterEach(cleanup);

const api: Answerer = (url, body, seen) => {
  const path = url.replace('/api/v1', '');
  asked.push(path);
  const id = /^\/services\/([^?]+)/.exec(path)?.[1];
  const service = makeFixtureServices().find((each) => each.id === id);
  if (body !== undefined) {
    sent.push({ body, seen });
    return refusal ?? { status: 200, body: { ...service, ...(body as object), revision: 4 } };
  }
  if (id !== undefined) return { status: 200, body: service };
  const items = path.startsWith('/runs')
    ? world.runs.filter(({ id }) => id === 'pear' && path.includes('XIANGLI'))
    : path.startsWith('/places')
      ? makeFixturePlaces()
      : path.startsWith('/services')
        ? makeFixtureServices()
        : [];
  return { status: 200, body: { items, nextCursor: null } };
};

function show(path: string, role: Session['role'] = 'operator', language: 'zh' | 'en' = 'zh') {
  renderConsole(
    <Routes>
      <Route path="/services" element={<ServicesPage />} />
      <Route path="/services/:serviceId" element={<ServicePage />} />
    </Routes>,
    { ...{ now: NOW, path, answer: api, session: { role }, preferences: { language } } },
  );
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('services', () => {
  it('are listed with how they are carried, their goods and season', async () => {
    show('/services');
    const line = (await screen.findByRole('link', { name: '香梨号' })).closest('li');
    for (const text of ['铁路', '公路', 'PEAR_KORLA', '全年'])
      expect(line?.textContent).toContain(text);
    fireEvent.change(screen.getByLabelText('查找'), { target: { value: 'xinmei' } });
    expect(screen.queryByRole('link', { name: '香梨号' })).toBeNull();
    expect(screen.getByRole('link', { name: '新梅号' })).toBeDefined();
  });
});

describe('the page of a service', () => {
  it('shows each way leg by leg with the planned time since departure', async () => {
    show('/services/service-pear');
    const way = await screen.findByRole('region', { name: '线路 2' });
    await within(way).findByRole('link', { name: '长沙' });
    const [, , last] = within(within(way).getAllByRole('list')[0]!).getAllByRole('listitem');
    expect(last?.textContent).toBe('公路9 小时长沙+ 4 天 13 小时');
  });

  it('tells where silence and waiting are to be expected', async () => {
    show('/services/service-plum', 'viewer', 'en');
    const way = await screen.findByRole('region', { name: 'Way 1' });
    expect(way.textContent).toContain('Zhongtianshan tunnel 16 min');
    expect(way.textContent).toContain('Hundred-li wind zone 2 h to 12 h on leg 1');
    expect(screen.getByRole('region', { name: 'About this service' }).textContent).toContain(
      '20 Aug to 20 Sep',
    );
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.queryByRole('link', { name: 'Plan a run of this service' })).toBeNull();
  });

  it('leads to its next runs, and to planning another', async () => {
    show('/services/service-pear');
    const runs = await screen.findByRole('region', { name: '近期班次' });
    const run = await within(runs).findByRole('link');
    expect(run.getAttribute('href')).toBe('/runs/pear');
    expect(asked.some((path) => path.startsWith('/runs?state=open&serviceCode=XIANGLI'))).toBe(
      true,
    );
    expect(screen.getByRole('link', { name: '按这条班列排班' }).getAttribute('href')).toBe(
      '/runs?plan=XIANGLI',
    );
  });

  it('is sent back as it was where nothing was touched', async () => {
    show('/services/service-plum');
    await screen.findByRole('link', { name: '渭城' });
    press('修改班列');
    press('保存');
    await screen.findByText('已保存。');
    const ofRecord = ['id', 'revision', 'isSeeded'];
    const entry = Object.fromEntries(
      Object.entries(makeFixtureServices()[0]!).filter(([name]) => !ofRecord.includes(name)),
    );
    expect(sent).toEqual([{ seen: '"3"', body: newServiceSchema.parse(entry) }]);
  });

  it('gains a leg and loses a wind stop', async () => {
    show('/services/service-plum');
    await screen.findByRole('link', { name: '渭城' });
    press('修改班列');
    press('加一个区段');
    press('去掉最后一项 避风停留');
    await screen.findAllByRole('option', { name: '长沙' });
    const form = screen.getByRole('form', { name: '修改班列' });
    const last = (label: string) => within(form).getAllByLabelText(label).at(-1)!;
    fireEvent.change(last('起'), { target: { value: 'WEICHENG' } });
    fireEvent.change(last('到'), { target: { value: 'CHANGSHA' } });
    press('保存');
    await screen.findByText('已保存。');
    const [way] = (sent[0]!.body as ReturnType<typeof makeFixtureServices>[number]).ways!;
    expect(way?.legs[1]).toEqual({
      ...{ mode: 'RAIL', fromPlaceCode: 'WEICHENG', toPlaceCode: 'CHANGSHA' },
    });
    expect(way?.windStops).toBeUndefined();
  });

  it('is refused beside the leg that does not join', async () => {
    const finding = { field: 'ways[0].legs[0]', line: null, severity: 'REFUSE', parameters: {} };
    const findings = [{ ...finding, code: 'LEGS_APART', zh: '区段不相接。', en: 'apart' }];
    refusal = { status: 422, body: { status: 422, code: 'PLAN_REFUSED', title: '', findings } };
    show('/services/service-plum');
    await screen.findByRole('link', { name: '渭城' });
    press('修改班列');
    press('保存');
    const problem = await screen.findByText('区段不相接。');
    expect(problem.closest('.field')?.textContent).toContain('方式');
  });
});
