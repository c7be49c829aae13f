import type { DangerView } from '@lenglian/console-contract';
import { MINUTE, type Instant } from '@lenglian/quantities';

/** Goods without power: harmed in some 3¼ h, a place with a plug in 70 minutes. */
export function aDanger(
  changes: Partial<DangerView> = {},
  now: Instant = 1_800_000_000_000,
): DangerView {
  const inMinutes = (minutes: number) => now + minutes * MINUTE;
  return {
    ...{ lotId: 'lot-1', unitId: 'unit-1', asOf: now, basis: 'TWIN', cause: 'NO_POWER' },
    ahead: {
      ...{ limit: 'BAND_HIGH', celsius: 2, crossesAt: inMinutes(40) },
      ...{ earliestAt: inMinutes(20), latestAt: inMinutes(90) },
    },
    harm: {
      ...{ limit: 'CRITICAL_HIGH', celsius: 8, crossesAt: inMinutes(194) },
      ...{ earliestAt: inMinutes(121), latestAt: inMinutes(302) },
    },
    timeToHarmMinutes: 194,
    nextAction: {
      ...{ at: inMinutes(70), placeCode: 'HAMI', placeNameZh: '哈密', placeNameEn: 'Hami' },
      actions: ['PLUG_IN', 'REPAIR'],
    },
    marginMinutes: 124,
    budgets: [],
    ...changes,
  };
}
