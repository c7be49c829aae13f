/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { AlertView, CorrectionView } from '@lenglian/console-contract';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import ReviewsPage from './ReviewsPage.tsx';

const NOW = 1_800_000_000_000;
const alert = makeFixtureWorld(NOW).alerts.find(({ rule }) => rule === 'BAND_HI') as AlertView;
const correction: CorrectionView = {
  ...{ id: 'correction-1', alertId: alert.id, alert, at: NOW - 60_000, how: 'ACKNOWLEDGED' },
  ...{ toldAt: NOW - 3_600_000, userId: 'user-1', user: '王值班' },
  ...{ contactId: null, mergedIntoId: 'alert-older' },
};

describe('ReviewsPage', () => {
  afterEach(cleanup);

  it('lists who was told of alerts that were taken back, and what became of them', async () => {
    const asked: string[] = [];
    renderConsole(<ReviewsPage />, {
      now: NOW,
      path: '/reviews',
      answer: (path) => {
        asked.push(path);
        const items = path.startsWith('/api/v1/corrections') ? [correction] : [];
        return { status: 200, body: { items, nextCursor: null } };
      },
    });
    expect(await screen.findByText('没有待复核的判定。')).not.toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: '更正' }));
    const row = await screen.findByRole('listitem');
    for (const text of ['超温', alert.unitCode, alert.lotCode, '王值班 接手', '已并入更早的告警'])
      expect(row.textContent).toContain(text);
    expect(asked).toEqual(['/api/v1/reviews?limit=50&state=OPEN', '/api/v1/corrections?limit=50']);
  });
});
