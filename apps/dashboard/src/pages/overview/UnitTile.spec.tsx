/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, screen } from '@testing-library/react';
import type { UnitView } from '@lenglian/console-contract';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { UnitTile } from './UnitTile.tsx';

const NOW = 1_800_000_000_000;
const world = makeFixtureWorld(NOW);
const fine = world.units.find(({ condition }) => condition === 'OK') as UnitView;

async function show(unit: UnitView, language: 'zh' | 'en' = 'zh') {
  const view = renderConsole(<UnitTile unitId={unit.id} />, {
    now: NOW,
    preferences: { language },
  });
  await act(async () => {
    view.store.applySnapshot(
      { room: 'unit', unitId: unit.id },
      { room: 'unit', position: 1, serverTime: NOW, unit },
    );
    await Promise.resolve();
  });
  return view;
}

describe('UnitTile', () => {
  afterEach(cleanup);

  it('shows place, number, temperatures and state of a unit that is fine', async () => {
    const latest = { ...fine.latest!, cargoTemperatureCelsius: -0.4, measuredAt: NOW - 12_000 };
    await show({ ...fine, latest });
    const tile = screen.getByRole('link', { name: '1 号位 XJLU3000011 正常 −0.4 °C' });
    expect(tile.textContent).toContain('−0.4货芯');
    expect(tile.textContent).toContain('正常12秒');
  });

  it('shows silence and for how long, never the last value as if it were now', async () => {
    const latest = { ...fine.latest!, cargoTemperatureCelsius: 0.7 };
    await show({ ...fine, condition: 'SILENT', latest, silentSince: NOW - 23 * 60_000 });
    const tile = screen.getByRole('link', { name: '1 号位 XJLU3000011 无数据' });
    expect(tile.dataset['look']).toBe('silent');
    expect(tile.textContent).toContain('末值 0.7');
    expect(tile.textContent).toContain('23分');
  });

  it('says the same of a silent unit when a gap of it was told', async () => {
    const silentSince = NOW - 23 * 60_000;
    const view = await show({ ...fine, condition: 'SILENT', silentSince });
    const before = screen.getByRole('link').textContent;
    const some = world.alerts[0]!;
    const gap = { ...some, ...({ rule: 'DATA_GAP', severity: 'INFO', unitId: fine.id } as const) };
    await act(async () => {
      view.store.applyAlert(2, gap);
      await Promise.resolve();
    });
    expect(screen.getByRole('link').textContent).toBe(before);
  });

  it('names the tunnel that a silent unit is in, and for how long in all', async () => {
    const silentSince = NOW - 5 * 60_000;
    const hole = { nameZh: '中天山隧道', nameEn: 'Zhongtianshan tunnel' };
    const expectedHole = { ...hole, until: silentSince + 16 * 60_000 };
    await show({ ...fine, condition: 'SILENT', silentSince, expectedHole });
    const tile = screen.getByRole('link', { name: '1 号位 XJLU3000011 无数据' });
    expect(tile.dataset['look']).toBe('silent');
    expect(tile.textContent).toContain('中天山隧道 预计 16 分5分');
  });

  it('shows a past that is told afterwards as silence, not as now', async () => {
    const latest = { ...fine.latest!, measuredAt: NOW - 3 * 86_400_000, receivedAt: NOW - 1_000 };
    await show({ ...fine, latest });
    const tile = screen.getByRole('link', { name: '1 号位 XJLU3000011 无数据' });
    expect(tile.dataset['look']).toBe('silent');
    expect(tile.textContent).toContain('补传3天');
  });

  it('says that a unit was never heard', async () => {
    await show({ ...fine, condition: 'NO_DATA_YET', latest: null });
    expect(screen.getByRole('link', { name: /未上线/ }).textContent).toContain('从未上报');
  });

  it('shows a defrost as what it is, and quietly', async () => {
    await show({ ...fine, condition: 'DEFROST' });
    expect(screen.getByRole('link', { name: /化霜中/ }).dataset['look']).toBe('defrost');
  });

  it('does not call a unit without power normal', async () => {
    await show({ ...fine, latest: { ...fine.latest!, isConnectedToPowerSource: false } });
    const tile = screen.getByRole('link');
    expect(tile.textContent).toContain('断电');
    expect(tile.textContent).not.toContain('正常');
  });

  it('says once that a unit is without power when that is its alarm', async () => {
    const alert = world.alerts.find(({ rule }) => rule === 'BAND_HI')!;
    const unit = world.units.find(({ id }) => id === alert.unitId)!;
    const off = { ...alert, rule: 'POWER_OFF', signal: 'UNIT', limitCelsius: null } as const;
    const view = await show({
      ...unit,
      latest: { ...fine.latest!, isConnectedToPowerSource: false },
    });
    act(() =>
      view.store.applySnapshot(
        { room: 'alerts' },
        { room: 'alerts', position: 1, serverTime: NOW, alerts: [off] },
      ),
    );
    const tile = await screen.findByRole('link');
    expect(tile.textContent?.match(/断电/g)).toHaveLength(1);
  });

  it('says of a unit in alarm that it is without power, too', async () => {
    const alert = world.alerts.find(({ rule }) => rule === 'BAND_HI')!;
    const unit = world.units.find(({ id }) => id === alert.unitId)!;
    const view = await show({
      ...unit,
      latest: { ...unit.latest!, isConnectedToPowerSource: false },
    });
    await act(async () => {
      view.store.applyAlert(2, alert);
      await Promise.resolve();
    });
    expect(screen.getByRole('link').textContent).toContain('超温 · 断电');
  });

  it('speaks English when asked to', async () => {
    await show({ ...fine, condition: 'SILENT', silentSince: NOW - 60_000 }, 'en');
    expect(screen.getByRole('link', { name: 'No. 1 XJLU3000011 No data' })).toBeDefined();
  });

  it('follows a change of its unit, and its age follows the clock', async () => {
    const view = await show({ ...fine, latest: { ...fine.latest!, measuredAt: NOW - 5_000 } });
    await act(async () => {
      const latest = { ...fine.latest!, cargoTemperatureCelsius: 9.9, measuredAt: NOW };
      view.store.applyUnits(2, [{ ...fine, latest }]);
      await Promise.resolve();
    });
    act(() => view.ticker.tick());
    expect(screen.getByRole('link').textContent).toContain('9.9');
    expect(screen.getByRole('link').textContent).toContain('0秒');
  });
});
