/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';
import type { AlertView } from '@lenglian/console-contract';
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

  it('tells no value of now once it is over', async () => {
    const text = await textOf({ ...alert, state: 'CLEARED', endedAt: NOW - 60_000 });
    expect(text).not.toContain('6.9');
    expect(text).toContain('最坏值 28.0');
  });
});
