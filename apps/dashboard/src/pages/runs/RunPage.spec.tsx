/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import RunPage from './RunPage.tsx';

const NOW = 1_800_000_000_000;
const world = makeFixtureWorld(NOW);
const run = world.runs.find(({ id }) => id === 'pear')!;
const units = world.units.filter(({ runId }) => runId === 'pear');
// The api lists by id, not by place in the train.
const lots = units.flatMap((unit) => unit.lots).toReversed();

const api: Answerer = (path) => {
  if (path.startsWith('/api/v1/lots?runId=pear'))
    return { status: 200, body: { items: lots, nextCursor: null } };
  if (path.startsWith('/api/v1/runs/pear/units'))
    return { status: 200, body: { items: units, nextCursor: null } };
  return { status: 200, body: run };
};

describe('RunPage', () => {
  afterEach(cleanup);

  it('lists the goods in the order of the train, and the legs with their times', async () => {
    renderConsole(
      <Routes>
        <Route path="/runs/:runId" element={<RunPage />} />
      </Routes>,
      { now: NOW, path: '/runs/pear', answer: api },
    );
    const goods = await screen.findByRole('region', { name: '货物' });
    await within(goods).findByText('1 号位');
    const [first] = within(goods).getAllByRole('listitem');
    for (const text of ['1 号位', units[0]!.code, 'LXL0001', '库尔勒香梨', '21.4 吨'])
      expect(first?.textContent).toContain(text);
    const link = within(goods).getByRole('link', { name: 'LXL0001' });
    expect(link.getAttribute('href')).toBe('/lots/lot-pear-1');
    expect(screen.getByRole('region', { name: '区段' }).textContent).toContain('库车 → 怀化铁路');
  });
});
