import { describe, expect, it } from '@jest/globals';
import type { DangerView } from '@lenglian/console-contract';
import { mostUrgent } from './danger-views.ts';

const NO_DANGER: DangerView = {
  ...{ lotId: 'lot', unitId: 'unit', asOf: 0, cause: 'NO_POWER', basis: 'TWIN' },
  ...{ ahead: null, harm: null, timeToHarmMinutes: null, marginMinutes: null, nextAction: null },
  budgets: [],
};
const crossing = (lotId: string, crossesAt: number): DangerView => ({
  ...NO_DANGER,
  lotId,
  ahead: { limit: 'BAND_HIGH', celsius: 2, crossesAt, earliestAt: null, latestAt: null },
});
const order = (...dangers: readonly DangerView[]) => mostUrgent(dangers)?.lotId;

describe(mostUrgent.name, () => {
  it('is the goods whose limit is crossed first, where harm is not in sight', () => {
    expect(order(crossing('late', 9), crossing('early', 6), crossing('later', 10))).toBe('early');
    expect(order({ ...NO_DANGER, lotId: 'none' }, crossing('some', 9))).toBe('some');
  });

  it('is the goods with the least margin, then those that take harm first, whatever limit is crossed before', () => {
    const soon = { ...crossing('soon', 1), timeToHarmMinutes: 300 };
    const harmed = { ...crossing('harmed', 5), timeToHarmMinutes: 30 };
    const beyondReach = { ...crossing('beyond reach', 9), timeToHarmMinutes: 90, marginMinutes: 5 };
    expect(order(soon, harmed)).toBe('harmed');
    expect(order(soon, harmed, beyondReach)).toBe('beyond reach');
  });

  it('is goods whose budget is gone before those with any margin, and after those that nobody reaches in time', () => {
    const heat = { rule: 'BUDGET_HEAT', maxMinutes: 60, isSpending: true } as const;
    const spent = (lotId: string, spentMinutes: number) => ({
      ...{ ...NO_DANGER, lotId, budgets: [{ ...heat, spentMinutes }] },
    });
    const reached = { ...crossing('reached', 9), timeToHarmMinutes: 90, marginMinutes: 5 };
    const tooLate = { ...reached, lotId: 'too late', marginMinutes: -5 };
    expect(order({ ...NO_DANGER, lotId: 'none' }, spent('gone', 75), reached)).toBe('gone');
    expect(order(spent('gone', 75), tooLate)).toBe('too late');
    expect(order({ ...NO_DANGER, lotId: 'none' }, spent('some', 10), spent('more', 50))).toBe(
      'more',
    );
  });

  it('is none without any', () => {
    expect(mostUrgent([])).toBeNull();
  });
});
