import type { Change } from '../database/audited.ts';
import type { IncidentRecord } from './incident.ts';

/** Notes what an officer would call a change: not each alert that joins. */
export function noteIncident(
  change: Change,
  before: IncidentRecord | undefined,
  after: IncidentRecord,
): void {
  const action = actionOf(before, after);
  if (action === undefined) return;
  change.note({
    organisationId: after.organisationId,
    ...{ action, entity: 'incident', entityId: after.id },
    ...(before && { before: summaryOf(before) }),
    after: summaryOf(after),
  });
}

function actionOf(before: IncidentRecord | undefined, after: IncidentRecord): string | undefined {
  if (before === undefined) return 'incident.open';
  if (after.mergedIntoId !== before.mergedIntoId)
    return after.mergedIntoId === null ? 'incident.part' : 'incident.merge';
  const wasLasting = before.endedAt === null;
  const isLasting = after.endedAt === null;
  if (wasLasting !== isLasting) return isLasting ? 'incident.reopen' : 'incident.clear';
  if (after.cause !== before.cause) return 'incident.cause';
  if (after.severity !== before.severity) return 'incident.severity';
  return undefined;
}

export function summaryOf(incident: IncidentRecord) {
  const { cause, severity, state, startedAt, endedAt, mergedIntoId } = incident;
  const { acknowledgedAt, acknowledgedBy, nextCheckAt, note } = incident;
  return {
    ...{ cause, severity, state, startedAt, endedAt, mergedIntoId },
    ...{ acknowledgedAt, acknowledgedBy, nextCheckAt, note },
    unitCount: incident.children.length,
  };
}
