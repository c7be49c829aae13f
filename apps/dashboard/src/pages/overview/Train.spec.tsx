/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, screen } from '@testing-library/react';
import type { LatestReading, UnitView } from '@lenglian/console-contract';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { Train } from './Train.tsx';

const NOW = 1_800_000_000_000;
const world = makeFixtureWorld(NOW);
const run = world.runs.find(({ id }) => id === 'pear')!;
const pears = world.units.filter(({ runId }) => runId === run.id);

/** The counts in the heading, once the first units tell what `odd` says. */
async function countsWith(...odd: Partial<LatestReading>[]): Promise<string | null> {
  return countsOf((unit, i) => ({
    ...unit,
    latest: { ...unit.latest!, isConnectedToPowerSource: true, ...odd[i] },
  }));
}

async function countsOf(change: (unit: UnitView, i: number) => UnitView): Promise<string | null> {
  const units = pears.map(change);
  const view = renderConsole(<Train run={run} />, { now: NOW });
  await act(async () => {
    view.store.applySnapshot(
      { room: 'run', runId: run.id },
      { room: 'run', position: 1, serverTime: NOW, run, units },
    );
    await Promise.resolve();
  });
  return screen.getAllByRole('list')[0]!.textContent;
}

describe('Train', () => {
  afterEach(cleanup);

  it('counts its boxes by how they stand', async () => {
    expect(await countsWith()).toBe('21 箱化霜中 2正常 19');
  });

  it('says of a planned run how many boxes will ride and when it leaves', () => {
    const planned = { ...run, state: 'PLANNED', unitCount: 0, latestMeasuredAt: null };
    renderConsole(<Train run={planned} />, { now: NOW });
    expect(screen.getByRole('region').textContent).toContain('计划21 箱计划发车');
  });

  it('says where it is, how late, and when it will be at its next stop', () => {
    renderConsole(<Train run={run} />, { now: NOW });
    expect(screen.getByRole('region').textContent).toContain(
      '库车 与 怀化 之间 63 %晚 45 分钟  预计到达 怀化 1月18日 04:45',
    );
  });

  it('says once of the run that it is in a tunnel, and until when silence is no wonder', async () => {
    const hole = { nameZh: '中天山隧道', nameEn: 'Zhongtianshan tunnel', until: NOW + 600_000 };
    const inHole = { condition: 'SILENT', silentSince: NOW - 60_000, expectedHole: hole } as const;
    await countsOf((unit) => ({ ...unit, ...inHole }));
    const said = screen.getAllByText(/中天山隧道，无信号，预计 \d\d:\d\d 恢复/);
    expect(said).toHaveLength(1);
  });

  it('does not count a box without power or with an open door as normal', async () => {
    const counts = await countsWith(
      { isConnectedToPowerSource: false },
      { isConnectedToPowerSource: false },
      { doorOpen: true },
    );
    expect(counts).toBe('21 箱断电 2门开 1化霜中 2正常 16');
  });

  it('counts a box once, by what is worst of it', async () => {
    const isOff = { isConnectedToPowerSource: false, doorOpen: true };
    const counts = await countsOf((unit, i) => ({
      ...unit,
      condition: i === 0 ? 'MAJOR' : 'OK',
      latest: { ...unit.latest!, isConnectedToPowerSource: true, ...(i < 2 && isOff) },
    }));
    expect(counts).toBe('21 箱重要 1断电 1正常 19');
  });
});
