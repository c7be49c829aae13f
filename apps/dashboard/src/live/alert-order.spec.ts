import { describe, expect, it } from '@jest/globals';
import type { AlertView } from '@lenglian/console-contract';
import { makeFixtureWorld } from '../testing/fixture-world.ts';
import { compareAlerts, isLive } from './alert-order.ts';

const [base] = makeFixtureWorld(1_800_000_000_000).alerts as [AlertView];
const alert = (change: Partial<AlertView>): AlertView => ({ ...base, state: 'OPEN', ...change });

describe('the order of alerts', () => {
  it('puts the worse before the milder, then the unowned, then the longest', () => {
    const listed = [
      alert({ id: 'long', severity: 'WARN', startedAt: 1 }),
      alert({ id: 'owned', severity: 'CRITICAL', state: 'ACKNOWLEDGED', startedAt: 1 }),
      alert({ id: 'short', severity: 'WARN', startedAt: 2 }),
      alert({ id: 'worst', severity: 'CRITICAL', startedAt: 9 }),
    ];
    expect(listed.sort(compareAlerts).map(({ id }) => id)).toEqual([
      'worst',
      'owned',
      'long',
      'short',
    ]);
  });
});

describe('an alert', () => {
  it.each(['OPEN', 'ACKNOWLEDGED'] as const)('is live while %s', (state) => {
    expect(isLive(alert({ state }))).toBe(true);
  });

  it.each(['CLEARED', 'CLOSED'] as const)('is not live once %s', (state) => {
    expect(isLive(alert({ state }))).toBe(false);
  });
});
