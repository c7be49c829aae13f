/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { makeFixtureLosses } from '../../testing/fixture-departures.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import LossesPage from './LossesPage.tsx';

/** 2027-01-15T08:00:00Z. */
const NOW = 1_800_000_000_000;
const DAY = 86_400_000;

let asked: string[];
beforeEach(() => {
  asked = [];
});
afterEach(cleanup);

const api: Answerer = (path) => {
  asked.push(path);
  const by = new URLSearchParams(path.split('?')[1]).get('by');
  return { status: 200, body: makeFixtureLosses(by === 'cause' ? 'cause' : 'run') };
};

function show(path = '/losses?by=cause', language: 'zh' | 'en' = 'zh') {
  renderConsole(<LossesPage />, { now: NOW, path, answer: api, preferences: { language } });
  return screen.findByRole('table');
}

describe('losses', () => {
  it('are a table of causes with the total, and say what is in no sum', async () => {
    const table = await show();
    const rows = within(table).getAllByRole('row');
    expect(rows.map(({ textContent }) => textContent.replaceAll('\u2009', ' '))).toEqual([
      '原因腐损率残损 kg拒收 kg完好 kg交付 kg交接批',
      '压伤2.00 %1 200058 80060 00023',
      '（未填）0.50 %300059 70060 00023',
      '合计2.50 %1 500058 50060 00023',
    ]);
    expect(screen.getByText('争议中 1 次（21.0 t），被更正替代 1 次')).toBeTruthy();
    expect(screen.getByText('其中 1 次只有一方确认')).toBeTruthy();
  });

  it('are asked for of the last thirty days in Beijing, and exported as they are shown', async () => {
    await show();
    const midnight = (at: number) => Math.floor((at + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000;
    const search = `from=${midnight(NOW) - 29 * DAY}&until=${midnight(NOW) + DAY}&by=cause`;
    expect(asked).toEqual([`/api/v1/losses?${search}`]);
    const file = screen.getByRole('link', { name: '导出 CSV' });
    expect(file.getAttribute('href')).toBe(`/api/v1/losses/export?${search}`);
  });

  it('of another span are asked for by its days', async () => {
    await show('/losses?from=2027-01-01&to=2027-01-02&by=run', 'en');
    const from = Date.UTC(2026, 11, 31, 16);
    expect(asked).toEqual([`/api/v1/losses?from=${from}&until=${from + 2 * DAY}&by=run`]);
    expect(screen.getByRole('link', { name: '压伤' }).getAttribute('href')).toBe('/runs/压伤');
  });

  it('of more than 92 days are not asked for', () => {
    void show('/losses?from=2026-01-01&to=2026-12-31&by=run').catch(() => undefined);
    expect(screen.getByRole('alert').textContent).toBe('最多 92 天。');
    fireEvent.change(screen.getByLabelText('从'), { target: { value: '2026-12-01' } });
    expect(asked).toEqual([]);
  });
});
