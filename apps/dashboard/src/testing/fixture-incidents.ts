import type { AlertView, IncidentView } from '@lenglian/console-contract';

/** An incident of the units of these alerts; of one when there is one. */
export function anIncident(
  alerts: readonly AlertView[],
  changes: Partial<IncidentView> = {},
): IncidentView {
  const [first] = alerts;
  const units = Map.groupBy(alerts, ({ unitId }) => unitId);
  return {
    ...{ id: first?.id ?? 'incident', organisationId: 'demo', cause: 'GOODS', state: 'OPEN' },
    severity: first?.severity ?? 'WARN',
    ...{ runId: first?.runId ?? null, runCode: first?.runCode ?? null },
    ...{ runNameZh: first?.runNameZh ?? null, runNameEn: first?.runNameEn ?? null },
    unitId: units.size === 1 ? (first?.unitId ?? null) : null,
    ...{ equipmentGroup: null, goods: [], startedAt: first?.startedAt ?? 0, endedAt: null },
    ...{ expectedUntil: null, openedAt: first?.detectedAt ?? 0, acknowledgedAt: null },
    ...{
      acknowledgedBy: null,
      nextCheckAt: null,
      untakenSince: null,
      note: null,
      mergedIntoId: null,
      revision: 1,
    },
    danger: null,
    children: [...units].map(([unitId, of], index) => ({
      ...{ unitId, unitCode: of[0]?.unitCode ?? unitId, position: index + 1 },
      ...{ severity: of[0]?.severity ?? 'WARN', alertIds: of.map(({ id }) => id) },
    })),
    ...changes,
  };
}
