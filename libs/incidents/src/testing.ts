import { MINUTE } from '@lenglian/quantities';
import type { AlertFact } from './incident.ts';

/** 2026-08-23T00:00:00Z. */
export const AN_INSTANT = 1_787_443_200_000;

/** An open BAND_HI of unit `u1` on run `r1`, group 3. */
export function anAlertFact(changes: Partial<AlertFact> = {}): AlertFact {
  return {
    ...{ id: 'a1', rule: 'BAND_HI', severity: 'WARN', unitId: 'u1', runId: 'r1' },
    lotId: 'l1',
    ...{ powerGroup: 'r1/3', startedAt: AN_INSTANT, endedAt: null },
    ...{ expectedUntil: null, dueAt: null },
    ...changes,
  };
}

/** So many minutes after `AN_INSTANT`. */
export const after = (minutes: number): number => AN_INSTANT + minutes * MINUTE;
