import { describe, expect, it } from '@jest/globals';
import type { DangerView } from '@lenglian/console-contract';
import { HOUR, MINUTE } from '@lenglian/quantities';
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

  describe('where budgets are spent', () => {
    const NEXT = { at: 60 * MINUTE, placeCode: null, placeNameZh: null, placeNameEn: null };
    const heat = { rule: 'BUDGET_HEAT', maxMinutes: 60 } as const;
    const spent = (lotId: string, spentMinutes: number, isSpending = true) => ({
      ...{ ...NO_DANGER, lotId, budgets: [{ ...heat, spentMinutes, isSpending }] },
    });
    const none = { ...NO_DANGER, lotId: 'none' };
    const harmedIn = (minutes: number) => ({
      ...{ ...NO_DANGER, lotId: 'harmed', timeToHarmMinutes: minutes },
    });

    it('is goods whose budget runs out before those that take harm later, and after those that take it sooner', () => {
      expect(order(none, spent('some', 10), spent('more', 50))).toBe('more');
      expect(order(harmedIn(30), spent('running out', 50))).toBe('running out');
      expect(order(spent('running out', 50), harmedIn(5))).toBe('harmed');
      expect(order(crossing('crossed', 20 * HOUR), spent('running out', 55))).toBe('running out');
    });

    it('counts from the next place where somebody can act, as margins do', () => {
      const late = { ...spent('late', 50), nextAction: { ...NEXT, actions: [] } };
      const reached = { ...harmedIn(90), marginMinutes: 30, nextAction: late.nextAction };
      expect(order(reached, late)).toBe('late');
    });

    it('is goods whose budget is gone only where nothing can still be saved', () => {
      expect(order(spent('gone', 75), harmedIn(600))).toBe('harmed');
      expect(order(harmedIn(0), spent('gone', 75, false))).toBe('harmed');
      expect(order(none, spent('gone', 75, false))).toBe('gone');
    });

    it('is what is threatened before what is not, wherever somebody can act, and whoever spoke last', () => {
      const reaching = { nextAction: { ...NEXT, actions: [] } };
      const quiet = { ...none, ...reaching };
      expect(order(quiet, crossing('crossed', 2 * HOUR))).toBe('crossed');
      const later = { ...crossing('crossed', 2 * HOUR), ...reaching, asOf: 5 * MINUTE };
      expect(order(quiet, later)).toBe('crossed');
      expect(order(quiet, { ...spent('gone', 75, false), ...reaching, asOf: 5 * MINUTE })).toBe(
        'gone',
      );
    });

    it('is not goods of which seconds are spent, or that have more than a day of it left', () => {
      const seconds = { ...heat, spentMinutes: 0.5, maxMinutes: 240, isSpending: true };
      const days = { ...heat, spentMinutes: 30, maxMinutes: 4_320, isSpending: true };
      for (const budget of [seconds, days])
        expect(
          order({ ...none, lotId: 'some', budgets: [budget] }, crossing('crossed', 2 * HOUR)),
        ).toBe('crossed');
    });

    it('does not believe that what fell silent is still being spent', () => {
      const fresh = { ...spent('fresh', 50), asOf: 40 * MINUTE };
      expect(order(spent('silent', 59), fresh)).toBe('fresh');
    });
  });

  it('is none without any', () => {
    expect(mostUrgent([])).toBeNull();
  });
});
