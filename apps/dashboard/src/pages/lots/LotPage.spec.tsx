/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import type { LotView } from '@lenglian/console-contract';
import {
  makeFixtureExposure,
  makeFixtureFreshness,
  makeFixtureLotRecord,
  makeFixtureTrace,
} from '../../testing/fixture-goods.ts';
import { makeFixtureCustody, makeFixtureHandOver } from '../../testing/fixture-hand-overs.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import LotPage from './LotPage.tsx';

const NOW = 1_800_000_000_000;
const world = makeFixtureWorld(NOW);
const unit = world.units.find(({ id }) => id === 'plum-3')!;
const lot = unit.lots[0] as LotView;

const api: Answerer = (path) => {
  const bodies: Record<string, unknown> = {
    [`/lots/${lot.id}`]: makeFixtureLotRecord(lot, NOW),
    [`/lots/${lot.id}/trace`]: makeFixtureTrace(lot, NOW),
    [`/lots/${lot.id}/exposure`]: makeFixtureExposure(lot, NOW),
    [`/lots/${lot.id}/freshness`]: makeFixtureFreshness(lot, NOW),
    [`/lots/${lot.id}/custody`]: makeFixtureCustody(lot, NOW),
    [`/hand-overs?lotId=${lot.id}&limit=500`]: {
      items: [makeFixtureHandOver(lot, NOW)],
      nextCursor: null,
    },
    '/units/plum-3': unit,
    '/runs/plum': world.runs.find(({ id }) => id === 'plum'),
  };
  const body = bodies[path.replace('/api/v1', '')];
  const problem = { status: 404, code: 'NOT_FOUND', title: '' };
  return body === undefined ? { status: 404, body: problem } : { status: 200, body };
};

function show(language: 'zh' | 'en', id = lot.id) {
  renderConsole(
    <Routes>
      <Route path="/lots/:lotId" element={<LotPage />} />
    </Routes>,
    { now: NOW, path: `/lots/${id}`, answer: api, preferences: { language } },
  );
}

describe('LotPage', () => {
  afterEach(cleanup);

  it('tells all that is known of a lot, and what nobody said', async () => {
    show('zh');
    const facts = await screen.findByRole('region', { name: '货批资料' });
    for (const text of ['LXM0003', '新梅', '21.4 吨', '12.76 吨', '18.5 °Bx', '西安国际港务区'])
      expect(facts.textContent).toContain(text);
    expect((await within(facts).findByText('CR-0098812')).previousSibling?.textContent).toMatch(
      '最近封志',
    );
    expect(within(facts).getByText('品种').nextSibling?.textContent).toBe('未填');
    expect(await within(facts).findByRole('link', { name: unit.code })).toBeDefined();
  });

  it('says how long nobody measured, beside the time outside limits', async () => {
    show('zh');
    const exposure = await screen.findByRole('region', { name: '超限时间' });
    expect(await within(exposure).findByText(/另有 3 小时 没有数据：最好情形不计/)).toBeDefined();
  });

  it('leads to the lots that its goods were and became, with their part of the mass', async () => {
    show('en');
    const lineage = await screen.findByRole('region', { name: 'Lineage' });
    const from = await within(lineage).findByRole('link', { name: 'LXM0001' });
    expect(from.getAttribute('href')).toBe('/lots/lot-plum-1');
    expect(from.closest('li')?.textContent).toContain('Merged60 % of the mass');
    const to = within(lineage).getByRole('link', { name: 'LXM0004' });
    expect(to.closest('li')?.textContent).toContain('Splitshare unknown');
  });

  it('counts the time outside limits by rule, with what earlier lots brought along', async () => {
    show('zh');
    const row = await screen.findByRole('row', { name: /^超温/ });
    expect(row.textContent).toBe('超温1 小时 35 分20 分钟1 小时 55 分');
    expect(screen.queryByRole('row', { name: /严重超温/ })).toBeNull();
  });

  it('says that there is no such lot', async () => {
    show('zh', 'unknown');
    expect((await screen.findByRole('alert')).textContent).toContain('没有找到');
  });
});
