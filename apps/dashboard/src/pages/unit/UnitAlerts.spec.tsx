/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import type { AlertView } from '@lenglian/console-contract';
import { aDanger } from '../../testing/fixture-danger.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import ContactsOfUnit from './ContactsOfUnit.tsx';
import { UnitAlerts } from './UnitAlerts.tsx';

const NOW = 1_800_000_000_000;
const ZH = { language: 'zh' } as const;
const world = makeFixtureWorld(NOW);
const unit = world.units.find(({ id }) => id === 'plum-3')!;
const warm = world.alerts.find(({ unitId }) => unitId === unit.id) as AlertView;

describe('the page of a unit', () => {
  afterEach(cleanup);

  it('says once what becomes of a lot, and what to do first, however many alerts it has', async () => {
    const danger = aDanger({ lotId: warm.lotId ?? '', unitId: unit.id });
    const alerts: AlertView[] = [
      { ...warm, id: 'a', danger },
      { ...warm, id: 'b', rule: 'PULLDOWN_LATE', danger },
      { ...warm, id: 'c', rule: 'CRIT_HI', lotId: 'another lot', danger },
    ];
    const { store } = renderConsole(<UnitAlerts unitId={unit.id} />, { now: NOW, preferences: ZH });
    const at = { position: 1, serverTime: NOW } as const;
    store.applySnapshot({ room: 'alerts' }, { ...at, room: 'alerts', alerts });
    const cards = await screen.findAllByRole('article');
    expect(cards.map((card) => within(card).queryByText('距货损') !== null)).toEqual([
      ...[true, false, true],
    ]);
    expect(cards.map((card) => within(card).queryByText('第一步') !== null)).toEqual([
      ...[true, false, true],
    ]);
  });

  it('says another first step where another alert of the lot asks for one, and what becomes of it where it can', async () => {
    const danger = aDanger({ lotId: warm.lotId ?? '', unitId: unit.id });
    const alerts: AlertView[] = [
      { ...warm, id: 'a', rule: 'NO_DATA', severity: 'MAJOR', danger: null },
      { ...warm, id: 'b', rule: 'BAND_HI', danger },
    ];
    const { store } = renderConsole(<UnitAlerts unitId={unit.id} />, { now: NOW, preferences: ZH });
    const at = { position: 1, serverTime: NOW } as const;
    store.applySnapshot({ room: 'alerts' }, { ...at, room: 'alerts', alerts });
    const cards = await screen.findAllByRole('article');
    expect(cards.map((card) => within(card).queryByText('距货损') !== null)).toEqual([false, true]);
    expect(cards.map((card) => within(card).queryByText('第一步') !== null)).toEqual([true, true]);
  });

  it('shows a gap until it became silence for long, and of another silence still', async () => {
    const gap: AlertView = { ...warm, id: 'gap', rule: 'DATA_GAP', severity: 'INFO', danger: null };
    const offline: AlertView = { ...gap, id: 'off', rule: 'NO_DATA', severity: 'WARN' };
    const { store } = renderConsole(<UnitAlerts unitId={unit.id} />, { now: NOW, preferences: ZH });
    const isShown = async (titles: string[], ...alerts: AlertView[]) => {
      const at = { position: 1, serverTime: NOW } as const;
      store.applySnapshot({ room: 'alerts' }, { ...at, room: 'alerts', alerts });
      await waitFor(() => {
        const shown = screen.getAllByRole('heading').map(({ textContent }) => textContent);
        expect(shown.sort()).toEqual(titles);
      });
    };
    await isShown(['数据缺口'], gap);
    await isShown(['断链 · 无数据'], offline, gap);
    const before = { ...offline, startedAt: gap.startedAt - 1 };
    await isShown(['数据缺口', '断链 · 无数据'], before, gap);
  });

  it('shows the way to those who are called about its run', async () => {
    const { store } = renderConsole(<ContactsOfUnit unit={unit} />, {
      ...{ now: NOW, preferences: ZH },
      answer: () => ({ status: 200, body: { items: [], nextCursor: null } }),
    });
    const run = world.runs.find(({ id }) => id === unit.runId)!;
    const snapshot = { position: 1, serverTime: NOW, room: 'overview', runs: [run] } as const;
    store.applySnapshot({ room: 'overview' }, { ...snapshot, runs: [run] });
    const contacts = await screen.findByRole('region', { name: '联系人' });
    const link = await within(contacts).findByRole('link', { name: new RegExp(run.code) });
    expect(link.getAttribute('href')).toBe(`/runs/${run.id}#contacts`);
  });
});
