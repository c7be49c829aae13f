import { MINUTE } from '@lenglian/quantities';
import { gatherIncidents } from './gather-incidents.ts';
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

/** Ten hours after `AN_INSTANT`: when incidents are gathered where nothing else is said. */
export const NOW = after(600);

/** The first units by name: `u1`, `u2`, …. */
export const units = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `u${i + 1}`);

/** A unit that lost its power; open. */
export const powerOff = (unitId: string, minute = 0, changes = {}) =>
  anAlertFact({
    ...{ id: `off-${unitId}-${minute}`, rule: 'POWER_OFF', severity: 'INFO', unitId },
    ...{ startedAt: after(minute), ...changes },
  });

/** A unit that is silent for long; open. */
export const silent = (unitId: string, minute = 0, changes = {}) =>
  anAlertFact({
    ...{ id: `silent-${unitId}`, rule: 'NO_DATA', unitId, startedAt: after(minute), ...changes },
  });

/** Goods that are too warm; open. */
export const warm = (unitId: string, minute: number, changes = {}) =>
  anAlertFact({ id: `warm-${unitId}-${minute}`, unitId, startedAt: after(minute), ...changes });

/** Incidents as cause, severity and number of units. */
export const told = (alerts: Parameters<typeof gatherIncidents>[0], asOf = NOW) =>
  gatherIncidents(alerts, asOf).map(({ cause, severity, children }) => [
    cause,
    severity,
    children.length,
  ]);
