/** @jest-environment jsdom */
import { describe, expect, it } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { LateGoods } from './LateGoods.tsx';

const NOW = 1_800_000_000_000;

describe('the goods of a run that is late', () => {
  it('are told with what those have left that lose most, and lead to their alert', async () => {
    const [first, second, third] = makeFixtureWorld(NOW).alerts;
    const lateness = {
      ...{ asOf: NOW, placeCode: 'WEICHENG', placeNameZh: '渭城', placeNameEn: 'Weicheng' },
      ...{ plannedArrivalAt: NOW, expectedArrivalAt: NOW, hoursLeftOnTime: 120 },
    };
    const { store } = renderConsole(<LateGoods runId={first!.runId!} />, { now: NOW });
    expect(screen.queryByRole('link')).toBeNull();
    const alerts = [
      { ...first!, lateness: { ...lateness, hoursLeft: 100 } },
      { ...second!, lateness: { ...lateness, hoursLeft: 90 } },
      third!,
    ];
    await act(async () => {
      alerts.forEach((alert, index) => store.applyAlert(index + 1, alert));
      await Promise.resolve();
    });
    const link = await screen.findByRole('link', {
      name: /2 批货因晚到损失货架期，到达时最少剩：3 天 18 小时/,
    });
    expect(link.getAttribute('href')).toBe(`/alerts/${second!.id}`);
    expect(screen.getByText('准点为 5 天').textContent).not.toBe('');
  });
});
