import { describe, expect, it } from '@jest/globals';
import type { AlertView } from '@lenglian/console-contract';
import { makeFixtureWorld } from '../testing/fixture-world.ts';
import { compareAlerts, deservesSound, isLive } from './alert-order.ts';

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

  it('sounds when it is new and major, or has become so', () => {
    expect(deservesSound(undefined, alert({ severity: 'MAJOR' }))).toBe(true);
    expect(deservesSound(alert({ severity: 'WARN' }), alert({ severity: 'CRITICAL' }))).toBe(true);
  });

  it.each([
    ['mild', { severity: 'WARN' }],
    ['taken', { severity: 'CRITICAL', state: 'ACKNOWLEDGED' }],
    ['over already', { severity: 'CRITICAL', endedAt: 5 }],
    ['taken back', { severity: 'CRITICAL', isAnnulled: true }],
  ] as const)('does not sound when it is %s', (_, change) => {
    expect(deservesSound(undefined, alert(change))).toBe(false);
  });

  it('does not sound twice', () => {
    expect(deservesSound(alert({ severity: 'MAJOR' }), alert({ severity: 'MAJOR' }))).toBe(false);
  });
});
