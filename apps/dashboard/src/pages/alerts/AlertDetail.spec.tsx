/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';
import type { AlertView } from '@lenglian/console-contract';
import { aDanger } from '../../testing/fixture-danger.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { AlertDetail } from './AlertDetail.tsx';

const NOW = 1_800_000_000_000;
const [open] = makeFixtureWorld(NOW).alerts as [AlertView];
const spent = { rule: 'BUDGET_HEAT', spentMinutes: 50, maxMinutes: 90, isSpending: false } as const;
const budget: AlertView = {
  ...open,
  ...{ rule: 'BUDGET_HEAT', limitCelsius: 2, spentMinutes: 45, endedAt: null },
  danger: aDanger({ ahead: null, harm: null, timeToHarmMinutes: null, budgets: [spent] }, NOW),
};

async function textOf(alert: AlertView): Promise<string | null> {
  renderConsole(<AlertDetail alertId={alert.id} />, {
    ...{ now: NOW, preferences: { language: 'zh' } },
    answer: (path) =>
      path.endsWith(`/alerts/${alert.id}`)
        ? { status: 200, body: alert }
        : { status: 200, body: { items: [], nextCursor: null } },
  });
  return (await screen.findByRole('article')).textContent;
}

describe('the page of an alert of a budget', () => {
  afterEach(cleanup);

  it('says once how much is spent: by now where that is told, else as it was told', async () => {
    const major = await textOf({ ...budget, severity: 'MAJOR' });
    expect(major).toContain('50 分钟 / 1 小时 30 分');
    expect(major).not.toContain('45 分钟');
    cleanup();
    expect(await textOf({ ...budget, severity: 'INFO' })).toContain('已用累计时长45 分钟');
  });

  it('tells when it was told first, and of no sample that was outside', async () => {
    const text = await textOf({ ...budget, severity: 'MAJOR' });
    expect(text).toContain('开始 首次提示');
    expect(text).not.toContain('首个超限样本');
  });
});
