/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';
import type { AlertView } from '@lenglian/console-contract';
import { aDanger } from '../../testing/fixture-danger.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { AlertRow } from './AlertRow.tsx';

const NOW = 1_800_000_000_000;
const world = makeFixtureWorld(NOW);
const warm = world.alerts.find(({ rule }) => rule === 'BAND_HI') as AlertView;
const unit = world.units.find(({ id }) => id === warm.unitId)!;
const alert: AlertView = { ...warm, signal: 'PROBE', peakCelsius: 28 };

async function textOf(shown: AlertView): Promise<string | null> {
  const { store } = renderConsole(<AlertRow alert={shown} />, { now: NOW });
  const latest = { ...unit.latest!, cargoTemperatureCelsius: 6.9 };
  store.applySnapshot(
    { room: 'unit', unitId: unit.id },
    { room: 'unit', position: 1, serverTime: NOW, unit: { ...unit, latest } },
  );
  await screen.findByText(new RegExp(`${unit.position} 号位`));
  return screen.getByRole('link').textContent;
}

describe('AlertRow', () => {
  afterEach(cleanup);

  it('tells where the box stands, and the worst value apart from that of now', async () => {
    const text = await textOf(alert);
    expect(text).toContain(`新梅号 3 号位 ${warm.lotCode}`);
    expect(text).toContain('6.9 °C最坏值 28.0');
  });

  it('tells who has it and when they look again, and that they should have', async () => {
    const taken = { state: 'ACKNOWLEDGED', acknowledgedBy: '王建国' } as const;
    const later = await textOf({ ...alert, ...taken, nextCheckAt: NOW + 1_800_000 });
    expect(later).toMatch(/已接手 · 王建国 · 下次复查 \d\d:\d\d/);
    expect(later).not.toContain('复查已到时');
    cleanup();
    const due = await textOf({ ...alert, ...taken, nextCheckAt: NOW - 60_000 });
    expect(due).toContain('复查已到时');
  });

  it('says nothing of goods that nothing threatens: a list is for what does', async () => {
    const nothing = { ahead: null, harm: null, timeToHarmMinutes: null };
    expect(await textOf({ ...alert, danger: aDanger(nothing) })).not.toContain('距货损');
    cleanup();
    const gone = { rule: 'BUDGET_HEAT', spentMinutes: 80, maxMinutes: 60, isSpending: false };
    const text = await textOf({
      ...alert,
      danger: aDanger({ ...nothing, budgets: [{ ...gone, rule: 'BUDGET_HEAT' }] }),
    });
    expect(text).toContain('距货损 超温预算已用完');
    expect(text).toContain('累计超温时长 1 小时 20 分 / 1 小时');
  });

  it('tells no value of now once it is over', async () => {
    const text = await textOf({ ...alert, state: 'CLEARED', endedAt: NOW - 60_000 });
    expect(text).not.toContain('6.9');
    expect(text).toContain('最坏值 28.0');
  });
});
